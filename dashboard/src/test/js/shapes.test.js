import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { centreOf } from "../../main/resources/web/lib/shapes.js";

const square = (x, y, side) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

/** Whether a point lies inside a ring: a ray from it crosses the ring an odd number of times. */
function inside([x, y], ring) {
  let odd = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  }
  return odd;
}

describe("centreOf", () => {
  it("is the centre of area, in either direction of the ring", () => {
    assert.deepEqual(centreOf({ type: "Polygon", coordinates: [square(10, 20, 4)] }), [12, 22]);
    assert.deepEqual(centreOf({ type: "Polygon", coordinates: [square(10, 20, 4).reverse()] }), [12, 22]);
  });

  it("is that of the largest part", () => {
    const coordinates = [[square(0, 0, 1)], [square(10, 20, 4)], [square(50, 50, 2)]];
    assert.deepEqual(centreOf({ type: "MultiPolygon", coordinates }), [12, 22]);
  });

  it("lies inside every state of the map", () => {
    const file = new URL("../../main/resources/web/data/us-states.json", import.meta.url);
    for (const { properties, geometry } of JSON.parse(readFileSync(file, "utf8")).features) {
      const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      const centre = centreOf(geometry);
      assert.ok(
        parts.some(([outer]) => inside(centre, outer)),
        `${properties.name}: ${centre}`,
      );
    }
  });
});
