import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Store } from "../../main/resources/web/model/store.js";
import { HOUR, iso, MINUTE, REGIONS, row, SECOND, snapshot, storeWith, summary, T0 } from "./support.js";

const loginsOf = (store, start) =>
  Object.fromEntries([...store.rowsOf(start)].map(([locale, { logins }]) => [locale, logins]));
const totalOf = (store, start) => store.history.between(start, start + 1)[0]?.logins;

describe("Store.addRows", () => {
  it("keeps the row with the most logins, in any order of arrival", () => {
    const store = storeWith({ rows: [row(T0, "CA", 5, 4), row(T0, "CA", 7, 6), row(T0, "CA", 6, 5)] });
    store.addRows({ as_of: iso(T0), rows: [row(T0, "CA", 4)] });
    assert.deepEqual(loginsOf(store, T0), { CA: 7 });
    assert.equal(store.rowsOf(T0).get("CA").unique_users, 6);
    assert.equal(totalOf(store, T0), 7);
  });

  it("keeps the later of two rows with equal logins", () => {
    const store = storeWith({ rows: [row(T0, "CA", 5, 4), row(T0, "CA", 5, 5)] });
    assert.equal(store.rowsOf(T0).get("CA").unique_users, 5);
  });

  it("does not replace a row of the snapshot with an older one", () => {
    const store = storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 9)], { logins: 9 }), rows: [row(T0, "CA", 8)] });
    assert.deepEqual(loginsOf(store, T0), { CA: 9 });
  });

  it("separates windows and locales, and sums the locales of a window", () => {
    const store = storeWith({ rows: [row(T0, "CA", 5), row(T0, "UT", 2), row(T0 + 10_000, "CA", 1)] });
    assert.deepEqual(loginsOf(store, T0), { CA: 5, UT: 2 });
    assert.deepEqual(loginsOf(store, T0 + 10_000), { CA: 1 });
    assert.equal(totalOf(store, T0), 7);
    assert.equal(store.rowsOf(T0 + 20_000), undefined);
  });

  it("never lowers a total to the sum of the known rows", () => {
    const store = storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 50)], { logins: 50 }) });
    store.history.add(T0 - 10_000, { logins: 40 });
    store.addRows({ as_of: iso(T0), rows: [row(T0 - 10_000, "UT", 3)] });
    assert.equal(totalOf(store, T0 - 10_000), 40);
  });

  it("drops rows that are 5 min older than the newest window, but keeps their totals", () => {
    const store = storeWith({ rows: [row(T0, "CA", 5), row(T0 + 10_000, "CA", 5), row(T0 + 5 * MINUTE, "CA", 1)] });
    assert.equal(store.rowsOf(T0), undefined);
    assert.deepEqual(loginsOf(store, T0 + 10_000), { CA: 5 });
    assert.equal(totalOf(store, T0), 5);
    store.addRows({ as_of: iso(T0), rows: [row(T0, "UT", 5)] });
    assert.equal(store.rowsOf(T0), undefined, "they do not come back");
  });

  it("keeps the rows of the current window and of the one before, also where windows are long", () => {
    const store = storeWith();
    store.setRegions({ ...REGIONS, window: { length_ms: HOUR, slide_ms: 10 * MINUTE } });
    store.addRows({
      as_of: iso(T0),
      rows: [row(T0 - 2 * HOUR, "CA", 5), row(T0, "CA", 5), row(T0 + 10 * MINUTE, "CA", 1)],
    });
    assert.deepEqual(loginsOf(store, T0 - 2 * HOUR), { CA: 5 });
  });

  it("keeps the newest row and time, and reports one change per call", () => {
    let changes = 0;
    const store = new Store(() => changes++);
    const rows = [row(T0, "CA", 5), row(T0, "UT", 2)];
    store.addRows({ as_of: iso(T0 + 1), rows });
    assert.equal(store.latest, rows[1]);
    assert.equal(store.asOf, T0 + 1);
    assert.equal(changes, 1);
    store.addRows({ as_of: null, rows: [] });
    assert.equal(store.asOf, T0 + 1, "an unknown time does not replace a known one");
  });
});

