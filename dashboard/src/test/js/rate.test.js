import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HOUR, iso, snapshot, storeWith, summary, T0 } from "./support.js";

describe("Store.loginsPerSecond", () => {
  const visitsAt = (...visits) => {
    const store = storeWith();
    for (const [at, total] of visits) {
      store.setSummary({ ...summary(T0, { visits: total, asOf: at }), server_time: iso(at) });
    }
    return store;
  };

  it("is the growth of the visits over the last 15 s", () => {
    const store = visitsAt([T0 - 20_000, 0], [T0 - 10_000, 1_000], [T0 - 5_000, 1_200], [T0, 1_500]);
    assert.equal(store.loginsPerSecond(T0), 50);
  });

  it("is not known before five seconds have passed", () => {
    assert.equal(storeWith().loginsPerSecond(T0), null);
    assert.equal(visitsAt([T0, 10]).loginsPerSecond(T0), null);
    assert.equal(visitsAt([T0 - 4_999, 10], [T0, 20]).loginsPerSecond(T0), null);
    assert.equal(visitsAt([T0 - 5_000, 10], [T0, 20]).loginsPerSecond(T0), 2);
  });

  it("does not fall with a report between two batches, but with a second without logins", () => {
    const steady = visitsAt([T0 - 6_000, 0], [T0 - 3_000, 300], [T0, 600], [T0 + 300, 600], [T0 + 900, 600]);
    assert.equal(Math.round(steady.loginsPerSecond(T0 + 900)), 100);
    const idle = visitsAt([T0 - 3_000, 0], [T0, 300], [T0 + 3_000, 300]);
    assert.equal(Math.round(idle.loginsPerSecond(T0 + 3_000)), 50);
  });

  it("is 0 while reports come and no logins", () => {
    const store = visitsAt([T0 - 20_000, 10], [T0 - 16_000, 20], [T0 - 9_000, 20], [T0, 20]);
    assert.equal(store.loginsPerSecond(T0), 0);
    assert.equal(store.rateNote(T0), "");
  });

  it("is not known after 15 s without news", () => {
    const store = visitsAt([T0 - 5_000, 10], [T0, 35]);
    assert.equal(store.loginsPerSecond(T0 + 15_000), 5);
    assert.equal(store.loginsPerSecond(T0 + 15_001), null);
    store.setSummary({ ...store.summary, server_time: iso(T0 + 15_001) }); // of something else than logins
    assert.match(store.rateNote(T0 + 15_001), /^no news since \d\d:\d\d:\d\d$/);
    assert.match(store.rateNote(T0 + 25 * HOUR), /^no news since 1 Mar, \d\d:\d\d$/);
  });

  it("is not known while offline", () => {
    const store = visitsAt([T0 - 5_000, 10], [T0, 35]);
    store.setConnection("offline", T0);
    assert.equal(store.loginsPerSecond(T0), null);
    assert.match(store.rateNote(T0), /^offline since \d\d:\d\d:\d\d$/);
    assert.match(store.rateNote(T0 + 25 * HOUR), /^offline since 1 Mar, \d\d:\d\d$/);
    store.setConnection("open", T0 + 1_000);
    assert.equal(store.loginsPerSecond(T0 + 1_000), 5);
  });

  it("is not known while a job catches up, and begins anew afterwards", () => {
    const store = visitsAt([T0 - 3_000, 0], [T0 - 2_000, 200]);
    const clean = { job: "user_login_clean", lag: 90_000, rows_per_second: 525, catching_up: true };
    store.addProgress(clean);
    store.setSummary(summary(T0, { visits: 725, asOf: T0 - 1_000 }));
    store.setSummary(summary(T0, { visits: 1_250, asOf: T0 }));
    assert.equal(store.loginsPerSecond(T0), null);
    assert.equal(store.rateNote(T0), "catching up");
    store.addProgress({ ...clean, lag: 0, catching_up: false });
    assert.equal(store.rateNote(T0), "");
    assert.equal(store.loginsPerSecond(T0), null, "not enough is known yet");
    store.setSummary(summary(T0, { visits: 2_250, asOf: T0 + 5_000 }));
    assert.equal(store.loginsPerSecond(T0 + 5_000), 200);
  });

  it("is not known either while a job that has been running is behind", () => {
    const store = visitsAt([T0 - 3_000, 0], [T0, 600]);
    store.addProgress({ job: "user_login_stats", lag: 2_001, rows_per_second: 400, catching_up: false });
    assert.equal(store.rateNote(T0), "catching up");
    store.addProgress({ job: "user_login_stats", lag: 900, rows_per_second: 400, catching_up: false });
    assert.equal(store.rateNote(T0), "");
  });

  it("is never negative, even if the visits shrink", () => {
    assert.equal(visitsAt([T0 - 5_000, 900], [T0, 100]).loginsPerSecond(T0), 0);
  });

  it("does not fall because windows of a day ago leave the visits", () => {
    const store = visitsAt([T0 - 10_000, 9_000], [T0 - 5_000, 9_500], [T0 - 4_900, 8_000], [T0, 8_490]);
    assert.ok(Math.abs(store.loginsPerSecond(T0) - 99) < 0.1);
  });

  it("stands still under a steady load, although its batches are counted after 100 to 700 ms", () => {
    const store = storeWith();
    let seed = 20;
    const rates = [];
    for (let at = T0; at < T0 + 60_000; at += 350) {
      seed = (seed * 48_271) % 2_147_483_647;
      const delay = 100 + (seed % 601);
      store.setSummary(summary(T0, { visits: (at - T0) / 10, asOf: at + delay }));
      if (at > T0 + 12_000) rates.push(store.loginsPerSecond(at + delay));
    }
    assert.ok(Math.max(...rates) / Math.min(...rates) < 1.05, `${Math.min(...rates)} to ${Math.max(...rates)}`);
  });

  it("starts again with each snapshot", () => {
    const store = visitsAt([T0 - 5_000, 0], [T0 - 4_000, 100]);
    store.setSnapshot(snapshot(T0, [], { visits: 100_000 }));
    assert.equal(store.loginsPerSecond(T0), null);
  });
});
