// How numbers and times are written.

const groups = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** 12345 as "12,345". */
export const grouped = (number) => groups.format(number);

/** A rate as "1,002" or, below 100, "34.1". */
export const rate = (number) => (number < 100 ? number.toFixed(1) : grouped(number));

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
  element.dateTime = new Date(millis).toISOString();
  element.title = element.dateTime;
}

/**
 * Writes a number as full digits, in groups of three. The text stays plain digits ("1284113"); the commas that a reader
 * sees are the style sheet's.
 */
export function setNumber(element, number) {
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
