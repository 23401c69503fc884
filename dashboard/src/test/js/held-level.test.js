import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HeldLevel } from "../../main/resources/web/model/held-level.js";

const WARN = { level: "warn", text: "warning: above 60" };
const ALARM = { level: "alarm", text: "alarm: above 90" };

describe("HeldLevel", () => {
  it("shows the first verdict at once", () => {
    assert.equal(new HeldLevel().next(WARN, 0, false), WARN);
  });

  it("holds a level for 5 s, however often the number crosses its bound", () => {
    const level = new HeldLevel();
    level.next(WARN, 1_000, false);
    for (let now = 1_100; now < 6_000; now += 100) assert.equal(level.next(null, now, false), WARN, `at ${now} ms`);
    assert.equal(level.next(null, 6_000, false), null);
    for (let now = 6_100; now < 11_000; now += 100) assert.equal(level.next(ALARM, now, false), null, `at ${now} ms`);
    assert.equal(level.next(ALARM, 11_000, false), ALARM);
  });

  it("does not begin to hold anew when the level stays", () => {
    const level = new HeldLevel();
    level.next(WARN, 0, false);
    level.next({ ...WARN }, 4_900, false);
    assert.equal(level.next(null, 5_000, false), null);
  });

  it("holds nothing of another moment", () => {
    const level = new HeldLevel();
    level.next(WARN, 0, false);
    assert.equal(level.next(ALARM, 1, true), ALARM);
    assert.equal(level.next(null, 2, false), ALARM);
    assert.equal(level.next(null, 3, true), null);
  });
});
