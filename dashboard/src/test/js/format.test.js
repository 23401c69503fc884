import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  age,
  brief,
  dayAndTime,
  duration,
  grouped,
  inlineJson,
  inUnit,
  ordinal,
  parseTime,
  percent,
  period,
  points,
  rate,
  share,
  short,
  shortInUnit,
  timeOfDay,
} from "../../main/resources/web/lib/format.js";
import { showTimesIn } from "../../main/resources/web/lib/zone.js";
import { HOUR, MINUTE } from "./support.js";

/** Asserts the result of a function for each input. */
const table = (format, cases) => {
  for (const [input, expected] of cases) assert.equal(format(input), expected, `of ${input}`);
};

describe("numbers", () => {
  it("grouped has commas and no fraction", () => {
    table(grouped, [
      [0, "0"],
      [999, "999"],
      [1_000, "1,000"],
      [12_345.6, "12,346"],
      [1_284_113, "1,284,113"],
    ]);
  });

  it("share is in percent, and 0 only where it is 0", () => {
    table(share, [
      [0, "0 %"],
      [0.01, "< 0.1 %"],
      [0.05, "0.1 %"],
      [3.14, "3.1 %"],
      [9.94, "9.9 %"],
      [9.96, "10 %"],
      [99.6, "100 %"],
    ]);
  });

  it("points have a sign", () => {
    table(points, [
      [1.25, "+1.3 points"],
      [-0.5, "−0.5 points"],
      [0, "+0.0 points"],
    ]);
  });

  it("inUnit and shortInUnit write counts, numbers per million, and percent", () => {
    const units = ["count", "million", "percent"];
    assert.deepEqual(
      units.map((unit) => inUnit(12_345.6, unit)),
      ["12,346", "12,346", "12,346 %"],
    );
    assert.deepEqual(
      units.map((unit) => shortInUnit(12_345, unit)),
      ["12.3k", "12.3k", "12,345 %"],
    );
  });

  it("a number per million is 0 only where it is 0, in full and on a wall", () => {
    const inFull = (number) => inUnit(number, "million");
    table(inFull, [
      [0, "0.0"],
      [0.0007, "< 0.1"],
      [0.0499, "< 0.1"],
      [0.05, "0.1"],
      [34.06, "34.1"],
    ]);
    table(brief, [
      [0, "0"],
      [0.0007, "<0.1"],
    ]);
  });

  it("rate has one decimal below 100, and none above", () => {
    table(rate, [
      [0, "0.0"],
      [34.06, "34.1"],
      [99.94, "99.9"],
      [100, "100"],
      [1_001.6, "1,002"],
      [99.95, "100"], // it rounds up to 100
      [99.99, "100"],
    ]);
  });

  it("short has at most six characters, and two significant digits for fractions below 10", () => {
    table(short, [
      [0, "0"],
      [812, "812"],
      [9_949, "9,949"],
      [9_950, "10.0k"],
      [12_345, "12.3k"],
      [999_499, "999.5k"],
      [999_500, "1.0M"],
      [1_284_113, "1.3M"],
      [0.025, "0.025"], // two significant digits below 10
      [0.5, "0.50"],
      [3.14159, "3.1"],
      [9.97, "10"],
      [56.7, "57"],
    ]);
    for (let number = 1; number < 1e8; number = Math.ceil(number * 1.07)) {
      assert.ok(short(number).length <= 6, `${number}: ${short(number)}`);
    }
  });

  it("brief has at most four characters", () => {
    table(brief, [
      [0, "0"],
      [812, "812"],
      [999.6, "1.0k"],
      [1_000, "1.0k"],
      [9_949, "9.9k"],
      [9_950, "10k"],
      [123_456, "123k"],
      [999_499, "999k"],
      [999_500, "1.0M"],
      [12_300_000, "12M"],
      [0.0007, "<0.1"],
      [0.0499, "<0.1"],
      [0.05, "0.05"],
      [0.34, "0.34"],
      [3.14159, "3.1"],
      [56.7, "57"],
    ]);
    for (let number = 1; number < 9e8; number = Math.ceil(number * 1.07)) {
      assert.ok(brief(number).length <= 4, `${number}: ${brief(number)}`);
    }
  });

  it('percent has a sign, one decimal below 10 %, and "new" without a base', () => {
    table(percent, [
      [0.0314, "+3.1 %"],
      [-0.12, "−12 %"],
      [0, "+0.0 %"],
      [0.0994, "+9.9 %"],
      [0.0995, "+10 %"],
      [-0.0996, "−10 %"],
      [12.5, "+1,250 %"],
      [null, "new"],
    ]);
  });

  it("ordinal handles 11 to 13", () => {
    table(ordinal, [
      [1, "1st"],
      [2, "2nd"],
      [3, "3rd"],
      [4, "4th"],
      [10, "10th"],
      [11, "11th"],
      [12, "12th"],
      [13, "13th"],
      [21, "21st"],
      [58, "58th"],
      [101, "101st"],
      [111, "111th"],
    ]);
  });
});

