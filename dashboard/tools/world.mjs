// Generates web/data/world.json from the npm package world-atlas (Natural Earth) and the table of countries:
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   node world.mjs package ../../model/src/main/resources/io/rollcall/model/place/countries.tsv > ../src/main/resources/web/data/world.json
import { readFileSync } from "node:fs";
import { arcsOf, middleOf, pathOf, placeOf, polygonsOf, ringOf, write } from "./topology.mjs";
import { simplified } from "./simplify.mjs";

const [, , atlas, table] = process.argv;

/** The map is cut at 169° west, in the Bering Strait, where it parts no country. */
const WEST = -169;
const MIDDLE = WEST + 180;
/** Width of the map, as wide as that of the states, and the part of the plane that has countries. */
const SCALE = 180;
const VIEW = [-474, -238, 954, 426];
/** A point that spans less than this area (square units) with its neighbours is left out. */
const LEAST_AREA = 0.16;
/** Islands smaller than this (square units) are left out, except for the largest part of a country. */
const LEAST_ISLAND = 0.35;
/** Countries whose largest part is less than this long (units) are dots. */
const SMALL = 4;

/** Equal Earth (Šavrič, Patterson, Jenny, 2018): degrees to the plane, y downwards. */
function equalEarth([longitude, latitude]) {
  const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 ** 3;
  const lambda = ((longitude - MIDDLE) * Math.PI) / 180;
  const x = (2 * Math.sqrt(3) * lambda * Math.cos(t)) / (3 * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)));
  return [SCALE * x, -SCALE * t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))];
}

const east = (longitude) => ((((longitude - WEST) % 360) + 360) % 360) + WEST;

/** The arcs in degrees, east of the cut; an island on the cut stays in one piece, on the side where it begins. */
function unrolled(topology) {
  return arcsOf(topology, (point) => point).map((arc) => {
    let before = null;
    return arc.map(([longitude, latitude]) => {
      let at = east(longitude);
      if (before !== null && Math.abs(at - before) > 180) at += at < before ? 360 : -360;
      before = at;
      return [at, latitude];
    });
  });
}

const inBox = ([x, y], [left, bottom, right, top]) => x >= left && x <= right && y >= bottom && y <= top;

/**
 * Parts that Natural Earth draws with their state, but ISO 3166-1 has codes for: numeric code of that state, code, and
 * the box that holds the part (degrees).
 */
const PARTS = [
  ["250", "GUF", [-55, 2, -51, 6]],
  ["250", "GLP", [-62, 15.7, -61, 16.6]],
  ["250", "MTQ", [-61.4, 14.2, -60.7, 15]],
  ["250", "REU", [55, -22, 56, -20]],
  ["250", "MYT", [44.9, -13.2, 45.4, -12.5]],
  ["578", "SJM", [-10, 70.5, 36, 81]],
  ["528", "BES", [-69, 11.9, -62, 18]],
  ["", "CXR", [105, -11, 106, -10]],
  ["", "CCK", [96, -13, 97.5, -11.5]],
];
/** Norway reaches into the box of Svalbard and Jan Mayen. */
const NOT_PARTS = { SJM: [12, 70, 32, 71.9] };
/** The territories that are counted as regions of the United States: American Samoa, Guam, the Northern Marianas, Puerto Rico, the Virgin Islands. */
const OF_UNITED_STATES = { ASM: "USA", GUM: "USA", MNP: "USA", PRI: "USA", VIR: "USA" };
/** Not on the map. */
const LEFT_OUT = ["ATA"];

const rows = readFileSync(table, "utf8")
  .split("\n")
  .map((line) => line.split("\t"))
  .filter(([, alpha3]) => /^[A-Z]{3}$/.test(alpha3 ?? ""));
/** As the page names the countries; Natural Earth shortens some, and names parts after their state. */
const names = new Map(rows.map(([, alpha3, , , name]) => [alpha3, name]));
/** Numeric codes, and names of what Natural Earth has without one, to alpha-3 codes. */
const codes = new Map(
  rows.flatMap(([, alpha3, numeric, , name]) => [
    [numeric, alpha3],
    [name, alpha3],
  ]),
);

/** The countries of a file: key to {code, name, polygons}, whose rings are indices of arcs. Without a code the key is the name. */
function countriesOf(topology, arcs) {
  const countries = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    for (const polygon of polygonsOf(geometry)) {
      const { x, y } = middleOf(ringOf(polygon[0], arcs));
      const at = [x > 180 ? x - 360 : x, y];
      const part = PARTS.find(
        ([of, code, box]) =>
          of === (geometry.id ?? "") && inBox(at, box) && !(NOT_PARTS[code] && inBox(at, NOT_PARTS[code])),
      );
      const own = part?.[1] ?? codes.get(geometry.id ?? geometry.properties.name) ?? null;
      const code = OF_UNITED_STATES[own] ?? own;
      if (LEFT_OUT.includes(code)) continue;
      const key = code ?? geometry.properties.name;
      const name = names.get(code) ?? geometry.properties.name;
      if (!countries.has(key)) countries.set(key, { code, name, polygons: [] });
      countries.get(key).polygons.push(polygon);
    }
  }
  return countries;
}

const read = (name) => JSON.parse(readFileSync(`${atlas}/${name}.json`, "utf8"));
const plane = (arcs) => arcs.map((arc) => arc.map(equalEarth));

const middle = read("countries-50m");
const middleArcs = unrolled(middle);
const countries = countriesOf(middle, middleArcs);
const whole = plane(middleArcs);
const simple = whole.map((arc) => simplified(arc, LEAST_AREA));

const large = read("countries-10m");
const largeArcs = unrolled(large);
const detailed = plane(largeArcs);

const placed = (polygons, arcs) => placeOf(polygons.map((rings) => rings.map((ring) => ringOf(ring, arcs))));
const isSmall = ([, , width, height]) => Math.max(width, height) < SMALL;

function featureOf({ code, name, polygons }) {
  const place = placed(polygons, whole);
  if (isSmall(place) && code) return { id: code, name, place, path: "" };
  const size = (rings) => Math.abs(middleOf(ringOf(rings[0], whole)).area);
  const largest = Math.max(...polygons.map(size));
  const shown = polygons
    .filter((rings) => size(rings) >= LEAST_ISLAND || size(rings) === largest)
    .flatMap((rings) => rings.map((ring) => ringOf(ring, simple)));
  return { id: code ?? "", name, place, path: pathOf(shown) };
}

const features = [...countries.values()].map(featureOf).filter((feature) => feature !== null);
for (const [key, { code, name, polygons }] of countriesOf(large, largeArcs)) {
  if (code && !countries.has(key)) features.push({ id: code, name, place: placed(polygons, detailed), path: "" });
}
features.sort((a, b) => (a.id || "~").localeCompare(b.id || "~") || a.name.localeCompare(b.name));

const missing = rows
  .map(([, code]) => code)
  .filter((code) => !(code in OF_UNITED_STATES) && !features.some(({ id }) => id === code));
console.error(`${features.length} features; not on the map: ${missing.join(" ")}`);
write(VIEW, features);
