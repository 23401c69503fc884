import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HeldScale, weightOf } from "../../main/resources/web/lib/held-scale.js";
import { classOf, stepsFor } from "../../main/resources/web/lib/scale.js";

const SLIDE = 10_000;
const WEIGHT = weightOf({ lengthMillis: 30_000, slideMillis: SLIDE });
/** Inhabitants in thousands: about those of the states, from the largest to the smallest territory. */
const THOUSANDS = [
  39500, 29100, 21500, 20200, 13000, 12800, 11800, 10700, 10400, 10100, 9300, 8600, 7700, 7200, 7000, 6900, 6800, 6200,
  6200, 5900, 5800, 5700, 5100, 5000, 4700, 4500, 4200, 4000, 3600, 3300, 3300, 3200, 3100, 3000, 2900, 2100, 2000,
  1800, 1800, 1500, 1400, 1400, 1100, 1100, 990, 890, 780, 730, 690, 640, 580, 154, 87, 50, 47,
];
const ALL = THOUSANDS.reduce((a, b) => a + b);

/** Random numbers from 0 to 1, the same for each seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function poisson(mean, random) {
  if (mean > 60) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++;
  return count;
}

/** A page that is open while logins come by chance, at a rate per second that may change. */
class Watch {
  scale = new HeldScale();
  now = 1_000_000;
  legends = new Set();
  changed = new Set(); // places whose class changed
  #random;
  #panes; // logins of each place in the newest three slides
  #classes = null;

  constructor(seed, rate, perMillion = false) {
    this.#random = randomOf(seed);
    this.perMillion = perMillion;
    this.#panes = [0, 1, 2].map(() => this.#pane(rate));
  }

