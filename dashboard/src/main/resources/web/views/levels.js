// Colours the tiles whose numbers are beyond a bound of the settings, and says so in words.

import { create, setText } from "../lib/dom.js";
import { judgedNumbers, verdict } from "../model/thresholds.js";

/** A level stays for at least this long (ms): a number near its bound would else flicker, and be spoken each time. */
const HOLD_MILLIS = 5_000;
/** The element whose tile shows the number. */
const TILES = { logins: "logins", users: "users", devices: "devices", rejected: "rejected", late: "late" };

export class LevelsView {
  #lines = new Map(); // tile -> {tile, line, changedAt}
  #kind = null; // of the frame that was judged last

  render(store, frame) {
    const { thresholds = [] } = store.settings;
    if (thresholds.length === 0) return;
    if (this.#lines.size === 0) this.#addLines();
    const numbers = judgedNumbers(store, frame);
    const isOther = frame.kind !== this.#kind || frame.kind !== "live";
    this.#kind = frame.kind;
    for (const [name, shown] of this.#lines) {
      const { tile, line } = shown;
      const found = verdict(name, numbers[name], thresholds);
      if (line.textContent === (found?.text ?? "")) continue;
      const now = performance.now();
      if (!isOther && now - shown.changedAt < HOLD_MILLIS) continue;
      shown.changedAt = now;
      if (found) tile.dataset.level = found.level;
      else delete tile.dataset.level;
      setText(line, found?.text ?? "");
    }
  }

  #addLines() {
    for (const [name, id] of Object.entries(TILES)) {
      const tile = document.getElementById(id).closest(".tile");
      const line = create("p", "", { class: "level", role: "status" });
      tile.append(line);
      this.#lines.set(name, { tile, line, changedAt: -Infinity });
    }
  }
}
