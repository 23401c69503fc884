// The newest record of user-login-stats, as JSON: one field a line. Always as text, whatever it holds.

import { setText } from "./format.js";

export class LatestView {
  #element = document.getElementById("latest");

  render(store) {
    if (!store.latest) {
      setText(this.#element, "none yet");
      return;
    }
    const fields = Object.entries(store.latest).map(([name, value]) => `  ${JSON.stringify(name)}: ${inline(value)}`);
    setText(this.#element, `{\n${fields.join(",\n")}\n}`);
  }
}

/** A value on one line, with room to read: {"start": "…", "end": "…"}. */
function inline(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${JSON.stringify(name)}: ${inline(field)}`)
    .join(", ")}}`;
}
