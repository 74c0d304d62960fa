/** The state of the service, asked once a second for all sections of the page. */

import { json, onKeyChanged } from "./api.js";

const PERIOD_MILLIS = 1000;

const listeners = [];
let timer = 0;

/** Calls a listener with each status, or with null and the reason if there is none. */
export const onStatus = (listener) => listeners.push(listener);

/** Asks now, and from then on every second. */
export async function poll() {
  clearTimeout(timer);
  let wait = PERIOD_MILLIS;
  let status = null;
  let failure = null;
  try {
    status = await json("status");
  } catch (refusal) {
    failure = refusal;
    wait = Math.max(wait, refusal.retrySeconds * 1000);
    if (refusal.status === 401) {
      wait = Infinity;
    }
  }
  clearTimeout(timer);
  if (wait < Infinity) {
    timer = setTimeout(poll, wait);
  }
  listeners.forEach((listener) => listener(status, failure));
}

onKeyChanged(poll);
