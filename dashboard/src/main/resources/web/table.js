// The table of states: the map's equal for a screen reader.

import { setNumber } from "./format.js";

const MEASURES = ["users", "logins", "devices", "visits"];
const EXPLAINED = { UNK: "Logins without a locale (UNK)", OTHER: "Locales that are not configured (OTHER)" };
/** A row that moves from under the eye is worse than an order that is two seconds old. */
const REORDER_MILLIS = 2_000;

export class TableView {
  #body = document.querySelector("#states tbody");
  #rows = new Map(); // locale -> {row, cells}
  #sort = { by: "logins", descending: true };
  #ordered = -Infinity;

  /** @param onMark is told the locale of the row under the pointer, or null */
  constructor(onMark = () => {}) {
    for (const button of document.querySelectorAll("#states button[data-sort]")) {
      button.addEventListener("click", () => this.#sortBy(button.dataset.sort));
    }
    this.#body.addEventListener("pointerover", (event) => onMark(event.target.closest("tr")?.dataset.locale ?? null));
    this.#body.addEventListener("pointerleave", () => onMark(null));
  }

  render(store, measure, now) {
    const known = store.summary !== null;
    const states = store.states;
    for (const state of states) {
      const { row, cells } = this.#row(state);
      for (const key of known ? MEASURES : []) {
        setNumber(cells[key], state[key]);
        cells[key].classList.toggle("zero", state[key] === 0);
      }
      row.dataset.name = state.name;
    }
    this.#body.parentElement.dataset.measure = measure;
    const held = this.#body.matches(":hover") || now - this.#ordered < REORDER_MILLIS;
    if (!held || this.#body.childElementCount !== this.#rows.size) this.#order(states, now);
  }

  #row({ locale, name }) {
    const existing = this.#rows.get(locale);
    if (existing) {
      if (existing.row.dataset.name !== name) existing.heading.textContent = name;
      return existing;
    }
    const row = document.createElement("tr");
    const heading = document.createElement("th");
    heading.scope = "row";
    heading.textContent = name;
    heading.title = EXPLAINED[locale] ?? name;
    row.dataset.locale = locale;
    row.append(heading);
    const cells = {};
    for (const measure of MEASURES) {
      cells[measure] = document.createElement("td");
      cells[measure].dataset.measure = measure;
      cells[measure].textContent = "–";
      row.append(cells[measure]);
    }
    const entry = { row, cells, heading };
    this.#rows.set(locale, entry);
    return entry;
  }

  #sortBy(by) {
    const descending = this.#sort.by === by ? !this.#sort.descending : by !== "name";
    this.#sort = { by, descending };
    for (const button of document.querySelectorAll("#states button[data-sort]")) {
      const order = button.dataset.sort !== by ? "none" : descending ? "descending" : "ascending";
      button.closest("th").setAttribute("aria-sort", order);
    }
    this.#ordered = -Infinity;
    this.onSort?.();
  }

  #order(states, now) {
    this.#ordered = now;
    const { by, descending } = this.#sort;
    const sign = descending ? -1 : 1;
    const byName = (a, b) => a.name.localeCompare(b.name);
    states.sort((a, b) => (by === "name" ? sign * byName(a, b) : sign * (a[by] - b[by]) || byName(a, b)));
    states.forEach(({ locale }, i) => {
      const { row } = this.#rows.get(locale);
      const there = this.#body.children[i];
      if (there !== row) this.#body.insertBefore(row, there ?? null);
    });
  }
}
