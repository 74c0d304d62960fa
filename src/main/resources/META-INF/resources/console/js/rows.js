/** The rows of the table of transactions. */

import { dong, element, timeOfDay, words } from "./format.js";

const COLUMNS = 8;

export const gapRow = (text) => element("tr", { className: "gap" }, element("td", { colSpan: COLUMNS }, text));

/**
 * @param {?{label: ?object, unknown: string, pinned: ?string}} truth its label, if known, what it says otherwise, and the
 *     scenario whose rows are marked
 */
export function transactionRow(transaction, truth) {
  const row = element(
    "tr",
    {},
    element("td", {}, timeOfDay(transaction.transaction_timestamp)),
    element("td", { className: "wide mono" }, transaction.transaction_id),
    element("td", { className: "mono account" }, transaction.account_id),
    element("td", { className: "number" }, dong(transaction.transaction_amount_vnd)),
    element("td", { className: "wide payment" }, transaction.channel
      ? `${words(transaction.transaction_type)}, ${transaction.channel}`
      : ""),
    element("td", { className: "wide spare" }, transaction.location_city),
    element("td", { className: "wide spare mono payment" }, transaction.counterparty_account_id ?? ""),
  );
  if (truth) {
    row.append(element("td", { className: "truth" }, ...labelCell(truth)));
    row.classList.toggle("fraud", truth.label?.is_fraud === true);
    if (truth.label?.scenario_id) {
      row.dataset.scenario = truth.label.scenario_id;
    }
  }
  return row;
}

function labelCell({ label, unknown, pinned }) {
  if (!label) {
    return [element("span", { className: "unknown" }, unknown)];
  }
  const cell = [label.is_fraud
    ? element("strong", { className: "badge" }, `▲ ${words(label.fraud_type)}`)
    : element("span", { className: "honest" }, "honest")];
  if (label.scenario_id) {
    const step = `${words(label.scenario_type)} ${label.scenario_step}/${label.scenario_steps}`;
    cell.push(" ", element("button", {
      type: "button",
      className: "scenario",
      title: `${label.scenario_id}, as ${words(label.scenario_role ?? "")}`,
      "aria-pressed": String(pinned === label.scenario_id),
    }, step));
  }
  return cell;
}
