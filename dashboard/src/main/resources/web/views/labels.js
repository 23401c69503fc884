// Labels on the map of a wall, which nobody can point at: the code of each state and, where there is room, its number.

import { setText, UNKNOWN } from "../lib/dom.js";
import { brief, share } from "../lib/format.js";
import { inkOn } from "../lib/scale.js";
import { valueOf } from "../model/frame.js";
import { unitOf } from "../model/measures.js";
import { WHOLE, WITHOUT_STATE } from "../model/names.js";
import { isListed } from "../model/places.js";
import { SMALL } from "./map.js";
import { draw } from "./sheet.js";

/** The least size of a state, in units of the map, for its code and for its number. */
const CODE = { width: 28, height: 20 };
const NUMBER = { width: 50, height: 50 };

/** Moves labels (in units of the map) that would meet those of a neighbour, or stand in the sea. */
const MOVED = { AL: [2, 3], FL: [12, 0], IL: [-6, 0], IN: [4, 0], MS: [-4, -3], VA: [11, 3], WV: [-5, 4] };

const fits = ([, , width, height], least) => width >= least.width && height >= least.height;

export class LabelsView {
  #svg = draw("svg", { id: "labels", "aria-hidden": "true" });
  #outlines = new Map(); // name of a map -> its file
  #drawn = new Map(); // the same -> its labels: locale -> {code, number} (text elements; number is null without room)
  #key = null; // the places of the server for which they are drawn

  constructor() {
    document.getElementById("map").after(this.#svg);
  }

  /** Takes the outlines of a map. @param map "us" or "world" */
  setOutlines(map, outlines) {
    this.#outlines.set(map, outlines);
  }

  /** @param colourOf the colour of a locale on the map */
  render(store, { wall, measure, perMillion }, { map, states, known }, colourOf) {
    if (!wall || !this.#outlines.has(map)) return;
    if (this.#key !== store.placesKey) {
      this.#key = store.placesKey;
      this.#drawn.clear();
      this.#svg.replaceChildren();
    }
    if (!this.#drawn.has(map)) this.#drawn.set(map, this.#draw(store, map));
    for (const group of this.#svg.children) group.toggleAttribute("hidden", group.dataset.map !== map);
    const write = unitOf(measure, perMillion) === "percent" ? (value) => share(value).replaceAll(" ", "") : brief;
    for (const state of states) {
      const label = this.#drawn.get(map).get(state.locale);
      if (!label) continue;
      // Most countries have no logins: the zeros of states say something, theirs only hide the map.
      for (const part of [label.code, label.number])
        part?.toggleAttribute("hidden", state.isCountry && !isListed(state));
      const ink = inkOn(colourOf(state.locale));
      setInk(label.code, ink);
      if (!label.number) continue;
      setInk(label.number, ink);
      const value = valueOf(state, measure, perMillion);
      setText(label.number, value === null || !known ? UNKNOWN : write(value));
    }
  }

  #draw(store, map) {
    const locales =
      map === "us"
        ? new Map(store.regions.map(({ fips, locale }) => [fips, locale]))
        : new Map([[WITHOUT_STATE, WHOLE], ...store.countries.map(({ locale }) => [locale, locale])]);
    const group = draw("g", { "data-map": map });
    this.#svg.append(group);
    const labels = new Map();
    const free = map === "us" ? () => true : largestFirst();
    for (const { id, place } of this.#outlines
      .get(map)
      .features.slice()
      .sort((a, b) => areaOf(b) - areaOf(a))) {
      const locale = locales.get(id);
      // Those beside the map have their numbers there, and no room here.
      if (!locale || SMALL.includes(locale) || !fits(place, CODE) || !free(place)) continue;
      const [right, down] = MOVED[locale] ?? [0, 0];
      const [x, y] = [place[0] + right, place[1] + down];
      const hasNumber = fits(place, NUMBER);
      const code = text(locale, "code", x, hasNumber ? y - 2 : y + 7);
      const number = hasNumber ? text(UNKNOWN, "value", x, y + 18) : null;
      group.append(...[code, number].filter((element) => element !== null));
      labels.set(locale, { code, number });
    }
    return labels;
  }
}

const areaOf = ({ place: [, , width, height] }) => width * height;

/** Tells of each place in turn whether its label stands clear of those before it. */
function largestFirst() {
  const taken = [];
  return (place) => {
    const [x, y] = place;
    const half = { x: CODE.width * 0.8, y: fits(place, NUMBER) ? CODE.height : CODE.height / 2 };
    const meets = (other) =>
      Math.abs(x - other.x) < half.x + other.half.x && Math.abs(y - other.y) < half.y + other.half.y;
    if (taken.some(meets)) return false;
    taken.push({ x, y, half });
    return true;
  };
}

function setInk(element, ink) {
  if (element.dataset.ink !== ink) element.dataset.ink = ink;
}

function text(content, kind, x, y) {
  const element = draw("text", { class: kind, x: x.toFixed(1), y: y.toFixed(1) });
  element.textContent = content;
  return element;
}
