// How numbers and times are written.

const groups = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** 12345 as "12,345". */
export const grouped = (number) => groups.format(number);

/** "1,002" or, below 100, "34.1". */
export const rate = (number) => (number < 100 ? tenths.format(number) : grouped(number));

/** Few characters: "812", "12.3k", "1.2M". */
export function short(number) {
  if (number >= 999_500) return `${tenths.format(number / 1e6)}M`;
  if (number >= 9_950) return `${tenths.format(number / 1e3)}k`;
  return Number.isInteger(number) ? grouped(number) : number < 10 ? number.toPrecision(2) : grouped(number);
}

/** A fraction as a change: "+3.1 %", "−12 %"; "new" where there was nothing before. */
export function percent(fraction) {
  if (fraction === null) return "new";
  const number = Math.abs(fraction * 100);
  const text = number < 9.95 ? tenths.format(number) : grouped(number);
  return `${fraction < 0 ? "−" : "+"}${text} %`;
}

/** The time of day (ms since the epoch) in the viewer's zone, "16:34:12". */
export const timeOfDay = (millis) => clock.format(millis);

/** The same, with the day where that is not today. */
export const dayAndTime = (millis, now = Date.now()) =>
  new Date(millis).toDateString() === new Date(now).toDateString() ? timeOfDay(millis) : dayAndClock.format(millis);

/** A duration in ms for a person: "5 ms", "0.3 s", "4 min", "3 h". */
export function duration(millis) {
  if (millis < 100) return `${Math.round(millis)} ms`;
  if (millis < 10_000) return `${(millis / 1000).toFixed(1)} s`;
  if (millis < 120_000) return `${Math.round(millis / 1000)} s`;
  if (millis < 7_200_000) return `${Math.round(millis / 60_000)} min`;
  return `${Math.round(millis / 3_600_000)} h`;
}

/** How old something is (ms), to the tenth of a second while it is fresh: "0.1 s". */
export const age = (millis) => (millis < 10_000 ? `${(Math.max(0, millis) / 1000).toFixed(1)} s` : duration(millis));

/** Sets an element's text where it differs: what does not change costs no layout. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets a time element. */
export function setTime(element, millis, text) {
  setText(element, text);
  const iso = new Date(millis).toISOString();
  if (element.dateTime !== iso) element.dateTime = element.title = iso;
}

/**
 * Writes a number as full digits, in groups of three. The text stays plain digits ("1284113"); the commas that a reader
 * sees are the style sheet's. What is not known (null) is a dash.
 */
export function setNumber(element, number) {
  if (number === null) {
    delete element.dataset.number;
    setText(element, "–");
    return;
  }
  const digits = String(number);
  if (element.dataset.number === digits) return;
  element.dataset.number = digits;
  const parts = grouped(number).split(",");
  const spans = element.children;
  if (spans.length !== parts.length) {
    element.replaceChildren(...parts.map(() => document.createElement("span")));
  }
  parts.forEach((part, i) => setText(spans[i], part));
}

/** Writes a value as the viewer wants it: a count in full, or so many per million (null: not known). */
export function setValue(element, value, perMillion) {
  if (!perMillion) {
    setNumber(element, value);
    return;
  }
  delete element.dataset.number;
  setText(element, value === null ? "–" : rate(value));
}

/** A new element with a text and attributes. */
export function create(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  if (text !== "") element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
