import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { History } from "../../main/resources/web/model/history.js";
import { HOUR, iso, MINUTE, SECOND, T0 } from "./support.js";

const ALL = [-Infinity, Infinity];
const starts = (windows) => windows.map(({ start }) => start);
const windowsBody = (...windows) => ({
  windows: windows.map(([start, logins, users, devices]) => ({
    window: { start: iso(start), end: iso(start + 30 * SECOND) },
    logins,
    unique_users: users,
    distinct_devices: devices,
  })),
});
const NO_RATES = { rates: [] };

describe("History", () => {
  /** @type {History} */
  let history;
  beforeEach(() => (history = new History()));

  describe("add", () => {
    it("keeps the larger of two totals, in either order of arrival", () => {
      history.add(T0, { logins: 5, unique_users: 4, distinct_devices: 3 });
      history.add(T0, { logins: 9, unique_users: 8, distinct_devices: 7 });
      history.add(T0, { logins: 7, unique_users: 6, distinct_devices: 5 });
      assert.deepEqual(history.between(...ALL), [{ start: T0, logins: 9, users: 8, devices: 7, failed: 0 }]);
    });

    it("compares each number separately, because users and devices may be missing", () => {
      history.add(T0, { logins: 5, unique_users: 4, distinct_devices: 3 });
      history.add(T0, { logins: 9 });
      assert.deepEqual(history.between(...ALL), [{ start: T0, logins: 9, users: 4, devices: 3, failed: 0 }]);
      history.add(T0, { logins: 2, unique_users: 6, distinct_devices: null });
      assert.deepEqual(history.between(...ALL), [{ start: T0, logins: 9, users: 6, devices: 3, failed: 0 }]);
    });

    it("has no failed logins where a source tells of none, and keeps the larger number of them", () => {
      history.add(T0, { logins: 5 });
      assert.equal(history.between(...ALL)[0].failed, 0);
      history.add(T0, { logins: 5, failed_logins: 3 });
      history.add(T0, { logins: 5, failed_logins: 2 });
      assert.equal(history.between(...ALL)[0].failed, 3);
    });

    it("fills in missing numbers", () => {
      history.add(T0, { logins: 9 });
      assert.deepEqual(history.between(...ALL), [{ start: T0, logins: 9, users: null, devices: null, failed: 0 }]);
      history.add(T0, { logins: 9, unique_users: 0, distinct_devices: 1 });
      assert.deepEqual(history.between(...ALL), [{ start: T0, logins: 9, users: 0, devices: 1, failed: 0 }]);
    });

    it("updates a window that was already returned", () => {
      history.add(T0, { logins: 1 });
      history.between(...ALL);
      history.add(T0, { logins: 2 });
      assert.equal(history.between(...ALL)[0].logins, 2);
    });

    it("tracks the newest window", () => {
      assert.equal(history.newest, -Infinity);
      history.add(T0, { logins: 1 });
      history.add(T0 - MINUTE, { logins: 1 });
      assert.equal(history.newest, T0);
    });
  });

  describe("between", () => {
    beforeEach(() => {
      for (const at of [30, 0, 20, 10]) history.add(T0 + at * SECOND, { logins: at });
    });

    it("sorts windows by time", () => {
      assert.deepEqual(starts(history.between(...ALL)), [T0, T0 + 10_000, T0 + 20_000, T0 + 30_000]);
    });

    it("includes the start of the range and excludes its end", () => {
      assert.deepEqual(starts(history.between(T0 + 10_000, T0 + 30_000)), [T0 + 10_000, T0 + 20_000]);
      assert.deepEqual(starts(history.between(T0 + 10_001, T0 + 30_001)), [T0 + 20_000, T0 + 30_000]);
    });

    it("is empty for an empty range and outside of the known windows", () => {
      assert.deepEqual(history.between(T0 + 30_001, T0 + HOUR), []);
      assert.deepEqual(history.between(T0 - HOUR, T0), []);
      assert.deepEqual(history.between(T0 + 10_000, T0 + 10_000), []);
      assert.deepEqual(new History().between(...ALL), []);
    });

    it("includes windows that were added after a call", () => {
      history.between(...ALL);
      history.add(T0 + 15_000, { logins: 1 });
      assert.deepEqual(starts(history.between(T0 + 10_000, T0 + 21_000)), [T0 + 10_000, T0 + 15_000, T0 + 20_000]);
    });
  });

  describe("limit", () => {
    it("forgets old rates also while no windows come", () => {
      history.limitMillis = HOUR;
      history.add(T0, { logins: 1 });
      history.addRates([{ start: iso(T0), rejected: 1, late: 1 }]);
      history.addRates([{ start: iso(T0 + HOUR + 10_000), rejected: 1, late: 1 }]);
      assert.deepEqual(history.rates(T0, T0 + 10_000, 10_000, null), [{ start: T0, rejected: null, late: null }]);
    });

    it("forgets windows and rates that are older than the limit", () => {
      history.limitMillis = HOUR;
      history.add(T0 - HOUR, { logins: 1 });
      history.add(T0 - HOUR + 10_000, { logins: 2 });
      history.addRates([{ start: iso(T0 - HOUR), rejected: 1, late: 1 }]);
      history.between(...ALL);
      history.add(T0, { logins: 3 });
      assert.deepEqual(starts(history.between(...ALL)), [T0 - HOUR, T0 - HOUR + 10_000, T0], "exactly at the limit");
      history.add(T0 + 10_000, { logins: 4 });
      assert.deepEqual(starts(history.between(...ALL)), [T0 - HOUR + 10_000, T0, T0 + 10_000]);
      assert.deepEqual(history.rates(T0 - HOUR, T0 - HOUR + 10_000, 10_000, T0), [
        { start: T0 - HOUR, rejected: null, late: null },
      ]);
    });
  });

  describe("rates", () => {
    const rejected = (from, to, since) => history.rates(from, to, 10_000, since).map((rate) => rate.rejected);
    const load = (from) => history.addPast(from, windowsBody([T0, 5, 4, 3]), NO_RATES, history.losses);

    it("has every stretch of the range, and nulls where nothing is known", () => {
      history.addRates([{ start: iso(T0 + 10_000), rejected: 2, late: 1 }]);
      assert.deepEqual(history.rates(T0, T0 + 30_000, 10_000, T0 - HOUR), [
        { start: T0, rejected: null, late: null },
        { start: T0 + 10_000, rejected: 2, late: 1 },
        { start: T0 + 20_000, rejected: null, late: null },
      ]);
    });

    it("is zero where it was loaded and had no records", () => {
      load(T0 - 20_000);
      assert.deepEqual(history.rates(T0, T0 + 10_000, 10_000, T0 - HOUR), [{ start: T0, rejected: 0, late: 0 }]);
      assert.deepEqual(rejected(T0 - 40_000, T0, T0 - HOUR), [null, null, 0, 0]);
    });

    it("is not known before the server's history begins", () => {
      load(T0 - HOUR);
      assert.deepEqual(rejected(T0 - 20_000, T0 + 20_000, T0), [null, null, 0, 0]);
      assert.deepEqual(rejected(T0, T0 + 20_000, null), [null, null], "before any login");
      history.addRates([{ start: iso(T0 - 20_000), rejected: 3, late: 0 }]);
      assert.deepEqual(rejected(T0 - 20_000, T0, T0), [3, null], "records of before are shown");
    });

    it("stays known up to a lost connection, until the past is loaded again", () => {
      load(T0 - 20_000);
      history.doubt();
      assert.deepEqual(rejected(T0 - 30_000, T0 + 20_000, T0 - HOUR), [null, 0, 0, null, null]);
      history.doubt();
      assert.deepEqual(rejected(T0 - 10_000, T0 + 10_000, T0 - HOUR), [0, null], "also after a second loss");
      load(T0 - 10_000);
      assert.deepEqual(rejected(T0 - 30_000, T0 + 20_000, T0 - HOUR), [null, 0, 0, 0, 0]);
    });

    it("is not known if the server was still reading", () => {
      load(T0 - 20_000);
      history.doubt(false);
      assert.deepEqual(rejected(T0 - 20_000, T0, T0 - HOUR), [null, null]);
    });

    it("starts with the first whole stretch", () => {
      assert.deepEqual(starts(history.rates(T0 + 1, T0 + 20_001, 10_000, T0)), [T0 + 10_000, T0 + 20_000]);
    });

    it("keeps the last value of a stretch, even if it is smaller", () => {
      history.addRates([{ start: iso(T0), rejected: 2, late: 1 }]);
      history.addRates([{ start: iso(T0), rejected: 1, late: 0 }]);
      assert.deepEqual(history.rates(T0, T0 + 1, 10_000, T0), [{ start: T0, rejected: 1, late: 0 }]);
    });
  });

  describe("knownFrom", () => {
    it("moves back with each load, and never forward", () => {
      assert.equal(history.knownFrom, Infinity);
      history.addPast(T0 - HOUR, windowsBody([T0, 5, 4, 3]), NO_RATES, history.losses);
      assert.equal(history.knownFrom, T0 - HOUR);
      history.addPast(T0, windowsBody([T0, 6, 5, 4]), NO_RATES, history.losses);
      assert.equal(history.knownFrom, T0 - HOUR);
      assert.deepEqual(history.between(...ALL), [{ start: T0, logins: 6, users: 5, devices: 4, failed: 0 }]);
    });

    it("is Infinity after a lost connection, which keeps the windows", () => {
      history.addPast(T0 - HOUR, windowsBody([T0, 5, 4, 3]), NO_RATES, history.losses);
      history.doubt();
      assert.equal(history.knownFrom, Infinity);
      assert.equal(history.between(...ALL).length, 1);
    });

    it("ignores an answer that was requested before the connection was lost", () => {
      const asked = history.losses;
      history.doubt();
      history.addPast(T0 - HOUR, windowsBody([T0, 5, 4, 3]), NO_RATES, asked);
      assert.equal(history.between(...ALL).length, 1, "the windows are added");
      assert.equal(history.knownFrom, Infinity, "later windows may be missing");
      history.addPast(T0 - HOUR, windowsBody(), NO_RATES, history.losses);
      assert.equal(history.knownFrom, T0 - HOUR);
    });
  });

  it("clear forgets everything", () => {
    history.addPast(T0 - HOUR, windowsBody([T0, 5, 4, 3]), { rates: [{ start: iso(T0), rejected: 2, late: 1 }] });
    history.clear();
    assert.deepEqual(history.between(...ALL), []);
    assert.deepEqual(history.rates(T0, T0 + 1, 10_000, T0), [{ start: T0, rejected: null, late: null }]);
    assert.equal(history.newest, -Infinity);
    assert.equal(history.knownFrom, Infinity);
  });
});
