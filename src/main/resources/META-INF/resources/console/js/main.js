/** Starts the sections of the page, and shows whether the service answers. */

import * as charts from "./charts.js";
import * as controls from "./controls.js";
import * as dataset from "./dataset.js";
import * as key from "./key.js";
import * as scoreboard from "./scoreboard.js";
import { onStatus, poll } from "./status.js";
import * as transactions from "./transactions.js";

const state = document.getElementById("state");
const stateText = document.getElementById("state-text");

function showState(name, text) {
  state.dataset.state = name;
  // Screen readers announce each change of the text.
  if (stateText.textContent !== text) {
    stateText.textContent = text;
  }
}

onStatus((status, refusal) => {
  if (!status) {
    showState("failed", refusal.message);
  } else if (status.kafka?.reason) {
    showState("failed", status.kafka.reason);
  } else if (status.streaming) {
    showState("running", status.kafka ? "The feed is running, in Kafka" : "The feed is running");
  } else {
    showState("stopped", "The feed is not running");
  }
});

key.start();
controls.start();
transactions.start();
charts.start();
scoreboard.start();
dataset.start();
poll();
