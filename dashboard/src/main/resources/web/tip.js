// The one tooltip: a state's name and its numbers, kept up to date while it shows.

import { setNumber } from "./format.js";

const MEASURES = [
  ["users", "unique users"],
  ["logins", "logins"],
  ["devices", "devices"],
  ["visits", "visits"],
];
const GAP = 12;

export class Tip {
  #element = document.getElementById("tip");
  #name = document.createElement("strong");
  #rows = new Map();
  #locale = null;

  constructor() {
    const list = document.createElement("dl");
    for (const [measure, label] of MEASURES) {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = label;
      value.dataset.measure = measure;
      row.append(term, value);
      list.append(row);
      this.#rows.set(measure, { row, value });
    }
    this.#element.append(this.#name, list);
  }

  get locale() {
    return this.#locale;
  }

  /** Shows a state beside the point (x, y) of the viewport: below it where there is room, or above. */
  show(state, measure, x, y, above = false) {
    this.#locale = state.locale;
    this.update(state, measure);
    this.#element.hidden = false;
    const { width, height } = this.#element.getBoundingClientRect();
    const left = x + GAP + width > innerWidth ? x - GAP - width : x + GAP;
    const top = above || y + GAP + height > innerHeight ? y - GAP - height : y + GAP;
    this.#element.style.transform = `translate(${Math.max(0, Math.round(left))}px, ${Math.max(0, Math.round(top))}px)`;
  }

  update(state, measure) {
    this.#element.dataset.locale = state.locale;
    this.#name.textContent = state.name === state.locale ? state.name : `${state.name} (${state.locale})`;
    for (const [key, { row, value }] of this.#rows) {
      row.classList.toggle("chosen", key === measure);
      setNumber(value, state[key]);
    }
  }

  hide() {
    this.#locale = null;
    this.#element.hidden = true;
  }
}
