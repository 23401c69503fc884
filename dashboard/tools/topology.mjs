// Reads TopoJSON and writes the outlines of a map: see web/data/README.md.

/** Coordinates are written in tenths of a unit of the map. */
const TENTHS = 10;

/** The arcs of a topology as points, each passed through `place`. TopoJSON stores them as differences of integers. */
export function arcsOf({ arcs, transform: { scale, translate } }, place) {
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return place([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
    });
  });
}

/** The polygons of a geometry, each a list of rings, as indices of arcs; ~i means arc i reversed. */
export const polygonsOf = ({ type, arcs }) => (type === "Polygon" ? [arcs] : type === "MultiPolygon" ? arcs : []);

/** A ring as points. Arcs meet in a point that both of them have. */
export const ringOf = (indices, arcs) =>
  indices.flatMap((i) => (i < 0 ? arcs[~i].slice().reverse() : arcs[i]).slice(1));

/** The signed area of a ring, and its centre of mass. */
export function middleOf(ring) {
  let [area, x, y] = [0, 0, 0];
  const [[left, top]] = ring; // coordinates from here on, so that small parts far from the origin lose no digits
  ring.forEach((point, i) => {
    const before = ring.at(i - 1);
    const [x0, y0, x1, y1] = [before[0] - left, before[1] - top, point[0] - left, point[1] - top];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += ((x0 + x1) * cross) / 6;
    y += ((y0 + y1) * cross) / 6;
  });
  return area === 0 ? { area, x: left, y: top } : { area, x: left + x / area, y: top + y / area };
}

/** The box around the largest polygon (by its outer ring), and the middle of that: where a label or a dot stands. */
export function placeOf(polygons) {
  const [largest] = polygons
    .map(([ring]) => ({ ring, ...middleOf(ring) }))
    .sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const extent = (of) => {
    const all = largest.ring.map((point) => point[of]);
    return Math.max(...all) - Math.min(...all);
  };
  return [largest.x, largest.y, extent(0), extent(1)].map((number) => Math.round(number * TENTHS) / TENTHS);
}

/**
 * Rings as one path of SVG, in tenths: each begins with an absolute point and goes on in steps. Rings of fewer than three
 * points after rounding are left out: they are too small to see.
 */
export function pathOf(rings) {
  return rings
    .map((ring) => ring.map((point) => point.map((number) => Math.round(number * TENTHS))))
    .map((ring) => ring.filter((point, i) => String(point) !== String(ring.at(i - 1))))
    .filter((ring) => ring.length >= 3)
    .map((ring) => {
      const steps = ring.slice(1).map((point, i) => joined([point[0] - ring[i][0], point[1] - ring[i][1]]));
      return `M${joined(ring[0])}l${steps.reduce((path, step) => path + (step.startsWith("-") ? "" : " ") + step).trim()}z`;
    })
    .join("");
}

/** Two numbers; a minus also separates. */
const joined = ([x, y]) => `${x}${y < 0 ? "" : " "}${y}`;

/** Writes the file: one feature a line. */
export function write(viewBox, features) {
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  console.log(`{"viewBox":${JSON.stringify(viewBox.join(" "))},"features":[\n${lines}\n]}`);
}
