// The newest rejected records: when, why, and which. Records are untrusted input, so they are shown as text only.

import { create, UNKNOWN } from "../lib/dom.js";
import { timeOfDay } from "../lib/format.js";

export class RejectedView {
  #list = document.getElementById("rejected-feed");
  #shown = null;
  #zone = "";

  render(store, { zone }) {
    if (store.rejected === this.#shown && zone === this.#zone) return;
    this.#shown = store.rejected;
    this.#zone = zone;
    const rows = store.rejected.length ? store.rejected.map(row) : [create("li", "none", { class: "none" })];
    this.#list.replaceChildren(...rows);
  }
}

function row(record) {
  const value = record.value ?? record.value_base64 ?? "";
  const item = create("li", "", { title: `${record.detail}\n${value.slice(0, 500)}` });
  const at = Date.parse(record.rejected_at);
  item.append(
    create("time", Number.isNaN(at) ? UNKNOWN : timeOfDay(at)),
    create("b", String(record.reason).replaceAll("_", " ")),
    create("span", `${record.partition}-${record.offset}`, { class: "id" }),
    create("span", String(record.detail ?? ""), { class: "detail" }),
  );
  return item;
}
