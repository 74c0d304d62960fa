/** Requests to the service, whose failures are errors with a message in words. */

/** Where the service is, which may be under the prefix of a reverse proxy. */
const root = new URL("../../", import.meta.url);

/** In memory only. */
let key = "";

const listeners = { needed: [], changed: [] };

export class Refusal extends Error {
  /** @param {number} status of the response, 0 if there was none */
  constructor(status, message, retrySeconds = 0) {
    super(message);
    this.status = status;
    this.retrySeconds = retrySeconds;
  }
}

export const url = (path) => new URL(path, root);

export const hasKey = () => key !== "";

export function setKey(text) {
  key = text;
  listeners.changed.forEach((listener) => listener());
}

/** Calls a listener when the service asks for a key. */
export const onKeyNeeded = (listener) => listeners.needed.push(listener);

/** Calls a listener when there is another key. */
export const onKeyChanged = (listener) => listeners.changed.push(listener);

/** The response to a request, if it succeeded; throws a Refusal otherwise. */
export async function request(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  if (key) {
    headers["X-API-Key"] = key;
  }
  let response;
  try {
    response = await fetch(url(path), { ...options, headers, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Refusal(0, "The service does not answer.");
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

export async function json(path, options) {
  return (await request(path, options)).json();
}

export function send(method, path, body) {
  const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  return json(path, { method, ...content });
}

/** The URL of a stream. With a key it has a ticket, since EventSource cannot send the key. */
export async function streamUrl(path, parameters) {
  const target = url(path);
  for (const [name, value] of Object.entries(parameters)) {
    target.searchParams.set(name, value);
  }
  if (key) {
    target.searchParams.set("ticket", (await send("POST", "stream/tickets")).ticket);
  }
  return target;
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  const detail = problem.detail ?? `The service answered ${response.status}.`;
  const retrySeconds = Number(response.headers.get("Retry-After")) || 0;
  switch (response.status) {
    case 401:
      listeners.needed.forEach((listener) => listener(key !== ""));
      return new Refusal(401, key ? "The service does not know this key." : "The service asks for a key.");
    case 403:
      if (problem.type?.endsWith("foreign-origin")) {
        return new Refusal(403, detail);
      }
      listeners.needed.forEach((listener) => listener(true));
      return new Refusal(403, "Not allowed: this key may read, but changing the feed needs the key of an operator.");
    case 429:
      return new Refusal(429, `Too many requests: try again in ${retrySeconds || "some"} s.`, retrySeconds);
    default:
      return new Refusal(response.status, detail, retrySeconds);
  }
}
