import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Incidents, rejectedBursts } from "../../main/resources/web/model/incidents.js";
import { iso, MINUTE, SECOND, T0 } from "./support.js";

describe("Incidents", () => {
  let incidents;
  beforeEach(() => (incidents = new Incidents()));
  const report = (seconds, { job = "user_login_clean", lag = 0, catchingUp = false } = {}) =>
    incidents.addProgress({
      job,
      at: iso(T0 + seconds * SECOND),
      lag,
      rows_per_second: 100,
      catching_up: catchingUp,
    });
  const all = () => incidents.between(-Infinity, Infinity);

  it("are none while the jobs report and keep up", () => {
    for (let i = 0; i < 100; i += 10) report(i, { lag: 900 });
    report(0, { job: "somebody_else" });
    assert.deepEqual(all(), []);
  });

  it("hold a lag as long as it lasts, with its largest number", () => {
    report(0);
    report(10, { lag: 5_000 });
    report(20, { lag: 12_345 });
    report(30, { lag: 2_000 });
    report(40);
    report(50, { lag: 1_500 });
    assert.deepEqual(
      all().map(({ from, to, text }) => [(from - T0) / SECOND, (to - T0) / SECOND, text]),
      [
        [0, 30, "clean up to 12,345 records behind"],
        [40, 50, "clean up to 1,500 records behind"],
      ],
    );
  });

  it("hold a restart: a job catches up only after its start", () => {
    report(0, { job: "user_login_stats" });
    report(10, { job: "user_login_stats", catchingUp: true });
    report(12, { job: "user_login_stats", catchingUp: true });
    assert.deepEqual(all(), [{ from: T0 + 10 * SECOND, to: T0 + 10 * SECOND, text: "stats started again" }]);
  });

  it("hold a job's silence, but not what the page itself could not hear", () => {
    report(0);
    report(60);
    assert.deepEqual(
      all().map(({ text }) => text),
      ["clean did not report"],
    );
    incidents.setConnection("hidden", T0 + 70 * SECOND);
    incidents.setConnection("open", T0 + 170 * SECOND);
    report(180);
    assert.equal(all().length, 1);
  });

  it("hold the times without a connection", () => {
    incidents.setConnection("open", T0);
    incidents.setConnection("offline", T0 + 5 * SECOND);
    incidents.setConnection("offline", T0 + 15 * SECOND);
    incidents.setConnection("open", T0 + 25 * SECOND);
    assert.deepEqual(all(), [{ from: T0 + 5 * SECOND, to: T0 + 25 * SECOND, text: "no connection to the server" }]);
  });

  it("are found by time", () => {
    report(0);
    report(60);
    assert.equal(incidents.between(T0 + 60 * SECOND, T0 + 90 * SECOND).length, 1);
    assert.equal(incidents.between(T0 - 90 * SECOND, T0).length, 0);
    assert.equal(incidents.between(T0 + 61 * SECOND, T0 + 90 * SECOND).length, 0);
  });

  it("are bounded", () => {
    for (let i = 0; i < 1_000; i++) report(i * 60);
    assert.equal(all().length, 500);
  });
});

describe("rejectedBursts", () => {
  const windows = [0, 10, 20, 30, 40, 50].map((second) => ({ start: T0 + second * SECOND, logins: 500 })); // 1,000 per minute

  const WINDOWING = { lengthMillis: 30_000, slideMillis: 10_000 };

  it("are minutes in which more than 5 % were rejected", () => {
    const bursts = (rejected) => rejectedBursts([{ start: T0 + 10_000, rejected }], windows, WINDOWING);
    assert.deepEqual(bursts(52), []);
    assert.deepEqual(bursts(250), [{ from: T0, to: T0 + MINUTE - 1, text: "250 rejected (20 %)" }]);
  });

  it("add the stretches of a minute", () => {
    const rates = [0, 10, 20].map((second) => ({ start: T0 + second * SECOND, rejected: 40 }));
    assert.equal(rejectedBursts(rates, windows, WINDOWING)[0].text, "120 rejected (11 %)");
  });

  it("are none at a steady share, also where no number of slides makes a minute", () => {
    for (const slideMillis of [7_000, 40_000, 90_000]) {
      const first = Math.floor(T0 / slideMillis) * slideMillis;
      const starts = Array.from({ length: 60 }, (_, i) => first + i * slideMillis);
      const lengthMillis = 2 * slideMillis;
      const steady = starts.map((start) => ({ start, logins: lengthMillis / 10 })); // 100 per second
      const rates = (share) => starts.map((start) => ({ start, rejected: (slideMillis / 10) * share }));
      assert.deepEqual(rejectedBursts(rates(0.045), steady, { lengthMillis, slideMillis }), []);
      const bursts = rejectedBursts(rates(0.25), steady, { lengthMillis, slideMillis }).slice(1, -1); // whole ones
      assert.deepEqual([...new Set(bursts.map(({ text }) => text.replace(/.*\(/, "(")))], ["(20 %)"]);
    }
  });

  it("after the newest window are held against its logins", () => {
    const burst = (rejected) => rejectedBursts([{ start: T0 + MINUTE, rejected }], windows, WINDOWING);
    assert.deepEqual(burst(52), []);
    assert.equal(burst(250)[0].text, "250 rejected (20 %)");
  });

  it("after the newest window are held against nothing, once all is counted", () => {
    const burst = (through) => rejectedBursts([{ start: T0 + MINUTE, rejected: 250 }], windows, WINDOWING, through);
    assert.equal(burst(T0 + 2 * MINUTE)[0].text, "250 rejected (20 %)");
    assert.equal(burst(T0 + 3 * MINUTE)[0].text, "250 rejected (100 %)");
  });

  it("need 5 records, and leave out what is not known", () => {
    assert.deepEqual(rejectedBursts([{ start: T0, rejected: 4 }], [], WINDOWING), []);
    assert.deepEqual(rejectedBursts([{ start: T0, rejected: null }], windows, WINDOWING), []);
    assert.equal(rejectedBursts([{ start: T0, rejected: 5 }], [], WINDOWING)[0].text, "5 rejected (100 %)");
  });
});
