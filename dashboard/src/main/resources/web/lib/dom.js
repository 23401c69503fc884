// Small helpers that write to the document. They skip a write that changes nothing, because it would cost layout.

import { grouped, inUnit } from "./format.js";

/** Shown in place of a number that is not known. */
export const UNKNOWN = "–";

/** Sets the text of an element. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets the text of a `<time>` element, and its machine-readable time (ms since the epoch). */
export function setTime(element, millis, text) {
  setText(element, text);
  const iso = new Date(millis).toISOString();
  if (element.dateTime !== iso) element.dateTime = element.title = iso;
}

/**
 * Writes a number in full, in groups of three digits; null is written as a dash. The text content stays plain digits
 * ("1284113"), so that it can be read and copied as a number. The style sheet draws the commas between the groups.
 */
export function setNumber(element, number) {
  if (number === null) {
    delete element.dataset.number;
    setText(element, UNKNOWN);
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

/** Writes a number in full, in a unit as of inUnit(); null is written as a dash. */
export function setValue(element, value, unit) {
  if (unit === "count") {
    setNumber(element, value);
    return;
  }
  delete element.dataset.number;
  setText(element, value === null ? UNKNOWN : inUnit(value, unit));
}

/** Sets the colour of a shape or a swatch if it changed. */
export function setFill(element, colour) {
  if (element.fillColour === colour) return;
  element.fillColour = colour;
  if (element instanceof SVGElement) element.style.fill = colour;
  else element.style.backgroundColor = colour;
}

/** Creates an element with a text and attributes. */
export function create(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  if (text !== "") element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Offers a text to the viewer as a CSV file to save. */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
