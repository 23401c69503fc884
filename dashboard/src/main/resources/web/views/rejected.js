// The newest rejected records: when, why, and which. Each opens. Records are untrusted input, so they are shown as text
// only.

import { create, setText, UNKNOWN } from "../lib/dom.js";
import { dayAndTime, fullDay } from "../lib/format.js";
import { visible } from "../lib/visible.js";

/** Rows stay for this long (ms) after the last movement or key among them. */
const HOLD_MILLIS = 30_000;

/** As the event id of a login: of an element of a record with its position. */
const idOf = ({ partition, offset, element }) =>
  [partition, offset, element].filter((part) => part !== undefined).join("-");

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
    this.#shown = store.rejected;
    if (written !== this.#written) for (const row of this.#rows.values()) writeTime(row, now);
    this.#written = written;
    const rows = new Map(
      this.#shown.map((record) => [idOf(record), this.#rows.get(idOf(record)) ?? this.#row(record, now)]),
    );
    this.#rows = rows;
    this.#arrange(
      rows.size > 0
        ? [...rows.values()]
        : [create("li", store.rejectedHidden ? "not for the role viewer" : "none", { class: "none" })],
    );
  }

  /** Puts the items in their order. The one with the focus is not moved, because it would lose it; it stays last if it left. */
  #arrange(items) {
    const focused = [...this.#list.children].find((item) => item.contains(document.activeElement));
    if (!focused) {
      this.#list.replaceChildren(...items);
      return;
    }
    const place = items.indexOf(focused);
    for (const item of [...this.#list.children]) if (item !== focused && !items.includes(item)) item.remove();
    focused.before(...(place < 0 ? items : items.slice(0, place)));
    if (place >= 0) focused.after(...items.slice(place + 1));
  }

  /** Rows do not move under a pointer or a focus in use, nor while the dialog that was opened from one is open. */
  #isHeld() {
    if (document.querySelector("#record[open]")) return true;
    return this.#list.matches(":hover, :focus-within") && performance.now() - this.#touched < HOLD_MILLIS;
  }

  #row(record, now) {
    const button = create("button", "", { type: "button", "aria-haspopup": "dialog", title: "Open this record" });
    button.append(
      create("time", "", { datetime: String(record.rejected_at) }),
      create("b", visible(String(record.reason)).replaceAll("_", " ")),
      create("span", idOf(record), { class: "id" }),
      create("span", visible(String(record.detail ?? "")), { class: "detail", dir: "ltr" }),
    );
    button.addEventListener("click", () => this.#open(record));
    const item = create("li");
    item.append(button);
    writeTime(item, now);
    return item;
  }
}

/** Writes the time of a row in the zone and for the day of the viewer. */
function writeTime(row, now) {
  const time = row.querySelector("time");
  const at = Date.parse(time.getAttribute("datetime"));
  setText(time, Number.isNaN(at) ? UNKNOWN : dayAndTime(at, now));
}
