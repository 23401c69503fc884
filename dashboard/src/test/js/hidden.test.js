import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { watchWhileHidden } from "../../main/resources/web/stream/hidden.js";
import { SettableTimers } from "./support.js";

describe("watchWhileHidden", () => {
  let timers, hidden, answer, asked, states;
  beforeEach(() => {
    timers = new SettableTimers();
    hidden = true;
    asked = [];
    states = [];
    answer = () => ({ status: "up" });
    const ask = async (path) => {
      asked.push(path);
      const body = answer();
      return { json: async () => body };
    };
    watchWhileHidden((state) => states.push(state), { isHidden: () => hidden, ask, timers });
  });
  const minute = async () => {
    timers.advance(60_000);
    for (let i = 0; i < 5; i++) await null; // lets the answer arrive
  };

  it("asks once per minute, while the tab is hidden only", async () => {
    await minute();
    hidden = false;
    await minute();
    assert.deepEqual(asked, ["/health"]);
    assert.deepEqual(states, ["live"]);
  });

  it("has the page's names of the states", async () => {
    for (const status of ["starting", "stale", "down", "odd"]) {
      answer = () => ({ status });
      await minute();
    }
    answer = () => {
      throw new Error("refused");
    };
    await minute();
    assert.deepEqual(states, ["starting", "stale", "broken", "broken", "offline"]);
  });

  it("says nothing once the tab is shown", async () => {
    answer = () => {
      hidden = false;
      return { status: "up" };
    };
    await minute();
    assert.deepEqual(states, []);
  });
});
