/** Starts and stops the feed, and shows and changes the settings in force. */

import { send } from "./api.js";
import { element, rounded } from "./format.js";
import { onStatus, poll } from "./status.js";

const FIELDS = [
  { name: "frequency_seconds", label: "Seconds between batches", min: 0.001, max: 3600, step: "any" },
  { name: "batch_size", label: "Transactions per batch", min: 1, max: 1000, step: 1 },
  { name: "fraud_injection_rate", label: "Fraud rate", min: 0, max: 1, step: "any", isOfBank: true },
  { name: "difficulty", label: "Difficulty", min: 0, max: 1, step: "any", isOfBank: true },
  { name: "label_delay_seconds", label: "Label delay in seconds", min: 0, max: 31536000, step: "any", isOfBank: true },
];

const DIFFICULTIES = new Map([[0, "textbook"], [0.5, "realistic"], [1, "hard"]]);

/** What a value means, beside the value in force. */
const MEANING = {
  frequency_seconds: (config) => perSecond(config.batch_size / config.frequency_seconds),
  batch_size: () => "1 to 1000",
  fraud_injection_rate: (config) => `${rounded(config.fraud_injection_rate * 100)} % of all`,
  difficulty: (config) => DIFFICULTIES.get(config.difficulty) ?? "0 textbook, 0.5 realistic, 1 hard",
  label_delay_seconds: (config) => (config.label_delay_seconds === 0 ? "known at once" : "until a label is known"),
};

const perSecond = (pace) => (pace === 1 ? "1 transaction a second" : `${rounded(pace)} transactions a second`);

export function start() {
  const form = document.getElementById("settings");
  const apply = document.getElementById("apply");
  const revert = document.getElementById("revert");
  const message = document.getElementById("settings-message");
  const inputs = new Map();
  /** The names of the settings that were edited and not applied. */
  const changed = new Set();
  let inForce = null;
  let isInKafka = false;

  for (const field of FIELDS) {
    const id = `setting-${field.name}`;
    const input = element("input", {
      id,
      name: field.name,
      type: "number",
      inputMode: "decimal",
      min: field.min,
      max: field.max,
      step: field.step,
      required: true,
      disabled: true,
      "aria-describedby": `${id}-meaning`,
    });
    const meaning = element("p", { id: `${id}-meaning`, className: "hint" }, "\u00a0");
    const label = element("label", { htmlFor: id }, field.label);
    document.getElementById("settings-fields").append(element("div", { className: "field" }, label, input, meaning));
    inputs.set(field.name, { input, meaning });
    input.addEventListener("input", () => {
      if (input.value !== "" && Number(input.value) === inForce[field.name]) {
        changed.delete(field.name);
      } else {
        changed.add(field.name);
      }
      showChanges();
    });
  }

  function showChanges() {
    for (const [name, { input, meaning }] of inputs) {
      const isChanged = changed.has(name);
      input.classList.toggle("changed", isChanged);
      const text = isChanged ? `in force: ${inForce[name]}` : MEANING[name](inForce);
      meaning.textContent = input.disabled ? `${text}; fixed in Kafka` : text;
    }
    apply.disabled = changed.size === 0;
    revert.disabled = changed.size === 0;
  }

  function showInForce(config) {
    inForce = config;
    for (const { name, isOfBank } of FIELDS) {
      const { input } = inputs.get(name);
      // What determines a bank in Kafka cannot change.
      input.disabled = isInKafka && isOfBank === true;
      if (!changed.has(name) && Number(input.value || NaN) !== config[name]) {
        input.value = config[name];
      }
    }
    showChanges();
  }

  function say(text, isError = false) {
    message.textContent = text;
    message.classList.toggle("error", isError);
  }

  async function act(action, done) {
    try {
      await action();
      say(done);
    } catch (refusal) {
      say(refusal.message, true);
    }
    poll();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const empty = [...changed].find((name) => inputs.get(name).input.value === "");
    if (empty) {
      say(`${FIELDS.find((field) => field.name === empty).label}: a number is missing.`, true);
      inputs.get(empty).input.focus();
      return;
    }
    const change = Object.fromEntries([...changed].map((name) => [name, Number(inputs.get(name).input.value)]));
    act(async () => {
      await send("PATCH", "config", change);
      changed.clear();
      showInForce({ ...inForce, ...change });
    }, "Applied. Open streams go on.");
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    changed.clear();
    showInForce(inForce);
    say("");
  });
  document.getElementById("start").addEventListener("click", () => act(() => send("POST", "start"), "Started."));
  document.getElementById("stop").addEventListener("click", () => act(() => send("POST", "stop"), "Stopped."));

  onStatus((status) => {
    if (status) {
      isInKafka = Boolean(status.kafka);
      showInForce(status.config);
    }
  });
}
