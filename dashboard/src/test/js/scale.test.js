import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  classColour,
  classOf,
  noneColour,
  stepColour,
  stepLabel,
  stepsFor,
} from "../../main/resources/web/lib/scale.js";

const labels = (steps, unit = "count") => steps.map((_, i) => stepLabel(steps, i, unit));

describe("stepsFor", () => {
  it("has no step without a positive value", () => {
    assert.deepEqual(stepsFor([]), []);
    assert.deepEqual(stepsFor([0, 0, null]), []);
    assert.deepEqual(stepsFor([NaN, undefined]), []);
  });

  it("is logarithmic where values spread widely: the last six of 1, 2, 5, 10, ...", () => {
    assert.deepEqual(stepsFor([1, 15, 45, 400, 900]), [10, 20, 50, 100, 200, 500]);
    assert.deepEqual(stepsFor([1, 20]), [1, 2, 5, 10, 20]);
  });

  it("is as wide as it must be, so that one large country does not give all others the first colour", () => {
    assert.deepEqual(stepsFor([1, 1, 5, 40, 900]), [1, 3, 10, 30, 100, 300]);
    const countries = [2, 5, 9, 14, 31, 44, 80, 90, 130, 400, 70_000];
    assert.deepEqual(stepsFor(countries), [1, 10, 100, 1_000, 10_000]);
    assert.equal(new Set(countries.map((value) => classOf(value, stepsFor(countries)))).size, 4);
    const rates = [0.02, 0.1, 0.3, 0.5, 0.8, 0.9, 2, 3, 550];
    assert.deepEqual(stepsFor(rates), [0.01, 0.1, 1, 10, 100]);
    const states = Array.from({ length: 56 }, (_, i) => Math.round(40_000 / (i + 1)));
    assert.deepEqual(stepsFor(states), [500, 1_000, 2_000, 5_000, 10_000, 20_000], "states keep the finest steps");
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
    assert.deepEqual(stepsFor([0.3, 0.7]), [0.3, 0.4, 0.5, 0.6, 0.7]);
    assert.deepEqual(stepsFor([0.01, 0.7]), [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]);
    assert.deepEqual(stepsFor([0.1, 2.5]), [0.1, 0.2, 0.5, 1, 2]);
  });

  it("has steps at least as far apart as asked", () => {
    assert.deepEqual(stepsFor([1_000, 1_090], 0.2), [1_000]);
    assert.deepEqual(stepsFor([15, 19, 24], 0.2), [15, 20]);
    assert.deepEqual(stepsFor([1, 1, 5, 40, 900], 0.2), stepsFor([1, 1, 5, 40, 900]));
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

describe("classOf", () => {
  const steps = [10, 20, 50];

  it("is the last step that the value reaches", () => {
    assert.deepEqual(
      [10, 19.9, 20, 1e9].map((value) => classOf(value, steps)),
      [0, 0, 1, 2],
    );
  });

  it("is the first step for smaller values", () => {
    assert.equal(classOf(1, steps), 0);
  });

  it("is -1 for 0, null, and a scale without steps", () => {
    assert.equal(classOf(0, steps), -1);
    assert.equal(classOf(null, steps), -1);
    assert.equal(classOf(5, []), -1);
  });
});

describe("classColour", () => {
  it("has a colour of its own for no class", () => {
    for (const theme of ["light", "dark"]) {
      assert.equal(classColour(-1, 3, theme), noneColour(theme));
      assert.equal(classColour(1, 3, theme), stepColour(1, 3, theme));
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
  it("has the sign of percent at every step", () => {
    assert.deepEqual(labels([0, 5, 10], "percent"), ["< 5 %", "5 %", "10 %+"]);
  });

  it("marks that the first colour includes smaller numbers and the last larger ones", () => {
    assert.deepEqual(labels([10, 20, 50]), ["< 20", "20", "50+"]);
    assert.deepEqual(labels([0, 500, 1_000]), ["< 500", "500", "1,000+"]);
  });

  it("starts with 1 for counts, of which none is smaller", () => {
    assert.deepEqual(labels([1, 2, 5]), ["1", "2", "5+"]);
    assert.deepEqual(labels([1]), ["1+"]);
  });

  it('starts with "<" for rates, which can be smaller than 1', () => {
    assert.deepEqual(labels([1, 2, 5], "million"), ["< 2", "2", "5+"]);
  });
});
