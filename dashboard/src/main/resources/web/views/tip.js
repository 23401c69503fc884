// The tooltip of the map: a state's name, its numbers, and how they changed. It is kept up to date while it is open.

import { create, setText, setValue } from "../lib/dom.js";
import { timeOfDay } from "../lib/format.js";
import { basisName, basisOf, restsOnFew } from "../model/few.js";
import { changeText, comparedWith, hasChange, valueOf } from "../model/frame.js";
import { perMillionOf } from "../model/inhabitants.js";
import { MEASURE_NAMES, MEASURES, needsOutcomes, unitOf } from "../model/measures.js";
import { EXPLAINED } from "../model/names.js";

const GAP = 14; // px between the pointer and the tooltip

export class Tip {
  #element = document.getElementById("tip");
  #name = create("strong");
  #note = create("p");
  #rows = new Map();
  #locale = null;

  constructor() {
    const table = create("dl");
    for (const measure of MEASURES) {
      const row = create("div", "", { class: needsOutcomes(measure) ? "outcome" : "" });
      const value = create("dd", "", { "data-measure": measure });
      const change = create("dd", "", { class: "change" });
      row.append(create("dt", MEASURE_NAMES[measure]), value, change);
      table.append(row);
      this.#rows.set(measure, { row, value, change });
    }
    this.#element.append(this.#name, table, this.#note);
  }

  /** The locale that is shown, or null. */
  get locale() {
    return this.#locale;
  }

  /** Shows a state beside the point (x, y) of the viewport, on the side where it fits. */
  show(state, view, frame, x, y) {
    this.#locale = state.locale;
    this.update(state, view, frame);
    this.#element.hidden = false;
    const { width, height } = this.#element.getBoundingClientRect();
    const left = x + GAP + width > innerWidth ? x - GAP - width : x + GAP;
    const top = y + GAP + height > innerHeight ? y - GAP - height : y + GAP;
    this.#element.style.transform = `translate(${Math.max(0, Math.round(left))}px, ${Math.max(0, Math.round(top))}px)`;
  }

  update(state, { measure, perMillion }, frame) {
    this.#element.dataset.locale = state.locale;
    setText(this.#name, `${state.name} (${state.locale})`);
    for (const [key, { row, value, change }] of this.#rows) {
      row.classList.toggle("chosen", key === measure);
      setValue(value, frame.known ? valueOf(state, key, perMillion) : null, unitOf(key, perMillion));
      setText(change, changeText(state, key, perMillion));
    }
    setText(this.#note, noteOf(state, frame, measure, perMillion));
  }

  hide() {
    this.#locale = null;
    this.#element.hidden = true;
  }
}

/** What the locale stands for, the unit of the numbers, and the two periods that the change compares. */
function noteOf(state, frame, measure, perMillion) {
  const notes = [];
  if (Object.hasOwn(EXPLAINED, state.locale)) notes.push(EXPLAINED[state.locale]);
  const few = restsOnFew(state, measure, perMillion);
  const basis = few ? `from ${basisOf(state, measure)}` : "";
  if (unitOf(measure, perMillion) === "million") notes.push(`${perMillionOf(state)}${few ? `, ${basis} only` : ""}`);
  else if (few) notes.push(`${MEASURE_NAMES[measure]} ${basis} ${basisName(measure)} only`);
  if (frame.changeOf && hasChange(state, perMillion, frame.hasOutcomes)) {
    const { start, end } = frame.changeOf;
    notes.push(`change: ${timeOfDay(start)}–${timeOfDay(end)} ${comparedWith(frame)}`);
  }
  return notes.join("; ");
}
