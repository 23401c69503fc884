import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { showTimesIn } from "../../main/resources/web/lib/zone.js";
import {
  columnText,
  fittedFrom,
  middleOf,
  placedByEnd,
  seriesTitle,
  startAt,
  valuesOf,
} from "../../main/resources/web/model/timeline.js";
import { HOUR, MINUTE, T0 } from "./support.js";

describe("seriesTitle", () => {
  it("names the measure and the window", () => {
    assert.equal(seriesTitle("logins", false, 30_000), "Logins per 30 s window");
    assert.equal(seriesTitle("users", true, 60_000), "Unique users per 60 s window, per million");
    assert.equal(seriesTitle("failure-rate", true, 30_000), "Failure rate per 30 s window");
  });
});

describe("valuesOf", () => {
  const windows = [
    { start: T0, logins: 6, users: 4, devices: null },
    { start: T0 + 10_000, logins: 8, users: null, devices: null },
  ];

  it("are those of the measure; visits are logins", () => {
    assert.deepEqual(
      valuesOf(windows, "logins", null).map(({ logins }) => logins),
      [6, 8],
    );
    assert.deepEqual(valuesOf(windows, "visits", null), valuesOf(windows, "logins", null));
  });

  it("of failure rates weigh as much as there were logins, and are none without any", () => {
    const failing = [
      { start: T0, logins: 6, failed: 2 },
      { start: T0 + 10_000, logins: 0, failed: 0 },
    ];
    assert.deepEqual(valuesOf(failing, "failure-rate", 2_000_000), [{ start: T0, logins: 25, weight: 8 }]);
    assert.deepEqual(valuesOf(failing, "failed", null)[0], { start: T0, logins: 2 });
  });

  it("leave out what is not known", () => {
    assert.deepEqual(valuesOf(windows, "users", null), [{ start: T0, logins: 4 }]);
    assert.deepEqual(valuesOf(windows, "devices", null), []);
  });

  it("are rates with a number of inhabitants", () => {
    assert.deepEqual(valuesOf(windows, "users", 2_000_000), [{ start: T0, logins: 2 }]);
  });
});

describe("fittedFrom", () => {
  it("is the start of the data, until the axis is full", () => {
    assert.equal(fittedFrom(T0 - HOUR, T0, T0 - 10 * MINUTE), T0 - 10 * MINUTE);
    assert.equal(fittedFrom(T0 - HOUR, T0, T0 - 2 * HOUR), T0 - HOUR);
  });

  it("is at least 3 min before the end", () => {
    assert.equal(fittedFrom(T0 - HOUR, T0, T0 - MINUTE), T0 - 3 * MINUTE);
  });
});

describe("placedByEnd", () => {
  const windowing = { lengthMillis: 30_000, slideMillis: 10_000 };

  it("ends each column with its last window, as everything else names windows", () => {
    assert.deepEqual(placedByEnd([{ start: T0, end: T0 + 10_000, value: 7 }], windowing), [
      { start: T0 + 20_000, end: T0 + 30_000, value: 7 },
    ]);
    const joined = placedByEnd([{ start: T0, end: T0 + 60_000, value: 7 }], windowing);
    assert.equal(joined[0].end, T0 + 80_000, "the windows start at 0, 10, …, 50 s, and the last ends at 80 s");
  });

  it("moves nothing where windows do not overlap", () => {
    const columns = [{ start: T0, end: T0 + 30_000 }];
    assert.deepEqual(placedByEnd(columns, { lengthMillis: 30_000, slideMillis: 30_000 }), columns);
  });

  it("has the marker in the middle of a column, and finds the window of a column", () => {
    const [column] = placedByEnd([{ start: T0, end: T0 + 10_000 }], windowing);
    assert.equal(middleOf(T0, windowing), (column.start + column.end) / 2);
    assert.equal(startAt(middleOf(T0, windowing), windowing), T0);
    for (const time of [column.start + 1, column.end - 1]) {
      assert.equal(Math.round(startAt(time, windowing) / 10_000) * 10_000, T0);
    }
  });
});

describe("columnText", () => {
  beforeEach(() => showTimesIn("utc"));
  afterEach(() => showTimesIn("local"));
  const options = {
    measure: "logins",
    perMillion: false,
    lengthMillis: 30_000,
    slideMillis: 10_000,
    place: "",
    incidents: [],
    now: T0,
  };
  const column = { start: T0 + 20_000, end: T0 + 30_000, value: 7_412, provisional: true };

  it("says the window, the number, and whether it can change", () => {
    assert.equal(columnText(column, options), "12:00:00 – 12:00:30 UTC · 7,412 logins · provisional");
  });

  it("says a failure rate in percent, also of joined windows", () => {
    const rate = { ...options, measure: "failure-rate", perMillion: true };
    assert.match(columnText({ ...column, value: 3.14 }, rate), / · 3.1 % failure rate · /);
    assert.match(columnText({ ...column, end: T0 + 80_000, value: 0 }, rate), / · 0 % failure rate, on average · /);
  });

  it("says the mean of joined windows", () => {
    const joined = { start: T0 + 20_000, end: T0 + 80_000, value: 7_412.4, provisional: false };
    assert.equal(columnText(joined, options), "12:00:00 – 12:01:20 UTC · 7,412 logins per window, on average · final");
  });

  it("says the state, the unit and what happened", () => {
    const text = columnText(
      { ...column, value: 1.25, provisional: false },
      { ...options, measure: "users", perMillion: true, place: "Utah", incidents: [{ text: "clean started again" }] },
    );
    assert.equal(text, "12:00:00 – 12:00:30 UTC · Utah: 1.3 unique users per million · final · clean started again");
  });
});
