/** The labels of the latest transactions: what the bank would not know yet. */

import { json } from "./api.js";
import { EventStream } from "./stream.js";

/** More than the labels of the rows, since labels and transactions come on two streams. */
const MAX_LABELS = 2000;

/** Transactions are numbered anew in each run of the service. */
export const keyOf = (run, transactionId) => `${run} ${transactionId}`;

export const runOf = (eventId) => eventId.slice(0, eventId.indexOf("-"));

export class Labels {
  #byKey = new Map();
  #stream = null;
  #handlers;

  /** @param {{onLabel: function, onMissed: function, onRefusal: function}} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  get(key) {
    return this.#byKey.get(key);
  }

  /**
   * Receives labels as they become known. Those that were known before are missed.
   *
   * @param {string} fields of a label: full, or true without scenarios
   */
  follow(fields) {
    if (this.#stream) {
      this.#stream.resume();
      return;
    }
    this.#stream = new EventStream("labels/stream", { labels: fields }, "", {
      onEvent: (data, id) => this.#keep(JSON.parse(data), runOf(id)),
      onGap: this.#handlers.onMissed,
      onState: (state) => {
        if (state === "open") {
          this.#handlers.onMissed();
        }
      },
    });
  }

  /** Receives none any more, and keeps those received. */
  leave() {
    this.#stream?.close();
    this.#stream = null;
  }

  forget() {
    this.leave();
    this.#byKey = new Map();
  }

  /** Asks for the labels of a run's transactions that are known already. */
  async ask(run, transactionIds) {
    const missing = transactionIds.filter((id) => !this.#byKey.has(keyOf(run, id)));
    if (missing.length === 0) {
      return;
    }
    try {
      const answer = await json("labels/query?labels=full", {
        method: "POST",
        body: JSON.stringify({ transaction_ids: missing }),
        headers: { "Content-Type": "application/json" },
      });
      answer.labels.forEach((label) => this.#keep(label, run));
    } catch (refusal) {
      this.#handlers.onRefusal(refusal);
    }
  }

  #keep(label, run) {
    this.#byKey.set(keyOf(run, label.transaction_id), label);
    if (this.#byKey.size > MAX_LABELS) {
      this.#byKey.delete(this.#byKey.keys().next().value);
    }
    this.#handlers.onLabel();
  }
}
