/** A form that makes a data set, and the same request as lines to copy. */

import { hasKey, onKeyChanged, request, url } from "./api.js";
import { bytes, count, element } from "./format.js";

const FIELDS = [
  { name: "count", label: "Transactions", type: "number", value: "100000", hint: "1 to 100,000,000" },
  { name: "start", label: "From", type: "text", value: "", hint: "such as 2026-01-01" },
  { name: "seed", label: "Seed", type: "text", value: "", hint: "a whole number" },
  { name: "difficulty", label: "Difficulty", value: "realistic", options: ["textbook", "realistic", "hard"] },
  { name: "fraud_injection_rate", label: "Fraud rate", type: "text", value: "", hint: "0 to 1; empty: as the feed" },
  { name: "fields", label: "Fields", value: "extended", options: ["core", "extended"] },
  { name: "labels", label: "Labels", value: "full", options: ["false", "true", "full"] },
  { name: "format", label: "Format", value: "csv", options: ["csv", "ndjson", "json", "parquet"] },
];

const MORE = [
  { name: "rate", label: "Transactions per second", type: "text", hint: "above 0, to 1,000,000" },
  { name: "accounts", label: "Accounts", type: "text", hint: "100 to 100,000" },
  { name: "first_account", label: "First account", type: "text", hint: "0 to 900,000,000" },
  { name: "fraud_weights", label: "Weights of patterns", type: "text", hint: "loan_fraud:0, …" },
  { name: "scenario_weights", label: "Weights of scenarios", type: "text", hint: "takeover:2, …" },
  { name: "drift", label: "Drift", type: "text", hint: "2026-02-01:takeover-remote" },
  { name: "report_recall", label: "Share of fraud reported", type: "text", hint: "0 to 1" },
  { name: "report_delay_days", label: "Median days to a report", type: "text", hint: "0 to 365" },
  { name: "report_false_rate", label: "Reported by mistake", type: "text", hint: "0 to 1" },
  { name: "offset", label: "Skip transactions", type: "text", hint: "needs From and a rate" },
  { name: "part", label: "Part", type: "text", hint: "1/4; needs From and a seed" },
  { name: "by", label: "Parts by", options: ["", "rows", "accounts"] },
  { name: "digest", label: "SHA-256", options: ["", "true"] },
];

/** Mean bytes of a transaction by format: alone, its payment, its labels; measured in docs/datasets.md. */
const SIZES = {
  csv: { core: 120, extended: 45, labels: { false: 0, true: 13, full: 39 } },
  parquet: { core: 46, extended: 5, labels: { false: 0, true: 1, full: 2 } },
  json: { core: 420, extended: 170, labels: { false: 0, true: 39, full: 225 } },
};