describe("times", () => {
  // Local times, so that the tests pass in every time zone.
  const local = (day, hour, minute, second) => new Date(2026, 2, day, hour, minute, second).getTime();

  it("parseTime is null where the server gave no time", () => {
    assert.equal(parseTime("1970-01-01T00:00:00.000Z"), 0);
    assert.equal(parseTime("2026-03-01T12:00:00.123Z"), Date.UTC(2026, 2, 1, 12, 0, 0, 123));
    assert.equal(parseTime(null), null);
    assert.equal(parseTime(undefined), null);
    assert.equal(parseTime(""), null);
  });

  it("timeOfDay has 24 hours and leading zeros", () => {
    assert.equal(timeOfDay(local(1, 16, 34, 12)), "16:34:12");
    assert.equal(timeOfDay(local(1, 0, 0, 5)), "00:00:05");
  });

  it("dayAndTime names the day unless it is today", () => {
    const now = local(2, 0, 30, 0);
    assert.equal(dayAndTime(local(2, 0, 10, 0), now), "00:10:00");
    assert.match(dayAndTime(local(1, 23, 50, 0), now), /^1 Mar,? 23:50$/);
  });

  it("duration changes its unit with its size", () => {
    table(duration, [
      [0, "0 ms"],
      [99.4, "99 ms"],
      [100, "0.1 s"],
      [340, "0.3 s"],
      [9_940, "9.9 s"],
      [10_000, "10 s"],
      [119_400, "119 s"],
      [2 * MINUTE, "2 min"],
      [119 * MINUTE, "119 min"],
      [2 * HOUR, "2 h"],
      [47.6 * HOUR, "48 h"],
    ]);
  });

  it("duration and age have no decimal where they round up to 10 s", () => {
    assert.equal(duration(9_960), "10 s");
    assert.equal(age(9_960), "10 s");
  });

  it("age is in tenths of a second below 10 s, and never negative", () => {
    table(age, [
      [-300, "0.0 s"],
      [0, "0.0 s"],
      [49, "0.0 s"],
      [140, "0.1 s"],
      [9_900, "9.9 s"],
      [45_000, "45 s"],
      [5 * MINUTE, "5 min"],
    ]);
  });
});

describe("inlineJson", () => {
  it("is JSON on one line, with spaces", () => {
    const value = { locale: "CA", window: { start: "a", end: "b" }, logins: 3, none: null, list: [1, 2] };
    const text = inlineJson(value);
    assert.equal(
      text,
      '{"locale": "CA", "window": {"start": "a", "end": "b"}, "logins": 3, "none": null, "list": [1,2]}',
    );
    assert.deepEqual(JSON.parse(text), value);
  });

  it("escapes names and texts", () => {
    const value = { 'a"b': 'line\nbreak "quoted" <script>' };
    assert.deepEqual(JSON.parse(inlineJson(value)), value);
    assert.equal(inlineJson({}), "{}");
  });
});

it("period has its day where that is not today", () => {
  const start = Date.UTC(2026, 2, 1, 14, 3, 20);
  showTimesIn("utc");
  assert.equal(period(start, start + 30_000, start + MINUTE), "14:03:20 – 14:03:50");
  assert.equal(period(start, start + 30_000, start + 24 * HOUR), "1 Mar, 14:03:20 – 14:03:50");
  showTimesIn("local");
});