describe("Store.setSnapshot", () => {
  it("replaces all rows", () => {
    const store = storeWith({ rows: [row(T0, "CA", 5), row(T0 + 10_000, "CA", 5)] });
    store.setSnapshot(snapshot(T0 + 10_000, [row(T0 + 10_000, "UT", 3)], { logins: 3 }));
    assert.equal(store.rowsOf(T0), undefined);
    assert.deepEqual(loginsOf(store, T0 + 10_000), { UT: 3 });
    assert.equal(totalOf(store, T0), 5, "totals stay");
  });

  it("takes the visits of each state from its rows", () => {
    const store = storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 5), row(T0, "UT", 2)], { visits: 70 }) });
    assert.deepEqual(store.summary.visits.by_locale, { CA: 50, UT: 20 });
    assert.equal(store.summary.visits.total, 70);
  });

  it("clears the history if event time went back, or if there is no window", () => {
    const store = storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 5)], { logins: 5 }) });
    store.setSnapshot(snapshot(T0 - 5 * MINUTE, [], { logins: 1 }));
    assert.equal(totalOf(store, T0), 5, "5 min are not a restart");
    store.setSnapshot(snapshot(T0 - 5 * MINUTE - 10_000, [], { logins: 1 }));
    assert.equal(totalOf(store, T0), undefined);
    assert.equal(store.history.newest, T0 - 5 * MINUTE - 10_000);
    store.setSnapshot(snapshot(null, []));
    assert.equal(store.history.newest, -Infinity);
    assert.equal(store.window, null);
    assert.equal(store.latest, null);
  });
});

describe("Store: final and provisional", () => {
  it("takes a window as final once the input is complete through its end plus the lateness", () => {
    const store = storeWith({ snapshot: snapshot(T0, [], { completeThrough: T0 }) });
    assert.equal(store.isFinal(T0 - 60_000), true);
    assert.equal(store.isFinal(T0 - 60_000 + 1), false);
  });

  it("takes no window as final while complete-through is not known", () => {
    assert.equal(storeWith().isFinal(0), false);
    const store = storeWith({ snapshot: snapshot(T0, [], { completeThrough: null }) });
    assert.equal(store.isFinal(0), false);
    assert.equal(store.completeThrough, null);
  });

  it("has the current window of the summary", () => {
    assert.equal(storeWith().window, null);
    const store = storeWith({ snapshot: snapshot(T0, [], { final: true }) });
    assert.deepEqual(store.window, { start: T0, end: T0 + 30 * SECOND, final: true, full: true });
  });
});

describe("Store.filling", () => {
  const LATER = T0 + 10 * SECOND;
  const NEWEST = T0 + 30 * SECOND; // a slide that is not in the window from T0 on

  const filling = (
    options,
    rows = [row(LATER, "CA", 280), row(LATER, "UT", 7), row(NEWEST, "CA", 20), row(NEWEST, "UT", 5)],
  ) => storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 300)], { logins: 300, ...options }), rows }).filling;

  it("is the next window, with its logins, and how full its newest slide is", () => {
    assert.deepEqual(filling(), { start: LATER, end: LATER + 30 * SECOND, logins: 287, fraction: 0.25 });
  });

  it("is never more than full", () => {
    assert.equal(filling({ logins: 30 }).fraction, 1);
    assert.equal(filling({ logins: 0 }).fraction, 1);
  });

  it("is null while there is none: before any login, while the first fills, and while nothing new comes", () => {
    assert.equal(storeWith().filling, null);
    assert.equal(storeWith({ snapshot: snapshot(null, []) }).filling, null);
    assert.equal(filling({ full: false }), null);
    assert.equal(filling({}, [row(T0 + 20 * SECOND, "CA", 1)]), null);
    assert.equal(filling({}, [row(T0, "CA", 1)]), null);
  });
});

describe("Store: news", () => {
  it("names the states of new logins, but not of the rows with which a connection begins", () => {
    const store = storeWith({ snapshot: snapshot(T0, []) });
    const add = (...rows) => [...store.addRows({ as_of: iso(T0), rows })];
    assert.deepEqual(add(row(T0, "CA", 5), row(T0, "UT", 1)), []);
    store.setSummary(summary(T0));
    assert.deepEqual(add(row(T0, "CA", 6), row(T0, "UT", 1), row(T0, "XX", 1)), ["CA", "XX"]);
    assert.deepEqual(add(row(T0, "CA", 4)), [], "an older row");
    store.setSnapshot(snapshot(T0, []));
    assert.deepEqual(add(row(T0, "CA", 9)), []);
  });
});

