// The table of states, or of countries. It holds the same numbers as the map, for screen readers too.

import { toCsv } from "../lib/csv.js";
import { create, download, setText, setValue, UNKNOWN } from "../lib/dom.js";
import { valueOf } from "../model/frame.js";
import { FAILURE_RATE, MEASURES, needsOutcomes, unitOf } from "../model/measures.js";
import { EXPLAINED } from "../model/names.js";
import { exactMatch, match, sortedLocales } from "../model/order.js";
import { isListed, opening } from "../model/places.js";

/**
 * Rows stay where they are while somebody points at them, or is among them with the keyboard: for this long (ms) after
 * the last movement or key. A pointer that was left lying on the table does not count.
 */
const HOLD_MILLIS = 30_000;
const HELD = "The rows wait: they are sorted again when you leave them";
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
const CSV_OF_OUTCOMES = ["failed_logins", "failed_users", "failure_rate"];
/** A failure rate as a fraction, as programs expect it; empty where nobody tried to log in. */
const fraction = (percent) => (percent === null ? null : Number((percent / 100).toFixed(6)));

export class TableView {
  #view;
  #table = document.getElementById("states");
  #body = this.#table.tBodies[0];
  #heading = this.#table.querySelector("[data-sort=name]");
  #filter = document.getElementById("filter");
  #rows = new Map(); // locale -> {row, cells, state}
  #sort = { by: "logins", descending: true };
  #found = null; // the locale that was opened from the search
  #touched = -Infinity; // when somebody last used the pointer or a key here, ms as performance.now()
  #frame = null;
  #store = null;
  #hasOutcomes = false;

