// Geometry of the map. Pure.

/** Twice the signed area of a ring, and its centre of area. */
function centreOfRing(ring) {
  let area = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    const part = x1 * y2 - x2 * y1;
    area += part;
    x += (x1 + x2) * part;
    y += (y1 + y2) * part;
  });
  return { area: Math.abs(area), x: x / (3 * area), y: y / (3 * area) };
}

/** The centre of the largest part of a GeoJSON polygon or multipolygon. */
export function centreOf({ type, coordinates }) {
  const parts = type === "Polygon" ? [coordinates] : coordinates;
  const centres = parts.map(([outer]) => centreOfRing(outer));
  const { x, y } = centres.reduce((largest, part) => (part.area > largest.area ? part : largest));
  return [x, y];
}
