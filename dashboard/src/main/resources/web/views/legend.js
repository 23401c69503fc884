// The legend of the map: the colour of each step, and of what has no step.

import { setFill } from "../lib/dom.js";
import { shortInUnit } from "../lib/format.js";
import { noneColour, stepColour, stepLabel } from "../lib/scale.js";
import { basisName, FEW } from "../model/few.js";
import { MEASURE_NAMES, unitOf } from "../model/measures.js";

/** Of places whose numbers are not known. */
export const NO_COLOUR = "transparent";
const ABOUT_FEW = "So few say little of a whole place.";
/** Of visits, which chance does not move, all count: see lib/held-scale.js. */
const ABOUT_STEPS = " Where ten places have more, only those set the steps of the colours.";
const ABOUT_UNCOUNTED = "States that are not in the setting “locales” are counted together, as Elsewhere.";

export class Legend {
  #list = document.getElementById("legend");

  /**
   * @param few whether a rate rests on few logins
   * @param unknown whether no number is known
   * @param uncounted whether a state is not counted by its own name
   */
  render(steps, theme, { measure, perMillion }, { few, unknown, uncounted }) {
    const key = [theme, measure, perMillion, few, unknown, uncounted, ...steps].join();
    if (this.#list.dataset.steps === key) return;
    this.#list.dataset.steps = key;
    const name = MEASURE_NAMES[measure];
    const unit = unitOf(measure, perMillion);
    this.#list.setAttribute("aria-label", `Colours of the map: ${name}${unit === "million" ? " per million" : ""}`);
    const entries = unknown ? [] : [entry(noneColour(theme), shortInUnit(0, unit))];
    entries.push(...steps.map((_, i) => entry(stepColour(i, steps.length, theme), stepLabel(steps, i, unit))));
    if (unknown) entries.push(inWords(NO_COLOUR, "not known", "unknown", ""));
    else if (uncounted) entries.push(inWords(NO_COLOUR, "not counted", "unknown", ABOUT_UNCOUNTED));
    const about = measure === "visits" ? ABOUT_FEW : ABOUT_FEW + ABOUT_STEPS;
    if (few) entries.push(inWords(noneColour(theme), `fewer than ${FEW} ${basisName(measure)}`, "few", about));
    this.#list.replaceChildren(...entries);
  }
}

function entry(colour, label) {
  const item = document.createElement("li");
  const swatch = document.createElement("i");
  setFill(swatch, colour);
  item.append(swatch, label);
  return item;
}

/** An entry that is wider than those of the steps, and is explained. */
function inWords(colour, label, kind, title) {
  const item = entry(colour, label);
  item.className = "words";
  item.title = title;
  item.firstElementChild.className = kind;
  return item;
}
