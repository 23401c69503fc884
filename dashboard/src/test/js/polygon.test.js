import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { labelPlace } from "../../main/resources/web/lib/polygon.js";

const square = (x, y, side) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

describe("labelPlace", () => {
  it("is the middle of the largest part", () => {
    const geometry = { coordinates: [[square(0, 0, 2)], [square(100, 50, 10)], [square(7, 7, 1)]] };
    assert.deepEqual(labelPlace(geometry), { x: 105, y: 55, width: 10, height: 10 });
  });

  it("does not depend on the direction of the ring", () => {
    const ring = square(100, 50, 10);
    const there = labelPlace({ coordinates: [[ring]] });
    assert.deepEqual(labelPlace({ coordinates: [[[...ring].reverse()]] }), there);
  });

  it("lies within the box of every state", () => {
    const map = new URL("../../main/resources/web/data/us-states.json", import.meta.url);
    for (const { id, geometry } of JSON.parse(readFileSync(map)).features) {
      const points = geometry.coordinates.flat(2);
      const { x, y } = labelPlace(geometry);
      for (const [of, value] of [
        [0, x],
        [1, y],
      ]) {
        const all = points.map((point) => point[of]);
        assert.ok(value > Math.min(...all) && value < Math.max(...all), id);
      }
    }
  });
});
