import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judgedNumbers, verdict } from "../../main/resources/web/model/thresholds.js";
import { liveFrame } from "../../main/resources/web/model/frame.js";
import { HOUR, iso, MINUTE, row, SECOND, snapshot, storeWith, T0 } from "./support.js";

const THRESHOLDS = [
  { tile: "rejected", level: "warn", side: "above", bound: 60 },
  { tile: "rejected", level: "alarm", side: "above", bound: 6_000 },
  { tile: "logins", level: "warn", side: "below", bound: 0.5 },
];

describe("verdict", () => {
  it("is beyond a bound only, not at it", () => {
    assert.equal(verdict("rejected", 60, THRESHOLDS), null);
    assert.deepEqual(verdict("rejected", 61, THRESHOLDS), { level: "warn", text: "warning: above 60 / min" });
    assert.equal(verdict("logins", 0.5, THRESHOLDS), null);
    assert.deepEqual(verdict("logins", 0, THRESHOLDS), { level: "warn", text: "warning: below 0.5 / s" });
  });

  it("is the most serious one", () => {
    assert.deepEqual(verdict("rejected", 6_001, THRESHOLDS), { level: "alarm", text: "alarm: above 6,000 / min" });
  });

  it("names a small bound as it was set", () => {
    const small = [{ tile: "logins", level: "alarm", side: "below", bound: 0.04 }];
    assert.equal(verdict("logins", 0, small).text, "alarm: below 0.04 / s");
  });

  it("is none for other tiles and for what is not known", () => {
    assert.equal(verdict("late", 1e9, THRESHOLDS), null);
    assert.equal(verdict("logins", null, THRESHOLDS), null);
    assert.equal(verdict("logins", undefined, THRESHOLDS), null);
  });
});

describe("judgedNumbers", () => {
  const store = storeWith({ snapshot: snapshot(T0, []) });
  const rates = [
    { start: iso(T0 - MINUTE), rejected: 5, late: 1 },
    { start: iso(T0 - 10 * SECOND), rejected: 2, late: 0 },
    { start: iso(T0), rejected: 100, late: 100 },
  ];
  store.history.addPast(T0 - 10 * MINUTE, { windows: [] }, { rates }, store.history.losses);
  const totals = { users: 3, logins: 4, devices: 5 };

  const live = (asOf) => ({
    kind: "live",
    known: true,
    window: { start: T0 - 30_000, end: T0, full: true },
    totals,
    perSecond: 2.5,
    ratesSince: T0 - HOUR,
    asOf,
  });

  it("takes rejected and late ones of the last whole minute", () => {
    const frame = live(T0 + 59 * SECOND);
    assert.deepEqual(judgedNumbers(store, frame), {
      logins: 2.5,
      users: 3,
      devices: 5,
      rejected: 7,
      late: 1,
    });
    const past = { ...frame, kind: "past", window: { start: T0, end: T0 + MINUTE } };
    assert.equal(judgedNumbers(store, past).rejected, 100);
  });

  it("is about the moment that a frame shows, also once the page is paused", () => {
    const paused = liveFrame(storeWith({ snapshot: snapshot(T0, [], { asOf: T0 + 59 * SECOND }) }), T0 + 59 * SECOND);
    assert.equal(judgedNumbers(store, { ...paused, ratesSince: T0 - HOUR }).rejected, 7);
    store.asOf = T0 + 2 * MINUTE;
    assert.equal(judgedNumbers(store, { ...paused, ratesSince: T0 - HOUR }).rejected, 7);
  });

  it("takes them per minute where no number of slides makes a minute", () => {
    const rejectedAt = (slide, asOf) => {
      const other = storeWith({ snapshot: snapshot(T0, [], { asOf }) });
      other.windowing = { ...other.windowing, slideMillis: slide, lengthMillis: 2 * slide };
      const first = Math.floor((T0 - 10 * MINUTE) / slide) * slide;
      const steady = Array.from({ length: Math.ceil((15 * MINUTE) / slide) }, (_, i) => ({
        start: iso(first + i * slide),
        rejected: (6 * slide) / SECOND,
        late: 0,
      }));
      other.history.addPast(first, { windows: [] }, { rates: steady }, 0);
      return judgedNumbers(other, live(asOf)).rejected;
    };
    for (const slide of [7, 25, 40, 50, 90].map((seconds) => seconds * SECOND)) {
      for (let asOf = T0; asOf < T0 + 3 * MINUTE; asOf += 7 * SECOND) {
        assert.equal(Math.round(rejectedAt(slide, asOf)), 360, `slide of ${slide} ms`);
      }
    }
  });

  it("does not know a minute of which a part was not loaded", () => {
    const numbers = judgedNumbers(store, live(T0 - 9.5 * MINUTE));
    assert.deepEqual([numbers.rejected, numbers.late], [null, null]);
  });

  it("does not judge users and devices of a window that is still filling", () => {
    const filling = { ...live(T0), window: { start: T0, end: T0 + 30_000, full: false } };
    const { users, devices, logins } = judgedNumbers(store, filling);
    assert.deepEqual([users, devices, logins], [null, null, 2.5]);
  });

  it("is 0 while no logins come, though the last window with logins is shown", () => {
    const idle = storeWith({
      snapshot: snapshot(T0, [row(T0, "UT", 5)], { asOf: T0 + 5 * MINUTE, completeThrough: T0 + 5 * MINUTE }),
    });
    const numbers = judgedNumbers(idle, { ...live(T0 + 5 * MINUTE), asOf: idle.asOf });
    assert.deepEqual([numbers.users, numbers.devices, numbers.logins], [0, 0, 0]);
    assert.equal(judgedNumbers(idle, live(T0)).users, 3, "a page that was paused before");
  });

  it("knows nothing before the server does", () => {
    const frame = { kind: "live", known: false, window: null, totals, perSecond: 0 };
    assert.deepEqual(Object.values(judgedNumbers(store, frame)), [null, null, null, null, null]);
  });
});
