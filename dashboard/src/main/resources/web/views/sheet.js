// One of the two maps: an SVG path per place, buttons beside it for those that are too small to point at, and which of
// the paths the tab key reaches. A country that is too small for a shape is a dot.

import { setFill } from "../lib/dom.js";
import { dotAt, inUnits } from "../lib/shapes.js";
import { SHORT, SPECIAL } from "../model/names.js";

const SVG = "http://www.w3.org/2000/svg";
const PULSE_RADIUS = 4.5; // in the coordinates of the map
/** Arrow keys pass over dots, most of which are idle, to shapes that are not this much farther (units of the map). */
const DOT_FARTHER = 40;

/** Creates an element of SVG. */
export function draw(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export class Sheet {
  name;
  viewBox = null;
  paths = new Map(); // locale -> path, of the places that are counted by their own name
  callouts = new Map(); // locale -> {item, swatch, value}
  /** Whether a place of the map is not counted by its own name. */
  hasUncounted = false;
  /** Locales that are dots, or not on the map, in the order of their file. */
  small = [];
  #group;
  #pulses;
  #list;
  #tabStop = null; // the only place that the tab key reaches; arrow keys reach the others
  #first;
  #places = new Map(); // path -> middle (x, y), width and height of its largest part

  /**
   * @param name "us" or "world"
   * @param svg gets the paths
   * @param pulses gets a circle per place, which shows that a login was counted there
   * @param first the locale that the tab key reaches at first
   */
  constructor(name, svg, pulses, first) {
    this.name = name;
    this.#group = draw("g", { "data-map": name });
    this.#pulses = draw("g", { "data-map": name });
    this.#list = document.querySelector(`#callouts [data-map="${name}"]`);
    svg.append(this.#group);
    pulses.append(this.#pulses);
    this.#first = first;
  }

  /** Shows or hides all of it. */
  toggle(shown) {
    for (const part of [this.#group, this.#pulses]) part.toggleAttribute("hidden", !shown);
    this.#list.hidden = !shown;
  }

  /**
   * Draws the outlines, in place of what was drawn before.
   *
   * @param places id of an outline -> {locale, name} of the places that are counted by their own name
   */
  draw({ viewBox, features }, places) {
    const hasFocus = this.#group.contains(document.activeElement);
    const before = this.#tabStop?.dataset.locale ?? this.#first;
    this.viewBox = viewBox;
    this.hasUncounted = false;
    this.small = [];
    this.paths.clear();
    this.#places.clear();
    this.#group.replaceChildren();
    this.#pulses.replaceChildren();
    for (const { id, name, place, path: tenths } of features) {
      const [x, y] = place;
      const path = draw("path", { d: tenths === "" ? dotAt(x, y) : inUnits(tenths) });
      if (tenths === "") path.setAttribute("class", "small");
      const counted = places.get(id);
      if (!counted) {
        this.#addUncounted(path, name, id !== "");
        continue;
      }
      if (tenths === "") this.small.push(counted.locale);
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "-1");
      path.setAttribute("aria-label", counted.name);
      path.setAttribute("aria-describedby", "tip");
      path.dataset.locale = counted.locale;
      this.#group.append(path);
      this.paths.set(counted.locale, path);
      this.#places.set(path, place);
      const pulse = draw("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: PULSE_RADIUS });
      pulse.dataset.pulse = counted.locale;
      this.#pulses.append(pulse);
    }
    for (const dot of this.#group.querySelectorAll(".small")) this.#group.append(dot); // above the shapes
    this.stopAt(this.paths.get(before) ?? this.paths.get(this.#first) ?? [...this.paths.values()][0]);
    if (hasFocus) this.focus(before);
  }

  /** Shows the outline of a place that is not counted by its own name: it has no numbers, and nothing to open. */
  #addUncounted(path, name, hasCode) {
    if (path.classList.contains("small")) return;
    this.hasUncounted ||= hasCode;
    const text = `${name}: ${hasCode ? "not counted by its own name" : "has no code of its own"}`;
    const title = draw("title"); // what a pointer shows
    title.textContent = text;
    path.append(title);
    path.setAttribute("class", "uncounted");
    path.setAttribute("role", "img");
    path.setAttribute("aria-label", text);
    this.#group.append(path);
  }

  /** Makes this place the map's only tab stop. */
  stopAt(path) {
    this.#tabStop?.setAttribute("tabindex", "-1");
    path?.setAttribute("tabindex", "0");
    this.#tabStop = path ?? null;
  }

  /** Gives the focus to a place, or else to the one that the tab key reaches. */
  focus(locale) {
    const path = this.paths.get(locale) ?? this.#tabStop;
    path?.focus();
  }

  /** The middle of the largest part of a place, in the coordinates of the map: the whole may span it. */
  middleOf(path) {
    return this.#places.get(path);
  }

  /** The nearest place in a direction, or null. */
  neighbour(from, dx, dy) {
    const [x, y] = this.middleOf(from);
    let best = null;
    let least = Infinity;
    for (const path of this.paths.values()) {
      const [px, py] = this.middleOf(path);
      const along = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      const [, , width, height] = this.#places.get(path);
      const [reach, side] = dx === 0 ? [height / 2, width / 2] : [width / 2, height / 2];
      // Its edge counts most, because it is what is seen; its middle tells apart what overlaps.
      const far =
        Math.max(0, along - reach) +
        2 * Math.max(0, aside - side) +
        (along + aside) / 2 +
        (path.classList.contains("small") ? DOT_FARTHER : 0);
      if (path === from || along <= 0 || far >= least) continue;
      least = far;
      best = path;
    }
    return best;
  }

  /** Puts buttons for these locales beside the map, in this order. */
  list(locales) {
    if (String([...this.callouts.keys()]) === String(locales)) return;
    const before = this.callouts;
    this.callouts = new Map(locales.map((locale) => [locale, before.get(locale) ?? createCallout(locale)]));
    for (const [locale, { item }] of before) if (!this.callouts.has(locale)) item.remove();
    [...this.callouts.values()].forEach(({ item }, i) => {
      if (this.#list.children[i] !== item) this.#list.insertBefore(item, this.#list.children[i] ?? null);
    });
  }
}

function createCallout(locale) {
  const item = document.createElement("li");
  if (locale in SPECIAL) item.className = "word"; // longer than a code
  const button = document.createElement("button");
  const swatch = document.createElement("i");
  const label = document.createElement("span");
  const value = document.createElement("b");
  button.type = "button";
  button.dataset.locale = button.dataset.pulse = locale;
  button.setAttribute("aria-describedby", "tip");
  label.textContent = SHORT[locale] ?? locale;
  button.append(swatch, label, value);
  item.append(button);
  return { item, swatch, value };
}

/** Sets the colour of a place: of its shape, or of the line that is its dot. */
export function setColour(path, colour) {
  if (!path.classList.contains("small")) setFill(path, colour);
  else if (path.style.stroke !== colour) path.style.stroke = colour;
}
