// The newest record of user-login-stats, as JSON: with room to read. Always as text, whatever it holds.

import { setText } from "./format.js";

export class LatestView {
  #element = document.getElementById("latest");

  render(store) {
    if (!store.latest) {
      setText(this.#element, "none yet");
      return;
    }
    setText(this.#element, inline(store.latest));
  }
}

/** A value on one line: {"start": "…", "end": "…"}. */
function inline(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${JSON.stringify(name)}: ${inline(field)}`)
    .join(", ")}}`;
}