describe("Store: other state", () => {
  it("names regions and special locales, and falls back to the code", () => {
    const store = storeWith();
    assert.equal(store.nameOf("CA"), "California");
    assert.equal(store.nameOf("UNK"), "Unknown");
    assert.equal(store.nameOf("OTHER"), "Elsewhere");
    assert.equal(store.nameOf("QQ"), "QQ");
    assert.deepEqual(store.locales(["QQ", "CA"], ["UNK"]), ["CA", "UT", "XX", "UNK", "OTHER", "QQ"]);
    assert.deepEqual(store.windowing, { lengthMillis: 30_000, slideMillis: 10_000, latenessMillis: 60_000 });
    assert.equal(store.history.limitMillis, 24 * HOUR);
    assert.equal(store.settings, REGIONS);
  });

  it("does not know its numbers while a job is catching up", () => {
    const store = storeWith({ snapshot: snapshot(null, []) });
    assert.equal(store.known, false, "no health report yet");
    store.setService({ status: "up" });
    assert.equal(store.known, true);
    store.addProgress({ job: "user_login_clean", catching_up: true });
    assert.equal(store.known, false);
    store.addProgress({ job: "user_login_clean", catching_up: false });
    assert.equal(store.known, true);
    store.setService({ status: "down" });
    assert.equal(store.known, false);
    store.setSummary(summary(T0));
    assert.equal(store.known, true, "a window is enough");
  });

  it("knows neither its numbers nor a rate while the server reads the records of the past day", () => {
    const store = storeWith({ snapshot: snapshot(null, []) });
    store.setSummary(summary(T0, { visits: 0, asOf: T0 - 6_000 }));
    store.setSummary({ ...summary(T0, { visits: 6_000_000, asOf: T0 }), reading: true });
    assert.equal(store.known, false);
    assert.equal(store.loginsPerSecond(T0), null);
    assert.equal(store.rateNote(T0), "the server is starting");
    store.setSummary({ ...summary(T0, { visits: 6_000_000, asOf: T0 }), reading: false });
    assert.equal(store.known, true);
    assert.equal(store.loginsPerSecond(T0), null, "what was read says nothing of the rate");
  });

  it("keeps the time of the last change of the connection", () => {
    const store = storeWith();
    store.setConnection("offline", 5);
    store.setConnection("offline", 9);
    assert.deepEqual(store.connection, { state: "offline", since: 5 });
    store.setConnection("open", 10);
    assert.deepEqual(store.connection, { state: "open", since: 10 });
  });

  it("keeps the last two progress reports of each job", () => {
    const store = storeWith();
    const reports = [1, 2, 3].map((batch) => ({ job: "user_login_stats", batch }));
    store.addProgress(reports[0]);
    assert.equal(store.progressBefore.get("user_login_stats"), undefined);
    store.addProgress(reports[1]);
    store.addProgress(reports[2]);
    assert.equal(store.progressBefore.get("user_login_stats"), reports[1]);
    assert.equal(store.progress.get("user_login_stats"), reports[2]);
  });

  it("adds the rates of a summary to the history", () => {
    const store = storeWith();
    store.setSummary({ ...summary(T0), rates: [{ start: iso(T0), rejected: 4, late: 2 }] });
    assert.deepEqual(store.history.rates(T0, T0 + 1, 10_000), [{ start: T0, rejected: 4, late: 2 }]);
    assert.doesNotThrow(() => store.setSummary(summary(T0)), "snapshots have none");
  });
});

describe("Store.setSummary", () => {
  it("doubts the past that was loaded while the server was still reading its topics", () => {
    const store = storeWith({ snapshot: snapshot(T0, []) });
    store.history.addPast(T0 - HOUR, { windows: [] }, { rates: [] }, store.history.losses);
    store.setSummary(summary(T0));
    assert.equal(store.history.knownFrom, T0 - HOUR);
    store.setSummary(summary(T0, { completeThrough: T0 }));
    assert.equal(store.history.knownFrom, Infinity, "it is loaded again");
    store.history.addPast(T0 - HOUR, { windows: [] }, { rates: [] }, store.history.losses);
    store.setSummary(summary(T0, { completeThrough: T0 + 1 }));
    assert.equal(store.history.knownFrom, T0 - HOUR);
  });
});
