// Hatched fills of the map: one SVG pattern per colour, made when it is first needed.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 6; // of a stripe and the gap beside it, in the units of the map
const STRIPE = 2.5;

function create(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export class Hatching {
  #patterns = create("defs", {});
  #made = new Set();

  constructor(svg) {
    svg.append(this.#patterns);
  }

  /** A fill of this colour ("#40b7ad") with stripes of the page's ground. */
  of(colour) {
    const id = `few-${colour.slice(1)}`;
    if (!this.#made.has(id)) {
      this.#made.add(id);
      const pattern = create("pattern", {
        id,
        width: WIDTH,
        height: WIDTH,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      });
      pattern.append(create("rect", { width: WIDTH, height: WIDTH, fill: colour }));
      pattern.append(create("rect", { width: STRIPE, height: WIDTH, class: "stripe" }));
      this.#patterns.append(pattern);
    }
    return `url("#${id}")`;
  }
}
