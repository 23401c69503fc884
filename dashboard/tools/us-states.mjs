// Generates web/data/us-states.json from the npm package us-atlas, whose TopoJSON is already projected:
//   npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
//   node us-states.mjs package/states-albers-10m.json > ../src/main/resources/web/data/us-states.json
import { readFileSync } from "node:fs";

const topology = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { scale, translate } = topology.transform;
const round = (value) => Math.round(value * 10) / 10;

/** The arcs as points of a plane of 975 x 610, y downwards. TopoJSON stores them as differences of integers. */
const arcs = topology.arcs.map((arc) => {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [round(x * scale[0] + translate[0]), round(y * scale[1] + translate[1])];
  });
});

const same = (a, b) => a !== undefined && a[0] === b[0] && a[1] === b[1];

/** A ring of points from its arcs, where ~i means arc i reversed. Leaves out points that rounding made equal. */
function ring(indices) {
  const points = indices.flatMap((i) => (i < 0 ? arcs[~i].slice().reverse() : arcs[i]));
  return points.filter((point, i) => !same(points[i - 1], point));
}

/** The polygons of a geometry, without islands that rounding leaves with fewer than four points: they are too small to see. */
const polygons = (geometry) =>
  (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs)
    .map((rings) => rings.map(ring).filter((points) => points.length >= 4))
    .filter((rings) => rings.length > 0);

const features = topology.objects.states.geometries
  .slice()
  .sort((a, b) => a.id.localeCompare(b.id))
  .map((geometry) => ({
    type: "Feature",
    id: geometry.id,
    properties: { name: geometry.properties.name },
    geometry: { type: "MultiPolygon", coordinates: polygons(geometry) },
  }));

console.log('{"type":"FeatureCollection","features":[');
console.log(features.map((feature) => JSON.stringify(feature)).join(",\n"));
console.log("]}");
