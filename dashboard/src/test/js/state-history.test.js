import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { StateHistory } from "../../main/resources/web/model/state-history.js";
import { HOUR, MINUTE, SECOND, T0 } from "./support.js";

describe("StateHistory", () => {
  let asked; // {locale, from, to, answer, fail}, oldest first
  let changes;
  let history;
  beforeEach(() => {
    asked = [];
    changes = 0;
    const windowsOf = (locale, from, to) =>
      new Promise((answer, fail) => asked.push({ locale, from, to, answer, fail }));
    history = new StateHistory({ windowsOf }, () => changes++);
  });
  const now = T0 + 10 * SECOND;
  const range = (to, span = 30 * MINUTE) => ({ from: to - span, to });
  const window = (start, logins) => ({ start, logins, users: logins, devices: logins });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const logins = () => [...history.windows.values()].map((one) => one.logins);

  it("asks once for whole hours, and again for later changes after a minute", async () => {
    history.follow("UT", range(T0 + 10 * SECOND), "1", now);
    history.follow("UT", range(T0 + 20 * SECOND), "1", now + 10 * SECOND);
    assert.deepEqual([asked.length, asked[0].locale, asked[0].from, asked[0].to], [1, "UT", T0 - HOUR, T0 + HOUR]);
    asked[0].answer([window(T0, 5)]);
    await settled();
    assert.deepEqual([logins(), changes], [[5], 1]);
    history.follow("UT", range(T0 + 60 * SECOND), "1", now + 60 * SECOND);
    assert.equal(asked.length, 2);
    history.follow("UT", range(T0 + 60 * SECOND), "1", now + 60 * SECOND);
    history.follow("UT", range(T0 + 60 * SECOND), "2", now + 61 * SECOND);
    assert.equal(asked.length, 3, "a new connection may have missed windows");
  });

  it("asks anew after a jump back, and not while moving within the hours that it knows", () => {
    history.follow("UT", range(T0), "1", now);
    const then = T0 - 20 * HOUR + 45 * MINUTE;
    history.follow("UT", range(then), "1", now + SECOND);
    assert.deepEqual([asked[1].from, asked[1].to], [T0 - 20 * HOUR, T0 - 19 * HOUR]);
    history.follow("UT", range(then - 5 * MINUTE), "1", now + 2 * SECOND);
    assert.equal(asked.length, 2);
  });

  it("drops the answer for a range that is no longer shown, and its failure", async () => {
    history.follow("UT", range(T0), "1", now);
    history.follow("UT", range(T0 - 20 * HOUR), "1", now);
    asked[1].answer([window(T0 - 20 * HOUR - MINUTE, 7)]);
    await settled();
    asked[0].answer([window(T0 - MINUTE, 1)]);
    await settled();
    assert.deepEqual(logins(), [7]);
    history.follow("UT", range(T0), "1", now);
    history.follow("UT", range(T0 - 20 * HOUR), "1", now);
    asked[2].fail(new Error("unreachable"));
    await settled();
    history.follow("UT", range(T0 - 20 * HOUR), "1", now + 59 * SECOND);
    assert.equal(asked.length, 4);
  });

  it("drops the answer for another state, also for one that was opened, left and opened again", async () => {
    history.follow("UT", range(T0), "1", now);
    history.follow("CA", range(T0), "1", now);
    history.follow("UT", range(T0), "1", now);
    asked[2].answer([window(T0, 3)]);
    await settled();
    for (const stale of [asked[1], asked[0]]) {
      stale.answer([window(T0, 1)]);
      await settled();
      assert.deepEqual(logins(), [3]);
    }
  });

  it("shows no window of another state", async () => {
    history.follow("UT", range(T0), "1", now);
    asked[0].answer([window(T0, 3)]);
    await settled();
    history.follow("CA", range(T0), "1", now);
    assert.deepEqual(logins(), []);
  });

  it("takes the windows that the stream brings", async () => {
    history.follow("UT", range(T0), "1", now);
    asked[0].answer([window(T0 - MINUTE, 3), window(T0, 8)]);
    await settled();
    history.add(window(T0, 9));
    history.add(window(T0 + 10 * SECOND, 4));
    assert.deepEqual(logins(), [3, 9, 4]);
  });

  it("tries again half a minute after a failure", async () => {
    history.follow("UT", range(T0), "1", now);
    asked[0].fail(new Error("unreachable"));
    await settled();
    history.follow("UT", range(T0), "1", now + 29 * SECOND);
    assert.equal(asked.length, 1);
    history.follow("UT", range(T0), "1", now + 30 * SECOND);
    assert.equal(asked.length, 2);
  });

  it("stands still while the page is paused", () => {
    history.follow("UT", range(T0), "1", now);
    history.follow("UT", range(T0), "1", now + HOUR, true);
    assert.equal(asked.length, 1);
  });
});
