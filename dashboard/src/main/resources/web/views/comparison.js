// Beside each number of the window: the same window an hour, a day and a week before.

import { create, setText } from "../lib/dom.js";
import { dayAndTime, grouped } from "../lib/format.js";

const TILES = ["logins", "users", "devices", "failed"];

export class ComparisonView {
  #comparison;
  #lines = new Map(); // measure -> line
  #shown = null;
  #zone = null;

  constructor(comparison) {
    this.#comparison = comparison;
    for (const measure of TILES) {
      const line = create("p", "", { class: "before" });
      document.getElementById(measure).closest(".tile").append(line);
      this.#lines.set(measure, line);
    }
  }

  /** @param now ms */
  render(store, { kind, window, known: isKnown }, { zone }, now) {
    // A window that is still filling cannot be compared with a whole one, and one that is being read not at all.
    const start = window?.full && isKnown && store.known ? window.start : null;
    // Live, the answer follows soon; while the past is played, it would stand beside many other windows.
    const within = kind === "live" ? store.windowing.lengthMillis : 0;
    const known = this.#comparison.of(start, store.history.losses, within);
    if (known === this.#shown && zone === this.#zone) return;
    this.#shown = known;
    this.#zone = zone;
    for (const [measure, line] of this.#lines) {
      line.replaceChildren(...known.before.map(({ name, [measure]: number }) => before(name, number)));
      line.title =
        known.start === null ? "" : `Compared with the window that starts at ${dayAndTime(known.start, now)}`;
    }
  }
}

function before(name, number) {
  const part = create("span", `${name} `);
  const value = create("b");
  setText(value, grouped(number));
  part.append(value);
  return part;
}
