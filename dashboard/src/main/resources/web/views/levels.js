// Colours the tiles whose numbers are beyond a bound of the settings, and says so in words.

import { create, setText } from "../lib/dom.js";
import { HeldLevel } from "../model/held-level.js";
import { judgedNumbers, verdict } from "../model/thresholds.js";

/** The element whose tile shows the number. */
const TILES = { logins: "logins", users: "users", devices: "devices", rejected: "rejected", late: "late" };

export class LevelsView {
  #lines = new Map(); // tile -> {tile, line, held}
  #kind = null; // of the frame that was judged last

  render(store, frame) {
    const { thresholds = [] } = store.settings;
    if (thresholds.length === 0) return;
    if (this.#lines.size === 0) this.#addLines();
    const numbers = judgedNumbers(store, frame);
    const isOther = frame.kind !== this.#kind || frame.kind !== "live";
    this.#kind = frame.kind;
    for (const [name, { tile, line, held }] of this.#lines) {
      const shown = held.next(verdict(name, numbers[name], thresholds), performance.now(), isOther);
      if (line.textContent === (shown?.text ?? "")) continue;
      if (shown) tile.dataset.level = shown.level;
      else delete tile.dataset.level;
      setText(line, shown?.text ?? "");
    }
  }

  #addLines() {
    for (const [name, id] of Object.entries(TILES)) {
      const tile = document.getElementById(id).closest(".tile");
      const line = create("p", "", { class: "level", role: "status" });
      tile.append(line);
      this.#lines.set(name, { tile, line, held: new HeldLevel() });
    }
  }
}
