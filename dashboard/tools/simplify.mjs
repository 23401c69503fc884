// Leaves out points of a line that change its shape least (Visvalingam and Whyatt, 1993).

const areaOf = ([x0, y0], [x1, y1], [x2, y2]) => Math.abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2;

/**
 * The points of a line without those whose triangle with their neighbours is smaller than an area. Ends stay, so that
 * lines still meet; a closed line keeps four points.
 */
export function simplified(points, leastArea) {
  const kept = points.slice();
  const closed = String(points[0]) === String(points.at(-1));
  const areas = kept.map((point, i) =>
    i === 0 || i === kept.length - 1 ? Infinity : areaOf(kept[i - 1], point, kept[i + 1]),
  );
  while (kept.length > (closed ? 4 : 2)) {
    let least = 1;
    for (let i = 2; i < areas.length - 1; i++) if (areas[i] < areas[least]) least = i;
    if (areas[least] >= leastArea) break;
    const area = areas[least];
    kept.splice(least, 1);
    areas.splice(least, 1);
    // A neighbour must not seem smaller than what was left out before it, or whole capes would follow.
    for (const i of [least - 1, least]) {
      if (i > 0 && i < kept.length - 1) areas[i] = Math.max(area, areaOf(kept[i - 1], kept[i], kept[i + 1]));
    }
  }
  return kept;
}
