// Colours the tiles whose numbers are beyond a bound of the settings, and says so in words.

import { create, setText } from "../lib/dom.js";
import { judgedNumbers, verdict } from "../model/thresholds.js";

/** The element whose tile shows the number. */
const TILES = { logins: "logins", users: "users", devices: "devices", rejected: "rejected", late: "late" };

export class LevelsView {
  #lines = new Map(); // tile -> {tile, line}

  render(store, frame) {
    const { thresholds = [] } = store.settings;
    if (thresholds.length === 0) return;
    if (this.#lines.size === 0) this.#addLines();
    const numbers = judgedNumbers(store, frame);
    for (const [name, { tile, line }] of this.#lines) {
      const found = verdict(name, numbers[name], thresholds);
      if (tile.dataset.level !== found?.level) {
        if (found) tile.dataset.level = found.level;
        else delete tile.dataset.level;
      }
      setText(line, found?.text ?? "");
    }
  }

  #addLines() {
    for (const [name, id] of Object.entries(TILES)) {
      const tile = document.getElementById(id).closest(".tile");
      const line = create("p", "", { class: "level", role: "status" });
      tile.append(line);
      this.#lines.set(name, { tile, line });
    }
  }
}