  constructor(view) {
    this.#view = view;
    for (const button of document.querySelectorAll("#states button[data-sort]")) {
      button.addEventListener("click", () => this.#sortBy(button.dataset.sort));
    }
    const mark = (locale) => document.dispatchEvent(new CustomEvent("mark", { detail: locale }));
    this.#body.addEventListener("pointerover", ({ target }) => mark(target.closest("tr")?.dataset.locale ?? null));
    this.#body.addEventListener("pointerleave", () => mark(null));
    this.#body.addEventListener("click", ({ target }) => {
      const row = target.closest("tr");
      if (!row) return;
      row.querySelector("button").focus({ preventScroll: true }); // a click beside it would leave the focus nowhere
      const { state } = this.#rows.get(row.dataset.locale);
      view.set(view.state === state.locale ? { state: null } : opening(state, this.#frame.map, this.#frame.maps));
    });
    for (const type of ["pointermove", "wheel", "keyup", "focusin"]) {
      this.#body.addEventListener(type, () => (this.#touched = performance.now()), { passive: true });
    }
    this.#filter.addEventListener("input", () => this.#find());
    this.#filter.addEventListener("keydown", (event) => this.#key(event));
  }

  render(store, view, frame) {
    this.#frame = frame;
    this.#store = store;
    this.#hasOutcomes = store.hasOutcomes;
    const wanted = this.#wanted();
    for (const state of wanted) {
      const entry = this.#row(state);
      const { row, cells } = entry;
      entry.state = state;
      for (const measure of MEASURES) {
        const value = frame.known ? valueOf(state, measure, view.perMillion) : null;
        setValue(cells[measure], value, unitOf(measure, view.perMillion));
        cells[measure].classList.toggle("zero", state[measure] === 0);
      }
      if (row.ariaCurrent !== String(view.state === state.locale))
        row.ariaCurrent = String(view.state === state.locale);
    }
    const shown = new Set(wanted.map(({ locale }) => locale));
    for (const [locale, { row }] of this.#rows) {
      if (shown.has(locale)) continue;
      row.remove();
      this.#rows.delete(locale);
    }
    this.#table.dataset.measure = view.measure;
    setText(this.#heading, frame.map === "us" ? "State" : "Country");
    this.#order(this.#held());
  }

  /** The places with a row: those of the map, and what the search finds anywhere. */
  #wanted() {
    const { states, all } = this.#frame;
    const listed = states.filter((state) => isListed(state) || state.locale === this.#view.state);
    const typed = this.#filter.value;
    if (typed.trim() === "" || all.length === states.length) return listed;
    const found = all.filter((state) => match(state, typed) > 0);
    return [...new Set([...listed, ...found])];
  }

  /** Offers the visible rows, in their order, as a CSV file. */
  download() {
    if (!this.#frame?.window) return;
    const { start, end } = this.#frame.window;
    const iso = (millis) => new Date(millis).toISOString();
    const rows = [...this.#body.children]
      .filter((row) => !row.hidden)
      .map((row) => this.#rows.get(row.dataset.locale).state)
      .map((s) => [
        ...[iso(start), iso(end), s.locale, s.name, s.users, s.logins, s.devices, s.visits, s.population],
        ...(this.#hasOutcomes ? [s.failed, s.failedUsers, fraction(s[FAILURE_RATE])] : []),
      ]);
    const header = [...CSV_HEADER, ...(this.#hasOutcomes ? CSV_OF_OUTCOMES : [])];
    download(`rollcall-${iso(end).slice(0, 19).replaceAll(":", "")}.csv`, toCsv([header, ...rows]));
  }

  #row({ locale, name }) {
    const existing = this.#rows.get(locale);
    if (existing?.name === name) return existing;
    existing?.row.remove(); // of a server that called it otherwise
    const row = create("tr", "", { "data-locale": locale, "data-pulse": locale });
    const what = Object.hasOwn(EXPLAINED, locale) ? `: ${EXPLAINED[locale]}` : "";
    const heading = create("th", "", { scope: "row" });
    heading.append(create("button", name, { type: "button", title: `Open ${name} (${locale})${what}` }));
    row.append(heading);
    const cells = {};
    for (const measure of MEASURES) {
      cells[measure] = create("td", UNKNOWN, {
        "data-measure": measure,
        class: needsOutcomes(measure) ? "outcome" : "",
      });
      row.append(cells[measure]);
    }
    const entry = { row, cells, name, state: null };
    row.hidden = match({ locale, name }, this.#filter.value) === 0;
    this.#rows.set(locale, entry);
    return entry;
  }

  /** Shows the rows that match what was typed. */
  #find() {
    this.#found = null;
    const typed = this.#filter.value;
    for (const { row, state } of this.#rows.values()) row.hidden = match(state, typed) === 0;
    if (!this.#frame) return;
    this.render(this.#store, this.#view, this.#frame);
    const found = [...this.#rows.values()].filter(({ row }) => !row.hidden).length;
    setText(document.getElementById("found"), typed.trim() === "" ? "" : `${found} of ${this.#frame.all.length}`);
    this.#order(false);
  }

  /** Enter opens the first match. Escape closes what was opened last: that state, and then the search. */
  #key(event) {
    if (this.#filter.value.trim() === "") return;
    if (event.key === "Enter") {
      const first = [...this.#body.children].find((row) => !row.hidden);
      if (first) this.#view.set(opening(this.#rows.get(first.dataset.locale).state, this.#frame.map, this.#frame.maps));
      this.#found = first?.dataset.locale ?? null;
    } else if (event.key === "Escape") {
      event.preventDefault(); // a browser would empty the search
      if (this.#found !== null && this.#found === this.#view.state) {
        this.#view.set({ state: null });
        return;
      }
      this.#filter.value = "";
      this.#find();
    }
  }

  #sortBy(by) {
    const descending = this.#sort.by === by ? !this.#sort.descending : by !== "name";
    this.#sort = { by, descending };
    for (const button of document.querySelectorAll("#states button[data-sort]")) {
      const order = button.dataset.sort !== by ? "none" : descending ? "descending" : "ascending";
      button.closest("th").setAttribute("aria-sort", order);
    }
    if (this.#frame) this.#order(false);
  }

  #held() {
    if (this.#body.childElementCount !== this.#rows.size) return false;
    const used = this.#body.matches(":hover") || this.#body.querySelector(":focus-visible") !== null;
    return used && performance.now() - this.#touched < HOLD_MILLIS;
  }

  /** Sorts the rows or, if they are held, says whether they are out of order. */
  #order(held) {
    const states = [...this.#rows.values()].map(({ state }) => state);
    const locales = sortedLocales(states, this.#sort, this.#view.perMillion);
    const exact = exactMatch(states, this.#filter.value, this.#frame.map);
    if (exact) locales.unshift(...locales.splice(locales.indexOf(exact.locale), 1));
    const rows = locales.map((locale) => this.#rows.get(locale).row);
    if (!held) this.#arrange(rows);
    this.#showHeld(held && rows.some((row, i) => row !== this.#body.children[i]));
  }

  /** Puts the rows into this order. The row with the focus is never moved, because it would lose the focus. */
  #arrange(rows) {
    const focused = rows.find((row) => row.contains(document.activeElement));
    let next = null;
    for (const row of [...rows].reverse()) {
      const there = row.parentNode === this.#body && row.nextSibling === next;
      if (!there && row !== focused) this.#body.insertBefore(row, next);
      next = row;
    }
  }

  /** Pales the arrow of the sorted column while the rows are out of order. */
  #showHeld(held) {
    if (this.#table.hasAttribute("data-held") === held) return;
    this.#table.toggleAttribute("data-held", held);
    this.#table.tHead.title = held ? HELD : "";
  }
}
