import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Comparison } from "../../main/resources/web/model/comparison.js";
import { HOUR, SECOND, SettableTimers, T0 } from "./support.js";

const answer = (ago, logins) => ({ ago_ms: ago, logins, unique_users: logins - 1, distinct_devices: logins - 2 });

function setUp(bodies = {}) {
  const timers = new SettableTimers();
  const asked = [];
  let changes = 0;
  const comparison = new Comparison(
    () => changes++,
    async (url) => {
      asked.push(url);
      const start = Date.parse(url.split("start=")[1]);
      if (!bodies[start]) throw new Error("offline");
      return { before: bodies[start] };
    },
    timers,
  );
  return { comparison, timers, asked, changes: () => changes };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const NOTHING = { start: null, before: [] };

describe("Comparison", () => {
  it("asks once for a window, and tells when it knows", async () => {
    const { comparison, timers, asked, changes } = setUp({
      [T0]: [answer(HOUR, 7), { ...answer(24 * HOUR, 8), failed_logins: 4 }],
    });
    for (let i = 0; i < 5; i++) assert.deepEqual(comparison.of(T0, 0), NOTHING);
    timers.advance(SECOND);
    await settled();
    assert.deepEqual(asked, ["/api/comparison?start=2026-03-01T12:00:00.000Z"]);
    assert.equal(changes(), 1);
    assert.deepEqual(comparison.of(T0, 0), {
      start: T0,
      before: [
        { name: "1 h ago", logins: 7, users: 6, devices: 5, failed: 0 },
        { name: "1 day ago", logins: 8, users: 7, devices: 6, failed: 4 },
      ],
    });
    timers.advance(60 * SECOND);
    assert.equal(asked.length, 1);
  });

  it("does not ask for windows that pass by, and keeps what it said until it knows more", async () => {
    const { comparison, timers, asked } = setUp({ [T0]: [answer(HOUR, 7)], [T0 + 50 * SECOND]: [answer(HOUR, 9)] });
    comparison.of(T0, 0, 50 * SECOND);
    timers.advance(SECOND);
    await settled();
    for (let start = T0 + 10 * SECOND; start <= T0 + 50 * SECOND; start += 10 * SECOND) {
      assert.equal(comparison.of(start, 0, 50 * SECOND).start, T0);
      timers.advance(100);
    }
    timers.advance(SECOND);
    await settled();
    assert.equal(asked.length, 2);
    assert.equal(comparison.of(T0 + 50 * SECOND, 0, 50 * SECOND).before[0].logins, 9);
  });

  it("says nothing of a window that is farther away, as after a jump from the past", async () => {
    const { comparison, timers } = setUp({ [T0]: [answer(HOUR, 7)] });
    comparison.of(T0, 0);
    timers.advance(SECOND);
    await settled();
    assert.deepEqual(comparison.of(T0 + 10 * SECOND, 0), NOTHING);
    assert.deepEqual(comparison.of(T0 + 40 * SECOND, 0, 30 * SECOND), NOTHING);
    assert.equal(comparison.of(T0 + 30 * SECOND, 0, 30 * SECOND).start, T0);
  });

  it("asks again some seconds after a failure, as long as the window stays", async () => {
    const bodies = {};
    const { comparison, timers, asked } = setUp(bodies);
    comparison.of(T0, 0);
    timers.advance(SECOND);
    await settled();
    assert.deepEqual(comparison.of(T0, 0), NOTHING);
    assert.equal(asked.length, 1);
    bodies[T0] = [answer(HOUR, 7)];
    timers.advance(5 * SECOND);
    await settled();
    assert.equal(asked.length, 2);
    assert.equal(comparison.of(T0, 0).before[0].logins, 7);
    comparison.of(T0 + 10 * SECOND, 0);
    timers.advance(SECOND);
    await settled();
    comparison.of(null, 0);
    timers.advance(60 * SECOND);
    assert.equal(asked.length, 3);
    assert.equal(timers.pending, 0);
  });

  it("asks again after rows were lost, and not for a window that it knows", async () => {
    const bodies = { [T0]: [answer(HOUR, 7)] };
    const { comparison, timers, asked } = setUp(bodies);
    comparison.of(T0, 0);
    timers.advance(SECOND);
    await settled();
    comparison.of(null, 0);
    comparison.of(T0, 0);
    timers.advance(SECOND);
    await settled();
    assert.equal(asked.length, 1);
    bodies[T0] = [answer(HOUR, 70)];
    comparison.of(T0, 1);
    timers.advance(SECOND);
    await settled();
    assert.equal(asked.length, 2);
    assert.equal(comparison.of(T0, 1).before[0].logins, 70);
  });

  it("ignores an answer that comes after the numbers became unknown", async () => {
    const { comparison, timers, changes } = setUp({ [T0]: [answer(HOUR, 7)] });
    comparison.of(T0, 0);
    timers.advance(SECOND);
    assert.deepEqual(comparison.of(null, 0), NOTHING);
    await settled();
    assert.equal(changes(), 0);
  });
});
