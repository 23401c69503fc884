// Generates web/data/us-states.json from the npm package us-atlas, whose TopoJSON is already projected:
//   npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
//   node us-states.mjs package/states-albers-10m.json > ../src/main/resources/web/data/us-states.json
import { readFileSync } from "node:fs";
import { arcsOf, pathOf, placeOf, polygonsOf, ringOf, write } from "./topology.mjs";

/** The part of the plane of 975 x 610 that has states. */
const VIEW = [-58, 12, 1016, 596];

const topology = JSON.parse(readFileSync(process.argv[2], "utf8"));
const arcs = arcsOf(topology, (point) => point);

const features = topology.objects.states.geometries
  .slice()
  .sort((a, b) => a.id.localeCompare(b.id))
  .map((geometry) => {
    const polygons = polygonsOf(geometry).map((rings) => rings.map((ring) => ringOf(ring, arcs)));
    return { id: geometry.id, name: geometry.properties.name, place: placeOf(polygons), path: pathOf(polygons.flat()) };
  });

write(VIEW, features);
