import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnsOf, niceMax, perMinute, sparkPath } from "../../main/resources/web/lib/series.js";
import { HOUR, MINUTE, SECOND, T0 } from "./support.js";

const SLIDE = 10 * SECOND;
const windows = (from, count, logins = () => 1) =>
  Array.from({ length: count }, (_, i) => ({ start: from + i * SLIDE, logins: logins(i) }));
const isFinal = () => true;

describe("columnsOf", () => {
  it("weighs windows that say how much they count", () => {
    const two = [
      { start: T0, logins: 10, weight: 30 },
      { start: T0 + SLIDE, logins: 50, weight: 10 },
    ];
    assert.equal(columnsOf(two, T0, T0 + 3 * HOUR, SLIDE, isFinal)[0].value, 20);
  });

  it("has one column per window up to 180 windows", () => {
    const columns = columnsOf(
      windows(T0, 3, (i) => 10 * i),
      T0,
      T0 + 30 * MINUTE,
      SLIDE,
      isFinal,
    );
    assert.deepEqual(columns, [
      { start: T0, end: T0 + SLIDE, value: 0, provisional: false },
      { start: T0 + SLIDE, end: T0 + 2 * SLIDE, value: 10, provisional: false },
      { start: T0 + 2 * SLIDE, end: T0 + 3 * SLIDE, value: 20, provisional: false },
    ]);
  });

  it("joins windows beyond 180, with their mean", () => {
    const columns = columnsOf(
      windows(T0, 1_080, (i) => i),
      T0,
      T0 + 3 * HOUR,
      SLIDE,
      isFinal,
    );
    assert.equal(columns.length, 180);
    assert.equal(columns[0].end - columns[0].start, MINUTE);
    assert.equal(columns[0].value, 2.5);
    assert.equal(columns.at(-1).value, 1_076.5);
  });

  it("ignores missing windows in the mean", () => {
    const [column] = columnsOf([{ start: T0, logins: 6 }], T0, T0 + 3 * HOUR, SLIDE, isFinal);
    assert.equal(column.value, 6);
  });

  it("includes the start of the range and excludes its end", () => {
    const columns = columnsOf(windows(T0 - SLIDE, 4), T0, T0 + 2 * SLIDE, SLIDE, isFinal);
    assert.deepEqual(
      columns.map(({ start }) => start),
      [T0, T0 + SLIDE],
    );
    assert.deepEqual(columnsOf([], T0, T0 + HOUR, SLIDE, isFinal), []);
  });

  it("is provisional if any of its windows is", () => {
    const final = (start) => start < T0 + 50 * SECOND;
    const columns = columnsOf(windows(T0, 12), T0, T0 + 3 * HOUR, SLIDE, final);
    assert.deepEqual(
      columns.map(({ provisional }) => provisional),
      [true, true],
    );
    assert.equal(columnsOf(windows(T0, 5), T0, T0 + 3 * HOUR, SLIDE, final)[0].provisional, false);
  });
});

describe("niceMax", () => {
  it("is the next round number", () => {
    const cases = [
      [1, 1],
      [1.2, 2],
      [5.5, 6],
      [6.1, 8],
      [8.1, 10],
      [10, 10],
      [11, 20],
      [812, 1_000],
      [1_000, 1_000],
      [31_000, 40_000],
    ];
    for (const [value, expected] of cases) assert.equal(niceMax(value), expected, `of ${value}`);
  });
});

describe("perMinute", () => {
  const rates = (from, count) =>
    Array.from({ length: count }, (_, i) => ({ start: from + i * SLIDE, rejected: 1, late: i % 2 }));

  it("sums the stretches of each whole minute", () => {
    assert.deepEqual(perMinute(rates(T0 - 10 * SECOND, 20), SLIDE), [
      { start: T0, rejected: 6, late: 3 },
      { start: T0 + MINUTE, rejected: 6, late: 3 },
      { start: T0 + 2 * MINUTE, rejected: 6, late: 3 },
    ]);
  });

  it("is not known for a minute of which a stretch is not", () => {
    const unknown = rates(T0 - 10 * SECOND, 20);
    unknown[3] = { ...unknown[3], rejected: null, late: null };
    assert.deepEqual(
      perMinute(unknown, SLIDE).map(({ rejected }) => rejected),
      [null, 6, 6],
    );
    assert.deepEqual(
      perMinute(unknown, SLIDE).map(({ late }) => late),
      [null, 3, 3],
    );
  });

  it("stands still at a steady rate, also where no number of stretches makes a minute", () => {
    for (const stretch of [7, 40, 90].map((seconds) => seconds * SECOND)) {
      const first = Math.floor(T0 / stretch) * stretch;
      const steady = Array.from({ length: 60 }, (_, i) => ({
        start: first + i * stretch,
        rejected: stretch / SECOND,
        late: 0,
      }));
      const minutes = perMinute(steady, stretch);
      assert.ok(minutes.length > 3);
      for (const { rejected } of minutes) assert.equal(Math.round(rejected), 60, `stretches of ${stretch} ms`);
    }
  });

  it("is empty without a whole minute", () => {
    assert.deepEqual(perMinute([], SLIDE), []);
    assert.deepEqual(perMinute(rates(T0 + 30 * SECOND, 6), SLIDE), []);
  });
});

describe("sparkPath", () => {
  const point = (minutes, logins) => ({ start: T0 + minutes * MINUTE, logins });

  it("ends at the right edge, with 0 at the bottom", () => {
    assert.equal(
      sparkPath([point(0, 0), point(1, 50), point(2, 100)], "logins", 2 * MINUTE),
      "M0.0 100.0L50.0 50.0L100.0 0.0",
    );
  });

  it("is empty for fewer than two known points", () => {
    assert.equal(sparkPath([], "logins", HOUR), "");
    assert.equal(sparkPath([point(0, 5)], "logins", HOUR), "");
    assert.equal(sparkPath([point(0, 5), { start: T0 + MINUTE, logins: null }], "logins", HOUR), "");
  });

  it("has a gap where points are more than 90 s apart", () => {
    const path = sparkPath([point(0, 1), point(1.5, 1), point(3.1, 1), point(4, 1)], "logins", 4 * MINUTE);
    assert.deepEqual(path.match(/[ML]/g), ["M", "L", "M", "L"]);
  });

  it("leaves out nulls, and is flat at the bottom for zeros", () => {
    const points = [point(0, 0), { start: T0 + MINUTE, logins: null }, point(1.2, 0)];
    assert.equal(sparkPath(points, "logins", 1.2 * MINUTE), "M0.0 100.0L100.0 100.0");
  });
});
