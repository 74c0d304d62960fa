/** How numbers, money and times are written, and how elements are made. */

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const vietnamese = new Intl.NumberFormat("vi-VN");

export const count = (number) => whole.format(number);

export const rounded = (number) => short.format(number);

/** An amount as people in Vietnam write it, such as 1.250.000 ₫. */
export const dong = (amount) => `${vietnamese.format(amount)}\u00a0₫`;

export const percent = (share, digits = 1) => `${(share * 100).toFixed(digits)} %`;

/** The time of day at the bank, of an ISO 8601 text. */
export const timeOfDay = (timestamp) => timestamp.slice(11, 19);

/** A name of the API in words: money_laundering is "money laundering". */
export const words = (name) => name.replaceAll("_", " ");

export function bytes(number) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1000;
    unit++;
  }
  return `${short.format(number)} ${units[unit]}`;
}

/** An element with properties and children; text is never parsed as HTML. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}
