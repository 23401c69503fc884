// Shapes of the map, as paths of SVG. Pure.

/** A path whose numbers are tenths, in units of the map. */
export const inUnits = (tenths) => tenths.replace(/\d+/g, (number) => number / 10);

/** A line without length: its round end is a dot, as wide as the style sheet says, at every size of the map. */
export const dotAt = (x, y) => `M${x} ${y}h0`;

/** A circle. */
export const circleAt = (x, y, radius) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
