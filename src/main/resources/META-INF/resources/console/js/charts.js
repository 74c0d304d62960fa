/** The last five minutes of the feed, as lines. */

import { element, rounded, words } from "./format.js";
import { onStatus } from "./status.js";

const SECONDS = 300;
const RATE_SECONDS = 60;
const HEIGHT = 150;

/** Lines differ by dashes as well as by colour. */
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3]];

/** A chart with a legend that has the current values as text. */
export class Chart {
  #series;
  #values;
  #plot = null;
  #data = null;
  #options;

  /**
   * @param {HTMLElement} parent
   * @param {string} title
   * @param {string[]} names of the lines
   * @param {{axes: Array, scales: object, height: number, spans: boolean}} options of uPlot that differ; whether lines
   *     connect over missing values
   */
  constructor(parent, title, names, options = {}) {
    this.#series = names;
    this.#options = options;
    this.title = title;
    const canvas = element("div", { className: "plot", role: "img", "aria-label": `${title}: ${names.join(", ")}` });
    this.canvas = canvas;
    this.#values = names.map(() => element("b", {}, "–"));
    const legend = element("ul", { className: "legend" }, ...names.map((name, i) =>
      element("li", {}, element("span", { className: `line line-${i}`, "aria-hidden": "true" }), `${name} `, this.#values[i])));
    parent.append(element("figure", { className: "chart" }, element("figcaption", {}, title), canvas, legend));
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** @param {Array} data columns, the first of which is that of the x axis */
  show(data, values) {
    this.#data = data;
    values.forEach((value, i) => {
      this.#values[i].textContent = value;
    });
    if (this.#plot) {
      this.#plot.setData(data);
    } else {
      this.#draw();
    }
  }

  #resize() {
    if (this.#plot) {
      this.#plot.setSize({ width: this.canvas.clientWidth, height: this.#options.height ?? HEIGHT });
    }
  }

  #draw() {
    if (!this.#data) {
      return;
    }
    this.#plot?.destroy();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour("--muted"),
      font: "12px system-ui, sans-serif",
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { show: false },
    };
    const { axes = [{}, {}], scales, height, spans = false } = this.#options;
    this.#plot = new uPlot({
      width: this.canvas.clientWidth,
      height: height ?? HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: scales ?? { y: { range: (plot, min, max) => [0, Math.max(1, max * 1.1)] } },
      axes: [
        { ...axis, space: 60, size: 26, ...axes[0] },
        { ...axis, space: 28, size: 46, ...axes[1] },
      ],
      series: [{}, ...this.#series.map((name, i) => ({
        label: name,
        stroke: colour(`--line-${i}`),
        width: 2,
        dash: DASHES[i % DASHES.length],
        points: { show: false },
        spanGaps: spans,
      }))],
    }, this.#data, this.canvas);
  }
}

export function start() {
  const list = document.getElementById("charts-list");
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const options = {
    axes: [{ values: (plot, times) => times.map((time) => clock.format(time * 1000)), incrs: [60, 120] }, {}],
  };
  let rates = null;
  let patterns = null;
  let subscribers = null;
  const samples = [];

  onStatus((status) => {
    samples.push({ time: Date.now() / 1000, status });
    while (samples.length > SECONDS) {
      samples.shift();
    }
    if (!status) {
      return;
    }
    const names = Object.keys(status.by_pattern).filter((name) => name !== "normal");
    // In Kafka, each replica counts what it wrote.
    const [achieved, fraud] = status.kafka
      ? ["achieved by this replica", "Fraud a minute from this replica, by pattern"]
      : ["achieved", "Fraud a minute, by pattern"];
    rates ??= new Chart(list, "Transactions a second", [achieved, "target"], options);
    patterns ??= new Chart(list, fraud, names.map(words), options);
    subscribers ??= new Chart(list, "Open streams", ["transactions", "labels"], options);

    const times = samples.map((sample) => sample.time);
    const column = (value) => samples.map((sample, i) => (sample.status ? value(sample.status, i) : null));
    const { rate } = status;
    rates.show(
      [times, column((one) => one.rate.achieved_per_second), column((one) => one.rate.target_per_second)],
      [rounded(rate.achieved_per_second), rounded(rate.target_per_second)],
    );
    const columns = names.map((name) => column((one, i) => inLastMinute(name, i)));
    patterns.show([times, ...columns], columns.map((values) => rounded(values.at(-1))));
    subscribers.show(
      [times, column((one) => one.subscribers), column((one) => one.truth.subscribers)],
      [status.subscribers, status.truth.subscribers],
    );
  });

  /** Transactions of a pattern in the minute before a sample, as far as this run of the service and this page go back. */
  function inLastMinute(name, at) {
    const { time, status } = samples[at];
    let first = at;
    for (let i = at; i >= 0 && time - samples[i].time <= RATE_SECONDS; i--) {
      // With several replicas, others may have answered in between.
      if (samples[i].status?.feed.epoch === status.feed.epoch) {
        first = i;
      }
    }
    return status.by_pattern[name] - samples[first].status.by_pattern[name];
  }
}
