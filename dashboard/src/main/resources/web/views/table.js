// The table of states. It holds the same numbers as the map, for screen readers too.

import { toCsv } from "../lib/csv.js";
import { create, download, setText, setValue, UNKNOWN } from "../lib/dom.js";
import { MEASURES, valueOf } from "../model/frame.js";

const EXPLAINED = { UNK: "Logins without a locale (UNK)", OTHER: "Locales that are not configured (OTHER)" };
/** Rows are sorted again after this time (ms): a row that moves while it is read is worse than a slightly old order. */
const REORDER_MILLIS = 2_000;
const CSV_HEADER = [
  "window_start",
  "window_end",
  "locale",
  "name",
  "unique_users",
  "logins",
  "distinct_devices",
  "visits",
  "population",
];

export class TableView {
  #view;
  #body = document.querySelector("#states tbody");
  #filter = document.getElementById("filter");
  #rows = new Map(); // locale -> {row, cells}
  #sort = { by: "logins", descending: true };
  #now = 0; // of the last frame, ms
  #ordered = -Infinity;
  #frame = null;

  constructor(view) {
    this.#view = view;
    for (const button of document.querySelectorAll("#states button[data-sort]")) {
      button.addEventListener("click", () => this.#sortBy(button.dataset.sort));
    }
    const mark = (locale) => document.dispatchEvent(new CustomEvent("mark", { detail: locale }));
    this.#body.addEventListener("pointerover", ({ target }) => mark(target.closest("tr")?.dataset.locale ?? null));
    this.#body.addEventListener("pointerleave", () => mark(null));
    this.#body.addEventListener("click", ({ target }) => {
      const locale = target.closest("tr")?.dataset.locale;
      if (locale) view.set({ state: view.state === locale ? null : locale });
    });
    this.#filter.addEventListener("input", () => this.#showMatches());
  }

  render(store, view, frame, now) {
    this.#now = now;
    this.#frame = frame;
    for (const state of frame.states) {
      const { row, cells } = this.#row(state);
      for (const measure of MEASURES) {
        setValue(cells[measure], frame.known ? valueOf(state, measure, view.perMillion) : null, view.perMillion);
        cells[measure].classList.toggle("zero", state[measure] === 0);
      }
      if (row.ariaCurrent !== String(view.state === state.locale))
        row.ariaCurrent = String(view.state === state.locale);
    }
    this.#body.parentElement.dataset.measure = view.measure;
    const held = this.#body.matches(":hover, :focus-within") || now - this.#ordered < REORDER_MILLIS;
    if (!held || this.#body.childElementCount !== this.#rows.size) this.#order(now);
  }

  /** Offers the visible rows, in their order, as a CSV file. */
  download() {
    if (!this.#frame?.window) return;
    const { start, end } = this.#frame.window;
    const iso = (millis) => new Date(millis).toISOString();
    const states = new Map(this.#frame.states.map((state) => [state.locale, state]));
    const rows = [...this.#body.children]
      .filter((row) => !row.hidden)
      .map((row) => states.get(row.dataset.locale))
      .map((s) => [iso(start), iso(end), s.locale, s.name, s.users, s.logins, s.devices, s.visits, s.population ?? ""]);
    download(`rollcall-${iso(end).slice(0, 19).replaceAll(":", "")}.csv`, toCsv([CSV_HEADER, ...rows]));
  }

  #row({ locale, name }) {
    const existing = this.#rows.get(locale);
    if (existing) return existing;
    const row = create("tr", "", { "data-locale": locale, "data-pulse": locale });
    const heading = create("th", "", { scope: "row" });
    heading.append(create("button", name, { type: "button", title: EXPLAINED[locale] ?? `Open ${name}` }));
    row.append(heading);
    const cells = {};
    for (const measure of MEASURES) {
      cells[measure] = create("td", UNKNOWN, { "data-measure": measure });
      row.append(cells[measure]);
    }
    const entry = { row, cells, name };
    this.#rows.set(locale, entry);
    return entry;
  }

  #showMatches() {
    const wanted = this.#filter.value.trim().toLowerCase();
    let found = 0;
    for (const [locale, { row, name }] of this.#rows) {
      row.hidden = !name.toLowerCase().includes(wanted) && !locale.toLowerCase().startsWith(wanted);
      if (!row.hidden) found++;
    }
    setText(document.getElementById("found"), wanted === "" ? "" : `${found} of ${this.#rows.size}`);
  }

  #sortBy(by) {
    const descending = this.#sort.by === by ? !this.#sort.descending : by !== "name";
    this.#sort = { by, descending };
    for (const button of document.querySelectorAll("#states button[data-sort]")) {
      const order = button.dataset.sort !== by ? "none" : descending ? "descending" : "ascending";
      button.closest("th").setAttribute("aria-sort", order);
    }
    if (this.#frame) this.#order(this.#now);
  }

  #order(now) {
    this.#ordered = now;
    const { by, descending } = this.#sort;
    const sign = descending ? -1 : 1;
    const value = (state) => valueOf(state, by, this.#view.perMillion) ?? -1;
    const byName = (a, b) => a.name.localeCompare(b.name);
    const states = [...this.#frame.states];
    states.sort((a, b) => (by === "name" ? sign * byName(a, b) : sign * (value(a) - value(b)) || byName(a, b)));
    states.forEach(({ locale }, i) => {
      const { row } = this.#rows.get(locale);
      const there = this.#body.children[i];
      if (there !== row) this.#body.insertBefore(row, there ?? null);
    });
  }
}
