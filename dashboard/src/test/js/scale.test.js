import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  colourOf,
  HeldScale,
  noneColour,
  stepColour,
  stepLabel,
  stepsFor,
} from "../../main/resources/web/lib/scale.js";

const labels = (steps, perMillion) => steps.map((_, i) => stepLabel(steps, i, perMillion));

describe("stepsFor", () => {
  it("has no step without a positive value", () => {
    assert.deepEqual(stepsFor([]), []);
    assert.deepEqual(stepsFor([0, 0, null]), []);
    assert.deepEqual(stepsFor([NaN, undefined]), []);
  });

  it("is logarithmic where values spread widely: the last six of 1, 2, 5, 10, ...", () => {
    assert.deepEqual(stepsFor([1, 1, 5, 40, 900]), [10, 20, 50, 100, 200, 500]);
    assert.deepEqual(stepsFor([1, 20]), [1, 2, 5, 10, 20]);
  });

  it("is even where values are close together", () => {
    assert.deepEqual(stepsFor([100, 120, 160, 200]), [100, 120, 140, 160, 180, 200]);
    assert.deepEqual(stepsFor([1_000, 1_090]), [1_000, 1_020, 1_040, 1_060, 1_080]);
  });

  it("has one step, above 0, where all values are the same", () => {
    assert.deepEqual(stepsFor([70, 70, 70]), [50]);
    assert.deepEqual(stepsFor([812]), [500]);
    assert.deepEqual(stepsFor([100, 100]), [100]);
  });

  it("ignores the lowest tenth, so that one tiny state does not stretch the scale", () => {
    const values = [1, ...Array.from({ length: 19 }, (_, i) => 100 + i * 5)];
    assert.ok(stepsFor(values)[0] >= 80);
  });

  it("ignores nulls: states whose inhabitants are not known", () => {
    assert.deepEqual(stepsFor([null, 100, null, 200]), stepsFor([100, 200]));
  });

  it("has whole steps only for small counts", () => {
    assert.deepEqual(stepsFor([1]), [1]);
    assert.deepEqual(stepsFor([1, 1, 2, 5]), [1, 2, 5]);
    assert.deepEqual(stepsFor([3, 4]), [1, 2]);
  });

  it("has steps below 1 for small rates", () => {
    assert.deepEqual(stepsFor([0.3, 0.7]), [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]);
    assert.deepEqual(stepsFor([0.25, 2.5]), [0.1, 0.2, 0.5, 1, 2]);
  });

  it("always ascends, ends at or below the largest value, and has six steps at most", () => {
    for (let max = 0.01; max < 1e7; max *= 1.37) {
      for (const ratio of [1, 1.5, 3, 11, 13, 200]) {
        const steps = stepsFor([max / ratio, max]);
        const message = `${max / ratio} to ${max}: ${steps}`;
        assert.ok(steps.length >= 1 && steps.length <= 6, message);
        assert.ok(
          steps.every((step, i) => i === 0 || step > steps[i - 1]),
          message,
        );
        assert.ok(steps.at(-1) <= max, message);
      }
    }
  });
});

describe("colourOf", () => {
  const steps = [10, 20, 50];

  it("is the colour of the last step that the value reaches", () => {
    assert.equal(colourOf(10, steps, "light"), stepColour(0, 3, "light"));
    assert.equal(colourOf(19.9, steps, "light"), stepColour(0, 3, "light"));
    assert.equal(colourOf(20, steps, "light"), stepColour(1, 3, "light"));
    assert.equal(colourOf(1e9, steps, "light"), stepColour(2, 3, "light"));
  });

  it("is the colour of the first step for smaller values", () => {
    assert.equal(colourOf(1, steps, "dark"), stepColour(0, 3, "dark"));
  });

  it("has a colour of its own for 0, null, and a scale without steps", () => {
    for (const theme of ["light", "dark"]) {
      assert.equal(colourOf(0, steps, theme), noneColour(theme));
      assert.equal(colourOf(null, steps, theme), noneColour(theme));
      assert.equal(colourOf(5, [], theme), noneColour(theme));
    }
  });

  it("spreads few steps over the whole scale", () => {
    const of = (count) => Array.from({ length: count }, (_, i) => stepColour(i, count, "light"));
    assert.equal(new Set(of(6)).size, 6);
    assert.equal(new Set(of(3)).size, 3);
    assert.equal(of(2)[0], of(6)[0]);
    assert.equal(of(2)[1], of(6)[5]);
    assert.equal(of(1)[0], of(6)[2]);
  });
});

describe("stepLabel", () => {
  it("marks that the first colour includes smaller numbers and the last larger ones", () => {
    assert.deepEqual(labels([10, 20, 50]), ["< 20", "20", "50+"]);
    assert.deepEqual(labels([0, 500, 1_000]), ["< 500", "500", "1,000+"]);
  });

  it("starts with 1 for counts, of which none is smaller", () => {
    assert.deepEqual(labels([1, 2, 5]), ["1", "2", "5+"]);
    assert.deepEqual(labels([1]), ["1+"]);
  });

  it('starts with "<" for rates, which can be smaller than 1', () => {
    assert.deepEqual(labels([1, 2, 5], true), ["< 2", "2", "5+"]);
  });
});

describe("HeldScale", () => {
  const START = 1_000_000;

  it("keeps its steps for 30 s", () => {
    const scale = new HeldScale();
    scale.steps("logins", [100, 200], START);
    const settled = scale.steps("logins", [100, 200], START + 15_000);
    assert.deepEqual(scale.steps("logins", [1_000, 2_000], START + 29_999), settled);
    assert.deepEqual(scale.steps("logins", [1_000, 2_000], START + 30_000), stepsFor([1_000, 2_000]));
  });

  it("follows the values without delay for the first 15 s", () => {
    const scale = new HeldScale();
    scale.steps("logins", [1], START);
    assert.deepEqual(scale.steps("logins", [100, 200], START + 5_000), stepsFor([100, 200]));
    const later = scale.steps("logins", [100, 200], START + 15_000);
    assert.deepEqual(scale.steps("logins", [700, 800], START + 15_001), later);
  });

  it("never changes while it is held", () => {
    const scale = new HeldScale();
    const steps = scale.steps("logins", [100, 200], START);
    assert.deepEqual(scale.steps("logins", [1_000, 2_000], START + 3_600_000, true), steps);
  });

  it("has steps from the start, even if it is held then", () => {
    assert.deepEqual(new HeldScale().steps("logins", [100, 200], START, true), stepsFor([100, 200]));
  });

  it("keeps each measure apart", () => {
    const scale = new HeldScale();
    scale.steps("logins", [100, 200], START);
    assert.deepEqual(scale.steps("visits", [5_000, 9_000], START + 20_000), stepsFor([5_000, 9_000]));
    assert.deepEqual(scale.steps("logins", [5_000], START + 20_000), stepsFor([100, 200]));
  });

  it("starts again after a time without values", () => {
    const scale = new HeldScale();
    scale.steps("logins", [100, 200], START);
    assert.deepEqual(scale.steps("logins", [0], START + 40_000), []);
    scale.steps("logins", [1], START + 41_000);
    assert.deepEqual(scale.steps("logins", [100, 200], START + 42_000), stepsFor([100, 200]));
  });
});
