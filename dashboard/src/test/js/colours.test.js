// Neighbouring colours of the map can be told apart by brightness alone, in both themes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inkOn, INKS, noneColour, stepColour } from "../../main/resources/web/lib/scale.js";

const COUNT = 6;

/** Relative luminance and contrast by WCAG 2. */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe("colours of the map", () => {
  for (const theme of ["light", "dark"]) {
    it(`differ from step to step (${theme})`, () => {
      for (let count = 2; count <= COUNT; count++) {
        const steps = Array.from({ length: count }, (_, i) => stepColour(i, count, theme));
        steps.slice(1).forEach((step, i) => {
          const found = contrast(steps[i], step);
          assert.ok(found >= 1.4, `${steps[i]} and ${step}: ${found.toFixed(2)}`);
          const grows = luminance(step) > luminance(steps[i]);
          assert.equal(grows, theme === "dark", "more is further from the ground");
        });
      }
    });

    it(`bear labels that can be read (${theme})`, () => {
      for (let i = -1; i < COUNT; i++) {
        const ground = i < 0 ? noneColour(theme) : stepColour(i, COUNT, theme);
        const found = contrast(INKS[inkOn(ground)], ground);
        assert.ok(found >= 4, `on ${ground}: ${found.toFixed(2)}`);
      }
    });

    it(`leave the type of the page where a state has no colour (${theme})`, () => {
      assert.equal(inkOn("transparent"), "plain");
    });

    it(`differ from that of no logins (${theme})`, () => {
      const found = contrast(noneColour(theme), stepColour(0, COUNT, theme));
      assert.ok(found >= 1.25, found.toFixed(2));
    });
  }
});