export function start() {
  const form = document.getElementById("dataset-form");
  const message = document.getElementById("dataset-message");
  const estimate = document.getElementById("dataset-estimate");
  const download = document.getElementById("dataset-download");
  const lines = new Map();

  FIELDS.forEach((field) => addField("dataset-fields", field));
  MORE.forEach((field) => addField("dataset-more", field));
  for (const name of ["curl", "pandas", "DuckDB"]) {
    addLine(name);
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    make();
  });
  onKeyChanged(show);
  show();

  function addField(parent, field) {
    const id = `dataset-${field.name}`;
    const input = field.options
      ? element("select", { id, name: field.name }, ...field.options.map((option) =>
        element("option", { value: option, selected: option === field.value }, option || "default")))
      : element("input", { id, name: field.name, type: field.type, value: field.value ?? "", spellcheck: false });
    const made = element("div", { className: "field" }, element("label", { htmlFor: id }, field.label), input);
    if (field.hint) {
      input.setAttribute("aria-describedby", `${id}-hint`);
      made.append(element("p", { id: `${id}-hint`, className: "hint" }, field.hint));
    }
    document.getElementById(parent).append(made);
  }

  function addLine(name) {
    const code = element("code", {});
    const copy = element("button", { type: "button", "aria-label": `Copy the line for ${name}` }, "Copy");
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      copy.textContent = "Copied";
      setTimeout(() => {
        copy.textContent = "Copy";
      }, 2000);
    });
    // Browsers offer the clipboard on HTTPS and localhost only.
    copy.hidden = !navigator.clipboard;
    lines.set(name, code);
    document.getElementById("dataset-lines").append(
      element("div", { className: "line-head" }, element("h3", {}, name), copy),
      element("pre", { tabIndex: 0, role: "region", "aria-label": `The line for ${name}` }, code),
    );
  }

  function parameters() {
    return [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== "");
  }

  function query() {
    // Commas, colons and slashes may stand in a query as they are, and are easier to read.
    return new URLSearchParams(parameters()).toString()
      .replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  }

  function show() {
    const values = Object.fromEntries(parameters());
    showEstimate(values);
    showLines(values, url(`datasets?${query()}`).href);
  }

  function showEstimate(values) {
    const [, parts] = /^\d+\/(\d+)$/.exec(values.part ?? "") ?? [];
    const rows = Math.round(Number(values.count ?? 1000) / (Number(parts) || 1));
    const size = SIZES[values.format] ?? SIZES.json;
    const perRow = size.core + (values.fields === "extended" ? size.extended : 0) + size.labels[values.labels];
    estimate.textContent = Number.isFinite(rows) && rows > 0
      ? `${count(rows)} rows, about ${bytes(rows * perRow)}`
      : "How many transactions?";
  }

  function showLines(values, address) {
    const key = hasKey();
    lines.get("curl").textContent =
      `curl -o bankfeed.${values.format} ${key ? "-H \"X-API-Key: $BANKFEED_KEY\" " : ""}'${address}'`;
    const storage = key ? ", storage_options={\"X-API-Key\": key}" : "";
    lines.get("pandas").textContent = {
      csv: `df = pd.read_csv("${address}"${storage})`,
      ndjson: `df = pd.read_json("${address}", lines=True${storage})`,
      parquet: `df = pd.read_parquet("${address}"${storage})`,
      json: `df = pd.DataFrame(requests.get("${address}"${key ? ", headers={\"X-API-Key\": key}" : ""}).json()["transactions"])`,
    }[values.format];
    const secret = key ? "CREATE SECRET (TYPE http, EXTRA_HTTP_HEADERS MAP {'X-API-Key': '…'}); " : "";
    // DuckDB would ask for ranges of a file in Parquet, so it reads the one that curl has written.
    lines.get("DuckDB").textContent = values.format === "parquet" ? "FROM 'bankfeed.parquet';" : secret + {
      csv: `FROM read_csv('${address}');`,
      ndjson: `FROM read_ndjson('${address}');`,
      json: `SELECT unnest(transactions, recursive := true) FROM read_json('${address}');`,
    }[values.format];
  }

  function say(text, isError = false) {
    message.textContent = text;
    message.classList.toggle("error", isError);
  }

  async function make() {
    const asked = query();
    download.disabled = true;
    say("");
    try {
      const head = await request(`datasets?${asked}`, { method: "HEAD" }).catch(reasonOf(asked));
      // The same request with the seed and the start that were chosen, so that the lines give the same bytes.
      const pinned = /<\?([^>]+)>/.exec(head.headers.get("Link"))[1];
      const name = /filename="([^"]+)"/.exec(head.headers.get("Content-Disposition"))?.[1] ?? "bankfeed";
      pin(new URLSearchParams(pinned));
      if (hasKey()) {
        say("Receiving…");
        const blob = await (await request(`datasets?${pinned}`)).blob();
        const address = URL.createObjectURL(blob);
        save(address, name);
        URL.revokeObjectURL(address);
      } else {
        save(url(`datasets?${pinned}`), name);
      }
      say("The download has begun. Seed and start are filled in: the lines give the same bytes.");
    } catch (refusal) {
      say(refusal.message, true);
    }
    download.disabled = false;
  }

  /** The answer to HEAD has no body that would say what is wrong. */
  function reasonOf(asked) {
    return async (refusal) => {
      if (refusal.status === 400) {
        await request(`datasets?${asked}`);
      }
      throw refusal;
    };
  }

  function pin(chosen) {
    for (const name of ["seed", "start", "rate", "fraud_injection_rate"]) {
      const input = document.getElementById(`dataset-${name}`);
      if (input.value.trim() === "") {
        input.value = chosen.get(name);
      }
    }
    show();
  }

  function save(address, name) {
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
  }
}
