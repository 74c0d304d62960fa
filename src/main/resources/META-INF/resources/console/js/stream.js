/** Streams of the service that are resumed, and samples of a stream that is too fast to show. */

import { hasKey, request, streamUrl } from "./api.js";

const RETRY_MILLIS = 3000;

/** Refusals that the same request would get again. */
const FINAL = [400, 401, 403, 404];

/** The parameters of a stream that starts after an event, or now if its id is empty. */
const after = (lastId, parameters) => (lastId ? { ...parameters, last_event_id: lastId } : parameters);

/**
 * Server-sent events that continue after the last one received, whatever ended the connection. EventSource reconnects by
 * itself, but not after an error response, and not with a ticket, which is valid once.
 */
export class EventStream {
  #source = null;
  #timer = 0;
  #lastId;
  #isOpen = true;

  /**
   * @param {string} path
   * @param {object} parameters of the URL
   * @param {string} lastId the id of the event after which the stream starts, or empty
   * @param {{onEvent: function, onGap: function, onState: function}} handlers
   */
  constructor(path, parameters, lastId, handlers) {
    this.path = path;
    this.parameters = parameters;
    this.handlers = handlers;
    this.#lastId = lastId;
    this.#connect();
  }

  close() {
    this.#isOpen = false;
    this.#source?.close();
    clearTimeout(this.#timer);
  }

  /** The feed runs again after a stop. */
  resume() {
    if (this.#source === null && this.#isOpen) {
      this.#connect();
    }
  }

  async #connect() {
    clearTimeout(this.#timer);
    let target;
    try {
      target = await streamUrl(this.path, after(this.#lastId, this.parameters));
    } catch (refusal) {
      this.#retry(refusal);
      return;
    }
    if (!this.#isOpen || this.#source) {
      return;
    }
    const source = new EventSource(target);
    this.#source = source;
    source.onopen = () => this.handlers.onState("open");
    source.onmessage = (event) => {
      this.#lastId = event.lastEventId;
      this.handlers.onEvent(event.data, event.lastEventId);
    };
    source.addEventListener("gap", (event) => this.handlers.onGap(JSON.parse(event.data)));
    source.onerror = () => {
      this.handlers.onState("reconnecting");
      if (source.readyState === EventSource.CLOSED) {
        this.#source = null;
        this.#findReason();
      } else if (hasKey()) {
        source.close();
        this.#source = null;
        this.#retry();
      }
    };
  }

  /** EventSource does not say why it gave up, so the same request is sent once more. */
  async #findReason() {
    const abort = new AbortController();
    try {
      const query = new URLSearchParams(after(this.#lastId, this.parameters));
      const response = await request(`${this.path}?${query}`, {
        signal: abort.signal,
        headers: { Accept: "text/event-stream" },
      });
      const isStopped = response.status === 204;
      abort.abort();
      if (isStopped) {
        this.handlers.onState("stopped");
      } else {
        this.#retry();
      }
    } catch (refusal) {
      this.#retry(refusal);
    }
  }

  #retry(refusal) {
    if (!this.#isOpen) {
      return;
    }
    this.handlers.onState("reconnecting", refusal?.message);
    if (!FINAL.includes(refusal?.status)) {
      const wait = Math.max(RETRY_MILLIS, (refusal?.retrySeconds ?? 0) * 1000);
      this.#timer = setTimeout(() => this.#connect(), wait);
    }
  }
}

/**
 * Reads a stream of lines as fast as it comes, and passes on one line in each period; the others are not parsed.
 *
 * @param {string} lastId the id of the event after which the stream starts, or empty
 * @returns {Promise<void>} at the end of the stream
 */
export async function sampleLines(path, parameters, lastId, periodMillis, signal, onLine) {
  const query = new URLSearchParams(after(lastId, parameters));
  const response = await request(`${path}?${query}`, { signal, headers: { Accept: "application/x-ndjson" } });
  if (response.status === 204) {
    return;
  }
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let line = null;
  let last = -Infinity;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    if (line === null && performance.now() - last < periodMillis) {
      continue;
    }
    // A chunk may begin within a line, so the sample is the first line that begins in it.
    let from = 0;
    if (line === null) {
      from = value.indexOf(10) + 1;
      if (from === 0) {
        continue;
      }
      line = "";
    }
    const to = value.indexOf(10, from);
    line += decoder.decode(value.subarray(from, to < 0 ? value.length : to), { stream: true });
    if (to >= 0) {
      if (line.trim()) {
        onLine(line);
        last = performance.now();
      }
      line = null;
    }
  }
}
