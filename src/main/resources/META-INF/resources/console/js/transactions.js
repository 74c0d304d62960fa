/** The latest transactions, and on request what the bank would not know yet: which of them are fraud. */

import { onKeyChanged } from "./api.js";
import { count, rounded } from "./format.js";
import { keyOf, Labels, runOf } from "./labels.js";
import { gapRow, transactionRow } from "./rows.js";
import { onStatus } from "./status.js";
import { EventStream, sampleLines } from "./stream.js";

const ROWS = 20;
const RENDER_MILLIS = 500;

/** A faster feed is sampled: more could not be read anyway. */
const MAX_STREAMED_PER_SECOND = 250;
const SAMPLE_MILLIS = 1000;

export function start() {
  const body = document.getElementById("rows");
  const note = document.getElementById("transactions-note");
  const scroll = document.getElementById("transactions-scroll");
  const truth = document.getElementById("truth");
  const pause = document.getElementById("pause");
  const table = body.closest("table");

  /** Transactions and gaps, the newest first. */
  let latest = [];
  let shown = [];
  let isDirty = false;
  let isPointed = false;
  let sinceStill = 0;

  let feed = null;
  let sampling = null;
  let pinned = null;
  let status = null;
  let epoch = "";
  let connection = "connecting";
  let reason = "";

  const labels = new Labels({
    onLabel: () => {
      isDirty = true;
    },
    onMissed: askLabels,
    onRefusal: (refusal) => setConnection(connection, refusal.message),
  });

  // --- receiving

  function receive(batch, run) {
    const rows = batch.transactions.slice(-ROWS).reverse().map((transaction) => ({
      ...transaction,
      key: keyOf(run, transaction.transaction_id),
    }));
    latest = [...rows, ...latest].slice(0, ROWS);
    sinceStill += batch.transactions.length;
    isDirty = true;
  }

  function receiveGap(gap) {
    const text = gap.reason === "restarted"
      ? "Gap: the service was restarted, and what came in between is not known"
      : "Gap: the service no longer keeps what came in between";
    latest = [{ gap: text }, ...latest].slice(0, ROWS);
    isDirty = true;
  }

  function setConnection(state, why = "") {
    connection = state;
    reason = why;
    showNote();
  }

  /**
   * The id of an event some batches ago, so that the table is full at once; a stopped feed is not started by it. In Kafka,
   * ids are offsets, which no status has.
   */
  function recentId(backBatches) {
    if (status.kafka) {
      return "";
    }
    const { epoch, sequence, replay_buffer: buffer } = status.feed;
    return `${epoch}-${sequence - Math.min(backBatches, Math.max(0, buffer.batches - 1))}`;
  }

  const parameters = () => ({ fields: status.kafka && !status.kafka.extended ? "core" : "extended" });

  const isFast = () => status.config.batch_size / status.config.frequency_seconds > MAX_STREAMED_PER_SECOND;

  const isTruthShown = () => truth.checked && !truth.disabled;

  /** Why the truth cannot be shown, or empty. In Kafka it comes by a stream alone, which has the label of everything. */
  function truthRefusal() {
    if (!status.kafka || (status.kafka.labels_topic && !isFast())) {
      return "";
    }
    return status.kafka.labels_topic
      ? `The truth of so fast a feed is in the topic ${status.kafka.labels_topic} alone.`
      : "The bank in Kafka has no labels.";
  }

  function open() {
    // In Kafka, another replica may have answered.
    if (sampling && epoch && epoch !== status.feed.epoch && !status.kafka) {
      receiveGap({ reason: "restarted" });
    }
    epoch = status.feed.epoch;
    table.classList.toggle("core", parameters().fields === "core");
    if (isFast() && !sampling) {
      feed?.close();
      feed = null;
      sample();
    } else if (!isFast() && !feed) {
      sampling?.abort();
      sampling = null;
      const lastId = recentId(Math.ceil(ROWS / status.config.batch_size));
      latest = latest.filter((row) => row.gap);
      feed = new EventStream("stream", parameters(), lastId, {
        onEvent: (data, id) => receive(JSON.parse(data), runOf(id)),
        onGap: receiveGap,
        onState: setConnection,
      });
    } else if (status.streaming) {
      feed?.resume();
    }
    truth.disabled = truthRefusal() !== "";
    table.classList.toggle("with-truth", isTruthShown());
    if (truth.disabled || isFast()) {
      labels.leave();
    }
    if (isTruthShown()) {
      if (isFast()) {
        askLabels();
      } else {
        labels.follow(status.kafka ? "true" : "full");
      }
    }
  }

  async function sample() {
    const abort = new AbortController();
    sampling = abort;
    try {
      setConnection("open");
      await sampleLines("stream", parameters(), recentId(0), SAMPLE_MILLIS, abort.signal, (line) =>
        receive(JSON.parse(line), epoch));
      setConnection("stopped");
    } catch (error) {
      if (error.name === "AbortError") {
        return;
      }
      setConnection("reconnecting");
    }
    // The next status of a running feed opens it again.
    setTimeout(() => {
      if (sampling === abort) {
        sampling = null;
      }
    }, SAMPLE_MILLIS);
  }

  /** Those of the rows that are known already. The service does not keep those in Kafka. */
  function askLabels() {
    if (status.kafka) {
      return;
    }
    const ids = latest
      .filter((row) => !row.gap && row.key === keyOf(epoch, row.transaction_id))
      .map((row) => row.transaction_id);
    labels.ask(epoch, ids);
  }

  function showTruth() {
    table.classList.toggle("with-truth", isTruthShown());
    if (truth.checked) {
      if (status) {
        open();
      }
    } else {
      labels.forget();
      pinned = null;
    }
    isDirty = true;
    render(true);
  }

  // --- showing

  const isPaused = () => pause.getAttribute("aria-pressed") === "true" || isPointed
    || scroll.matches(":focus-visible, :has(:focus-visible)");

  /** @param {boolean} always also while the table stands still, which then keeps its rows */
  function render(always = false) {
    if (always || (isDirty && !isPaused())) {
      if (!isPaused()) {
        shown = latest;
        sinceStill = 0;
      }
      body.replaceChildren(...shown.map(row));
      highlight(pinned);
      isDirty = false;
    }
    showNote();
  }

  function row(transaction) {
    return transaction.gap
      ? gapRow(transaction.gap)
      : transactionRow(transaction, isTruthShown() ? truthOf(transaction) : null);
  }

  function truthOf({ key }) {
    // In Kafka, a label that came before the page asked for labels is not shown.
    return { label: labels.get(key), unknown: status?.kafka ? "unknown" : "not known yet", pinned };
  }

  /** Marks the rows of a scenario, by more than a colour. */
  function highlight(scenario) {
    for (const one of body.rows) {
      one.classList.toggle("same", scenario !== null && one.dataset.scenario === scenario);
    }
  }

  function showNote() {
    note.textContent = [connectionText(), paceText(), status ? truthRefusal() : "", reason].filter(Boolean).join(" ");
    note.classList.toggle("warning", connection === "reconnecting");
  }

  /** In Kafka, streams stay open while the feed is stopped. */
  const isStopped = () => connection === "stopped"
    || (connection === "open" && status?.kafka !== undefined && !status.streaming);

  function connectionText() {
    switch (isStopped() ? "stopped" : connection) {
      case "open":
        return "";
      case "stopped":
        return "The feed is stopped; Start runs it again.";
      case "reconnecting":
        return "Not connected; trying again. What is missed is shown as a gap.";
      default:
        return "Waiting for the first transaction…";
    }
  }

  function paceText() {
    if (!status || connection !== "open" || isStopped()) {
      return "";
    }
    if (isPaused()) {
      return `Standing still; ${count(sinceStill)} newer.`;
    }
    const pace = status.config.batch_size / status.config.frequency_seconds;
    const readable = ROWS / (RENDER_MILLIS / 1000);
    if (sampling) {
      return `A sample: at most ${Math.min(ROWS, status.config.batch_size)} of about ${rounded(pace)} transactions a second.`;
    }
    return pace > readable
      ? `A sample: ${readable} of about ${rounded(pace)} transactions a second.`
      : "Every transaction; the table stands still while you point at it.";
  }

  truth.addEventListener("change", showTruth);
  pause.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", String(pause.getAttribute("aria-pressed") !== "true"));
    render();
  });
  scroll.addEventListener("pointerenter", (event) => {
    isPointed = event.pointerType === "mouse";
    showNote();
  });
  scroll.addEventListener("pointerleave", () => {
    isPointed = false;
    highlight(pinned);
    render();
  });
  scroll.addEventListener("focusout", () => setTimeout(render));
  body.addEventListener("pointerover", (event) =>
    highlight(event.target.closest("tr")?.dataset.scenario ?? pinned));
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button.scenario");
    if (button) {
      const scenario = button.closest("tr").dataset.scenario;
      pinned = pinned === scenario ? null : scenario;
      for (const one of body.querySelectorAll("button.scenario")) {
        one.setAttribute("aria-pressed", String(one.closest("tr").dataset.scenario === pinned));
      }
      highlight(pinned);
    }
  });
  onKeyChanged(() => {
    feed?.close();
    feed = null;
    sampling?.abort();
    sampling = null;
    labels.leave();
  });
  onStatus((current) => {
    status = current;
    if (status) {
      open();
    } else if (!feed) {
      setConnection("reconnecting");
    }
  });
  setInterval(render, RENDER_MILLIS);
}
