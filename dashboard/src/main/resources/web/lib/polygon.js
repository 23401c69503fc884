// Where the label of a state stands on the map. Pure.

/** The area of a ring of points [x, y], and its centre of mass. */
function middleOf(ring) {
  let area = 0;
  let x = 0;
  let y = 0;
  const [[left, top]] = ring; // coordinates from here on, so that small parts far from the origin lose no digits
  ring.forEach((point, i) => {
    const before = ring.at(i - 1);
    const [x0, y0, x1, y1] = [before[0] - left, before[1] - top, point[0] - left, point[1] - top];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += ((x0 + x1) * cross) / 6;
    y += ((y0 + y1) * cross) / 6;
  });
  return { area: Math.abs(area), x: left + x / area, y: top + y / area };
}

/**
 * The middle of the largest part of a GeoJSON multi-polygon, and the size of the box around that part.
 *
 * @returns {{x: number, y: number, width: number, height: number}}
 */
export function labelPlace(geometry) {
  const largest = geometry.coordinates
    .map(([ring]) => ({ ring, ...middleOf(ring) }))
    .reduce((a, b) => (b.area > a.area ? b : a));
  const extent = (of) => {
    const all = largest.ring.map((point) => point[of]);
    return Math.max(...all) - Math.min(...all);
  };
  return { x: largest.x, y: largest.y, width: extent(0), height: extent(1) };
}
