// The newest rejected records: when, why, and which. Each opens. Records are untrusted input, so they are shown as text
// only.

import { create, UNKNOWN } from "../lib/dom.js";
import { dayAndTime, fullDay } from "../lib/format.js";
import { visible } from "../lib/visible.js";

/** Rows stay for this long (ms) after the last movement or key among them. */
const HOLD_MILLIS = 30_000;

const idOf = (record) => `${record.partition}-${record.offset}`;

export class RejectedView {
  #list = document.getElementById("rejected-feed");
  #open;
  #shown = null;
  #written = ""; // the zone and the day for which the times of the rows were written
  #touched = -Infinity; // when somebody last used the pointer or a key here, ms as performance.now()
  #rows = new Map(); // id -> row

  /** @param open is called with the record that the viewer chooses */
  constructor(open) {
    this.#open = open;
    for (const type of ["pointermove", "wheel", "keyup", "focusin"]) {
      this.#list.addEventListener(type, () => (this.#touched = performance.now()), { passive: true });
    }
  }

  /** @param now ms */
  render(store, { zone }, now) {
    const written = `${zone} ${fullDay(now)}`;
    if ((store.rejected === this.#shown && written === this.#written) || this.#isHeld()) return;
    if (written !== this.#written) this.#rows.clear();
    this.#shown = store.rejected;
    this.#written = written;
    const rows = new Map(
      this.#shown.map((record) => [idOf(record), this.#rows.get(idOf(record)) ?? this.#row(record, now)]),
    );
    this.#rows = rows;
    const items = rows.size > 0 ? [...rows.values()] : [create("li", "none", { class: "none" })];
    this.#list.replaceChildren(...items);
  }

  /** Rows do not move under a pointer or a focus in use, nor while the dialog that was opened from one is open. */
  #isHeld() {
    if (document.querySelector("#record[open]")) return true;
    return this.#list.matches(":hover, :focus-within") && performance.now() - this.#touched < HOLD_MILLIS;
  }

  #row(record, now) {
    const button = create("button", "", { type: "button", "aria-haspopup": "dialog", title: "Open this record" });
    const at = Date.parse(record.rejected_at);
    button.append(
      create("time", Number.isNaN(at) ? UNKNOWN : dayAndTime(at, now)),
      create("b", visible(String(record.reason)).replaceAll("_", " ")),
      create("span", idOf(record), { class: "id" }),
      create("span", visible(String(record.detail ?? "")), { class: "detail", dir: "ltr" }),
    );
    button.addEventListener("click", () => this.#open(record));
    const item = create("li");
    item.append(button);
    return item;
  }
}