  #pane(rate) {
    return THOUSANDS.map((people) => poisson((rate * SLIDE * people) / ALL / 1000, this.#random));
  }

  show(options = {}) {
    const entries = THOUSANDS.map((people, i) => {
      const logins = this.#panes.reduce((sum, pane) => sum + pane[i], 0);
      const one = this.perMillion ? 1000 / people : 1;
      return { locale: `S${i}`, value: logins * one, one };
    });
    const at = Math.floor(this.now / SLIDE) * SLIDE;
    const shown = this.scale.classes("logins", at, entries, {
      now: this.now,
      weight: WEIGHT,
      steady: true,
      ...options,
    });
    this.legends.add(shown.steps.join());
    for (const [locale, index] of shown.classes) {
      if (this.#classes && this.#classes.get(locale) !== index) this.changed.add(locale);
    }
    this.#classes = shown.classes;
    return { ...shown, entries };
  }

  /** Shows ten times per window, as the page does while late logins correct it. */
  run(millis, rate) {
    let shown;
    for (const end = this.now + millis; this.now < end; this.now += SLIDE) {
      this.#panes = [...this.#panes.slice(1), this.#pane(rate)];
      for (let i = 0; i < 10; i++) shown = this.show({ now: this.now + i * 1_000 });
    }
    return shown;
  }

  forget() {
    this.legends.clear();
    this.changed.clear();
  }
}

describe("HeldScale under a steady load", () => {
  for (const perMillion of [false, true]) {
    for (const rate of [50, 250, 1000]) {
      it(`keeps the legend and nearly all classes for 10 min: ${rate}/s${perMillion ? ", per million" : ""}`, () => {
        for (let seed = 1; seed <= 10; seed++) {
          const watch = new Watch(seed, rate, perMillion);
          watch.run(60_000, rate);
          watch.forget();
          watch.run(600_000, rate);
          assert.equal(watch.legends.size, 1, `seed ${seed}: ${[...watch.legends].join(" / ")}`);
          const few = rate === 50 ? 12 : 6; // at 50/s a quarter of the places have less than five logins in a window
          assert.ok(watch.changed.size <= few, `seed ${seed}: ${[...watch.changed].join(", ")}`);
        }
      });
    }
  }
});

describe("HeldScale when the load changes", () => {
  for (const [from, to] of [
    [50, 150],
    [250, 750],
    [750, 250],
  ]) {
    it(`follows from ${from}/s to ${to}/s within 90 s`, () => {
      for (let seed = 1; seed <= 5; seed++) {
        const watch = new Watch(seed, from);
        watch.run(300_000, from);
        const { steps, classes, entries } = watch.run(90_000, to);
        const largest = entries[0].value;
        assert.ok(steps.at(-1) <= largest * 1.7 && steps.at(-1) * 5 >= largest, `${steps} for ${largest}`);
        for (const { locale, value } of entries.slice(0, 10)) {
          assert.ok(Math.abs(classes.get(locale) - classOf(value, steps)) <= 1, `${locale}: ${value} in ${steps}`);
        }
      }
    });
  }

  it("shows the jump of one place at once", () => {
    const scale = new HeldScale();
    const show = (at, ...values) =>
      scale.classes(
        "logins",
        at,
        values.map((value, i) => ({ locale: `S${i}`, value, one: 1 })),
        { now: at, weight: WEIGHT, steady: true },
      ).classes;
    for (let at = 0; at < 100_000; at += SLIDE) show(at, 500, 100, 10);
    assert.equal(show(100_000, 500, 100, 100).get("S2"), show(100_000, 500, 100, 100).get("S1"));
  });
});

describe("HeldScale", () => {
  const START = 1_000_000;
  const entries = (...values) => values.map((value, i) => ({ locale: `S${i}`, value, one: 1 }));
  const show = (scale, key, values, now, options = {}) =>
    scale.classes(key, now, entries(...values), { now, weight: WEIGHT, steady: true, ...options });

  it("has the best steps from the start, even if it is held then", () => {
    assert.deepEqual(
      show(new HeldScale(), "logins", [100, 200], START, { hold: true }).steps,
      stepsFor([100, 200], 0.2),
    );
  });

  it("never changes its steps while it is held", () => {
    const scale = new HeldScale();
    const { steps } = show(scale, "logins", [100, 200], START);
    for (let now = START; now < START + 600_000; now += SLIDE) {
      assert.deepEqual(show(scale, "logins", [1_000, 2_000], now, { hold: true }).steps, steps);
    }
  });

  it("switches between measures at once, and keeps each apart", () => {
    const scale = new HeldScale();
    const logins = show(scale, "logins", [100, 200], START).steps;
    assert.deepEqual(show(scale, "visits", [5_000, 9_000], START + 1_000).steps, stepsFor([5_000, 9_000], 0.2));
    assert.deepEqual(show(scale, "logins", [105, 205], START + 2_000).steps, logins);
  });

  it("starts anew with a measure that was not shown for long", () => {
    const scale = new HeldScale();
    show(scale, "logins", [100, 200], START);
    show(scale, "visits", [100, 200], START + 30_000);
    assert.deepEqual(show(scale, "logins", [120, 250], START + 120_000).steps, stepsFor([120, 250], 0.2));
  });

  it("grows with the first windows", () => {
    const scale = new HeldScale();
    show(scale, "logins", [1, 2], START, { steady: false });
    assert.deepEqual(
      show(scale, "logins", [100, 200], START + 1_000, { steady: false }).steps,
      stepsFor([100, 200], 0.2),
    );
    assert.deepEqual(show(scale, "logins", [700, 1400], START + 30_000).steps, stepsFor([700, 1400], 0.2));
  });

  it("has exact classes for a moment of the past", () => {
    const scale = new HeldScale();
    const { steps } = show(scale, "logins", [100, 200], START);
    for (const value of [199, 150, 101, 130]) {
      const { classes } = show(scale, "logins", [value, 200], START + 1_000, { steady: false });
      assert.equal(classes.get("S0"), classOf(value, steps));
    }
  });

  it("has exact classes for totals", () => {
    const scale = new HeldScale();
    const total = (value, now) =>
      scale.classes(
        "visits",
        now,
        [
          { locale: "S0", value, one: null },
          { locale: "S1", value: 900, one: null },
        ],
        {
          now,
          weight: WEIGHT,
          steady: true,
        },
      );
    const { steps } = total(500, START);
    for (const value of [501, 600, 640, 700])
      assert.equal(total(value, START + value).classes.get("S0"), classOf(value, steps));
  });

  it("shows the first login of a place at once, and takes its colour away after a minute without any", () => {
    const scale = new HeldScale();
    const index = (value, now) => show(scale, "logins", [value, 50, 100], now).classes.get("S0");
    assert.equal(index(0, START), -1);
    assert.equal(index(1, START + SLIDE), 0);
    assert.equal(index(0, START + 4 * SLIDE), 0);
    assert.equal(index(0, START + 9 * SLIDE), 0);
    assert.equal(index(0, START + 10 * SLIDE), -1);
  });

  it("has no class for unknown values, and no steps without logins", () => {
    const scale = new HeldScale();
    assert.deepEqual(show(scale, "logins", [0, null], START), {
      steps: [],
      classes: new Map([
        ["S0", -1],
        ["S1", -1],
      ]),
    });
    const { classes } = show(scale, "logins", [5, null], START + 1_000);
    assert.ok(classes.get("S0") >= 0);
    assert.equal(classes.get("S1"), -1);
  });
});
