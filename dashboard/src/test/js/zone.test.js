// Times in the viewer's zone and in UTC. The zone of a process is read when a module is loaded, so this is a file of its own.

import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";

process.env.TZ = "America/St_Johns"; // half an hour off whole hours, with summer time
const { dayAndTime, timeOfDay } = await import("../../main/resources/web/lib/format.js");
const { showTimesIn, zoneName, zoneOffset } = await import("../../main/resources/web/lib/zone.js");

const WINTER = Date.parse("2026-01-15T01:30:05Z");
const SUMMER = Date.parse("2026-07-15T01:30:05Z");

describe("the zone of times", () => {
  afterEach(() => showTimesIn("local"));

  it("is the viewer's by default, and is named by its distance from UTC", () => {
    assert.equal(timeOfDay(WINTER), "22:00:05");
    assert.equal(zoneName(WINTER), "UTC−3:30");
    assert.equal(timeOfDay(SUMMER), "23:00:05");
    assert.equal(zoneName(SUMMER), "UTC−2:30");
    assert.equal(zoneOffset(SUMMER), -2.5 * 3_600_000);
  });

  it("can be UTC: times are then those of the records", () => {
    showTimesIn("utc");
    assert.equal(timeOfDay(WINTER), new Date(WINTER).toISOString().slice(11, 19));
    assert.equal(zoneName(WINTER), "UTC");
    assert.equal(zoneOffset(WINTER), 0);
  });

  it("decides what is today", () => {
    const later = WINTER + 3 * 3_600_000; // past midnight in St. John's, but not in UTC
    assert.match(dayAndTime(WINTER, later), /^14 Jan/);
    showTimesIn("utc");
    assert.equal(dayAndTime(WINTER, later), "01:30:05");
  });
});
