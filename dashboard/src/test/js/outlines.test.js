// The files of the maps, and the tools that make them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { middleOf, pathOf, placeOf } from "../../../tools/topology.mjs";
import { simplified } from "../../../tools/simplify.mjs";

const WEB = new URL("../../main/resources/web/", import.meta.url);
const COUNTRIES = new URL(
  "../../../../model/src/main/resources/io/rollcall/model/place/countries.tsv",
  import.meta.url,
);

const fileOf = (name) => readFileSync(new URL(`data/${name}.json`, WEB), "utf8");

/** The rings of a path in tenths, as points. */
function ringsOf(path) {
  return [...path.matchAll(/M(-?\d+) ?(-?\d+)l([^z]*)z/g)].map(([, left, top, steps]) => {
    let [x, y] = [Number(left), Number(top)];
    const ring = [[x, y]];
    const numbers = steps.match(/-?\d+/g).map(Number);
    for (let i = 0; i < numbers.length; i += 2) ring.push([(x += numbers[i]), (y += numbers[i + 1])]);
    return ring;
  });
}

const areaOf = ({ path }) => Math.abs(ringsOf(path).reduce((sum, ring) => sum + middleOf(ring).area, 0));

/** Whether a point lies inside a ring: a ray from it crosses the ring an odd number of times. */
function inside([x, y], ring) {
  let odd = false;
  ring.forEach(([x2, y2], i) => {
    const [x1, y1] = ring.at(i - 1);
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  });
  return odd;
}

for (const name of ["us-states", "world"]) {
  describe(`${name}.json`, () => {
    const { viewBox, features } = JSON.parse(fileOf(name));
    const [left, top, width, height] = viewBox.split(" ").map(Number);

    it("has every place within the map, once", () => {
      const ids = features.map(({ id }) => id).filter((id) => id !== "");
      assert.equal(new Set(ids).size, ids.length);
      for (const { name: place, path, place: at } of features) {
        const points = [...ringsOf(path).flat(), [10 * at[0], 10 * at[1]]];
        for (const [x, y] of points) {
          assert.ok(x >= 10 * left && x <= 10 * (left + width), `${place}: x ${x}`);
          assert.ok(y >= 10 * top && y <= 10 * (top + height), `${place}: y ${y}`);
        }
        assert.equal(path.replaceAll(/M-?\d+( \d|-\d)\d*l[-\d ]+z/g, ""), "", place);
      }
    });

    it("has labels inside their places, except where these are bent", () => {
      const outside = features
        .filter(({ path, place: [x, y] }) => path && !ringsOf(path).some((ring) => inside([10 * x, 10 * y], ring)))
        .map(({ name: place }) => place);
      assert.deepEqual(outside, name === "world" ? ["Haiti", "Israel", "Norway", "Vietnam"] : []);
    });
  });
}

describe("world.json", () => {
  const { features } = JSON.parse(fileOf("world"));
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  const rows = readFileSync(COUNTRIES, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const codes = rows.map(([, alpha3]) => alpha3);

  it("has every country but Antarctica, Bouvet Island, Tokelau, and the territories of the United States", () => {
    const missing = codes.filter((code) => !byId.has(code));
    assert.deepEqual(missing.sort(), ["ASM", "ATA", "BVT", "GUM", "MNP", "PRI", "TKL", "VIR"]);
    const unknown = features.filter(({ id }) => id !== "" && !codes.includes(id));
    assert.deepEqual(unknown, []);
  });

  it("names countries as the server does", () => {
    const names = new Map(rows.map(([, alpha3, , , name]) => [alpha3, name]));
    for (const { id, name } of features) if (id !== "") assert.equal(name, names.get(id));
    assert.equal(byId.get("USA").name, "United States");
    assert.equal(byId.get("GUF").name, "French Guiana");
  });

  it("has disputed areas without a code, as Natural Earth has them", () => {
    const names = features.filter(({ id }) => id === "").map(({ name }) => name);
    assert.deepEqual(names, ["N. Cyprus", "Siachen Glacier", "Somaliland"]);
  });

  it("draws the territories with the United States", () => {
    const rings = ringsOf(byId.get("USA").path);
    const puertoRico = rings.some((ring) => inside([-2045, -658], ring));
    assert.ok(puertoRico, "Puerto Rico");
  });

  it("is equal in area", () => {
    // Land areas in 1,000 km², as far north and as far south as they come.
    const areas = { GRL: 2166, COD: 2345, BRA: 8516, AUS: 7692, KAZ: 2725, MNG: 1564, IND: 3166, SWE: 450, NZL: 268 };
    const scale = areaOf(byId.get("COD")) / areas.COD;
    for (const [code, area] of Object.entries(areas)) {
      const drawn = areaOf(byId.get(code)) / scale;
      assert.ok(Math.abs(drawn / area - 1) < 0.06, `${code}: ${Math.round(drawn)} for ${area}`);
    }
  });

  it("is small: it loads when somebody asks for the world", () => {
    const bytes = gzipSync(fileOf("world"), { level: 6 }).length;
    assert.ok(bytes < 45_000, `${bytes} bytes`);
  });
});

describe("the tools of the maps", () => {
  const square = (x, y, side) => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];

  it("place a label in the middle of the largest part", () => {
    assert.deepEqual(placeOf([[square(0, 0, 1)], [square(100, 50, 10)]]), [105, 55, 10, 10]);
  });

  it("write steps, and leave out what is too small", () => {
    assert.equal(pathOf([square(1, 2, 3), square(5, 5, 0.01)]), "M10 20l30 0 0 30-30 0z");
  });

  it("keep the ends of a line, its corners, and four points of a closed one", () => {
    const line = [
      [0, 0],
      [1, 0.01],
      [2, 0],
      [2, 2],
      [4, 2],
    ];
    assert.deepEqual(simplified(line, 0.1), [line[0], line[2], line[3], line[4]]);
    const closed = [...square(0, 0, 0.1), [0, 0]];
    assert.equal(simplified(closed, 1).length, 4);
    assert.deepEqual(simplified([line[0], line[4]], 1), [line[0], line[4]]);
  });
});
