/** How well detectors do that post scores, against what needs no detector. */

import { json, url } from "./api.js";
import { Chart } from "./charts.js";
import { count, dong, element, percent, rounded, words } from "./format.js";
import { onStatus } from "./status.js";

const REFRESH_MILLIS = 2000;
const MAX_CURVES = 3;

const FLOORS = {
  rule: "the rule of documented signals",
  amount: "the amount alone",
  random: "random scores",
  always: "always an alert",
  never: "never an alert",
};

const share = (value) => (value == null ? "–" : percent(value));

const area = (value) => (value == null ? "–" : value.toFixed(3));

const seconds = (value) => (value == null ? "–" : `${rounded(value)} s`);

export function start() {
  const part = (name) => document.getElementById(`scoreboard-${name}`);
  const threshold = part("threshold");
  const budget = part("budget");
  const selected = part("selected");
  let board = null;
  let chart = null;
  let chartNames = "";
  let asked = -Infinity;
  let isAsking = false;

  part("example").textContent = example();

  async function refresh() {
    asked = performance.now();
    isAsking = true;
    try {
      const query = new URLSearchParams({ threshold: threshold.value, alerts_per_day: budget.value });
      board = await json(`scoreboard?${query}`);
      part("message").textContent = "";
      show();
      if (board.detectors.length > 0) {
        await showCurves();
      }
    } catch (refusal) {
      part("message").textContent = refusal.message;
      if (refusal.status === 404 && board === null) {
        asked = Infinity;
      }
    }
    isAsking = false;
  }

  /** Scores are judged by the process that made the transactions. */
  function showThatItIsInKafka({ topic, labels_topic: labelsTopic }) {
    for (const name of ["empty", "full", "form"]) {
      part(name).hidden = true;
    }
    part("kafka").hidden = false;
    part("kafka").textContent = "Scores are not judged while the feed is in Kafka: "
      + (labelsTopic ? `join your scores of ${topic} with ${labelsTopic}.` : `read ${topic}.`);
  }

  function show() {
    const isEmpty = board.detectors.length === 0;
    part("empty").hidden = !isEmpty;
    part("full").hidden = isEmpty;
    part("form").hidden = isEmpty;
    if (isEmpty) {
      return;
    }
    fill(part("detectors"), board.detectors.map(({ detector, figures, delay, blind, judged }) => [
      detector,
      area(figures.pr_auc),
      area(figures.roc_auc),
      share(figures.at_threshold.precision),
      share(figures.at_threshold.recall),
      area(figures.at_threshold.f1),
      share(figures.at_threshold.false_positive_rate),
      share(figures.at_budget.recall),
      seconds(delay.median_seconds),
      share(blind),
      count(judged),
    ]));
    showNames();
    showDetails(board.detectors.find((one) => one.detector === selected.value));
  }

  function showNames() {
    const names = board.detectors.map((one) => one.detector);
    if (names.join() !== [...selected.options].map((option) => option.value).join()) {
      const before = selected.value;
      selected.replaceChildren(...names.map((name) => element("option", { value: name, selected: name === before }, name)));
    }
  }

  function showDetails(one) {
    part("facts").textContent = `${count(one.judged)} transactions judged, ${count(one.fraud)} of them fraud `
      + `(${share(one.prevalence)}); ${count(one.pending)} wait for their label, ${count(one.unscored)} had no score in `
      + `time, ${count(one.late)} scores came late. Half of the scores came within ${seconds(one.delay.median_seconds)}, `
      + `95 % within ${seconds(one.delay.p95_seconds)}; ${share(one.blind)} came before the label was public.`;
    const figures = (name, value) => [
      name,
      area(value.pr_auc),
      share(value.at_threshold.precision),
      share(value.at_threshold.recall),
      share(value.at_budget.recall),
    ];
    fill(part("floors"), [
      figures(one.detector, one.figures),
      ...Object.entries(FLOORS).map(([name, text]) => figures(text, one.floors[name])),
    ]);
    fill(part("kinds"), [one.by_fraud_type, one.by_scenario_type].flatMap(Object.entries).map(([name, kind]) => [
      words(name),
      count(kind.fraud),
      share(kind.recall),
      share(kind.recall_at_budget),
      kind.scenarios ? share(kind.scenarios.found_before_last) : "",
      kind.scenarios ? dong(kind.scenarios.saved_vnd) : "",
    ]));
  }

  /** The curves of the selected detector and some others, and as a line what random scores reach. */
  async function showCurves() {
    const shown = [
      ...board.detectors.filter((one) => one.detector === selected.value),
      ...board.detectors.filter((one) => one.detector !== selected.value),
    ].slice(0, MAX_CURVES);
    const curves = await Promise.all(shown.map((one) => json(`scoreboard/${one.detector}/curve`)));
    const names = [...shown.map((one) => one.detector), "random"];
    if (names.join() !== chartNames) {
      chartNames = names.join();
      part("chart").replaceChildren();
      chart = new Chart(part("chart"), "Precision (up) by recall (right); in the legend, the area under each curve", names, {
        height: 300,
        scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1.02] } },
        spans: true,
      });
    }
    const prevalence = shown[0].prevalence;
    const tables = [...curves.map((curve) => columns(curve.points)), [[0, 1], [prevalence, prevalence]]];
    chart.show(
      uPlot.join(tables),
      [...shown.map((one) => area(one.figures.pr_auc)), area(prevalence)],
    );
  }

  /** Recall in ascending order, each once, and the best precision there. */
  function columns(points) {
    const best = new Map();
    for (const { precision, recall } of points) {
      if (precision !== null && recall !== null) {
        best.set(recall, Math.max(precision, best.get(recall) ?? 0));
      }
    }
    const recalls = [...best.keys()].sort((one, other) => one - other);
    return [recalls, recalls.map((recall) => best.get(recall))];
  }

  for (const input of [threshold, budget, selected]) {
    input.addEventListener("change", refresh);
  }
  part("form").addEventListener("submit", (event) => event.preventDefault());
  // Not by its stream: a browser opens six connections to a host, for all its tabs.
  onStatus((status) => {
    if (status?.kafka) {
      showThatItIsInKafka(status.kafka);
    } else if (status && !isAsking && performance.now() - asked >= REFRESH_MILLIS) {
      refresh();
    }
  });
}

/** Writes rows of texts, the first of which is a header; cells that stay the same are not touched. */
function fill(body, rows) {
  while (body.rows.length > rows.length) {
    body.lastElementChild.remove();
  }
  rows.forEach((texts, at) => {
    const row = body.rows[at] ?? body.appendChild(element("tr", {}, ...texts.map((text, i) =>
      (i === 0 ? element("th", { scope: "row" }) : element("td", { className: "number" })))));
    texts.forEach((text, i) => {
      if (row.cells[i].textContent !== text) {
        row.cells[i].textContent = text;
      }
    });
  });
}

function example() {
  return `curl -sN -H 'Accept: application/x-ndjson' '${url("stream")}' |
  jq -c --unbuffered '{detector: "by-amount", scores: [.transactions[]? | {transaction_id, score: ([.transaction_amount_vnd / 1e9, 1] | min)}]}' |
  while read -r scores; do curl -s -H 'Content-Type: application/json' -d "$scores" '${url("scores")}'; echo; done`;
}
