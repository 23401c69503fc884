// The newest rejected records: when, why, which. Always as text, whatever they hold.

import { create, timeOfDay } from "./format.js";

export class RejectedView {
  #list = document.getElementById("rejected-feed");
  #shown = null;

  render(store) {
    if (store.rejected === this.#shown) return;
    this.#shown = store.rejected;
    this.#list.replaceChildren(
      ...(store.rejected.length ? store.rejected.map(row) : [create("li", "none", { class: "none" })]),
    );
  }
}

function row(record) {
  const value = record.value ?? record.value_base64 ?? "";
  const item = create("li", "", { title: `${record.detail}\n${value.slice(0, 500)}` });
  const at = Date.parse(record.rejected_at);
  item.append(
    create("time", Number.isNaN(at) ? "–" : timeOfDay(at)),
    create("b", String(record.reason).replaceAll("_", " ")),
    create("span", `${record.partition}-${record.offset}`, { class: "id" }),
    create("span", String(record.detail ?? ""), { class: "detail" }),
  );
  return item;
}
