import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dayAndTime, timeOfDay } from "../../main/resources/web/lib/format.js";
import { arrivalRate, isBehind, reasonsFor, statusOf, titleOf } from "../../main/resources/web/model/status.js";
import { HOUR, iso, MINUTE, snapshot, storeWith, summary, T0 } from "./support.js";

const LIVE = snapshot(T0, []);
const EMPTY = snapshot(null, []);
const components = (...states) => ({
  components: Object.fromEntries(states.map((state, i) => [`part${i}`, { state, reason: `part ${i} is ${state}` }])),
});

/** A store with an open connection, this snapshot, health report and lags of the two jobs. */
function open(body, { service = null, lags = [0, 0], catchingUp = [false, false] } = {}) {
  const store = storeWith({ snapshot: body });
  store.setConnection("open", T0);
  if (service) store.setService(service);
  ["user_login_clean", "user_login_stats"].forEach((job, i) =>
    store.addProgress({ job, lag: lags[i], catching_up: catchingUp[i] }),
  );
  return store;
}

describe("statusOf", () => {
  it("is connecting until the stream is open and the first snapshot has arrived", () => {
    const store = storeWith();
    assert.equal(statusOf(store, T0).state, "connecting");
    store.setConnection("open", T0);
    assert.equal(statusOf(store, T0).state, "connecting");
    store.setSnapshot(LIVE);
    assert.deepEqual(statusOf(store, T0), { state: "live", text: "", trouble: "" });
    store.setConnection("hidden", T0);
    assert.equal(statusOf(store, T0).state, "connecting");
  });

  it("is offline with a time, and warns of old numbers only if it shows any", () => {
    const store = open(LIVE);
    store.setConnection("offline", T0);
    assert.equal(statusOf(store, T0).state, "offline");
    assert.equal(statusOf(store, T0).text, `since ${timeOfDay(T0)}, trying again`);
    assert.match(statusOf(store, T0).trouble, /old/);
    const empty = storeWith();
    empty.setConnection("offline", T0);
    assert.equal(statusOf(empty, T0).trouble, "");
  });

  it("is empty when everything runs but there is no login", () => {
    assert.deepEqual(statusOf(open(EMPTY), T0), { state: "empty", text: "no logins yet", trouble: "" });
  });

  it("is catching up while any job is, with the sum of the lags", () => {
    const store = open(LIVE, { lags: [9_000, 345], catchingUp: [true, false] });
    assert.deepEqual(statusOf(store, T0), { state: "catching-up", text: "9,345 records to go", trouble: "" });
    assert.equal(
      statusOf(open(LIVE, { lags: [9_000, 345] }), T0).state,
      "live",
      "a lag alone does not mean catching up",
    );
  });

  it("reports the worst problem: down, stale, starting, catching up", () => {
    const worst = (...states) => statusOf(open(LIVE, { service: components(...states), catchingUp: [true, true] }), T0);
    assert.equal(worst("starting", "stale", "down").state, "broken");
    assert.equal(worst("starting", "stale", "down").trouble, "part 2 is down");
    assert.equal(worst("starting", "stale").state, "stale");
    assert.equal(worst("starting", "stale").trouble, "part 1 is stale");
    assert.deepEqual(worst("up", "starting"), { state: "starting", text: "part 1 is starting", trouble: "" });
    assert.equal(worst("up").state, "catching-up");
  });

  it("has no news when nothing new came for longer than jobs ever take between two reports", () => {
    const heard = (at) => ({ ...snapshot(T0, [], { asOf: at }), server_time: iso(at) });
    const store = open(heard(T0));
    assert.equal(statusOf(store, T0 + 20_000).state, "live");
    const silent = { state: "no-news", text: `since ${timeOfDay(T0)}`, trouble: "" };
    assert.deepEqual(statusOf(store, T0 + 20_001), silent);
    store.setSummary({ ...summary(T0, { asOf: T0 }), server_time: iso(T0 + 21_000) });
    assert.deepEqual(statusOf(store, T0 + 21_000), silent, "a summary without anything new is no news");
    store.setSummary({ ...summary(T0, { asOf: T0 + 21_500 }), server_time: iso(T0 + 22_000) });
    assert.equal(statusOf(store, T0 + 22_000).state, "live", "at once");
    store.setService(components("stale"));
    assert.equal(statusOf(store, T0 + HOUR).state, "stale", "what the server says is wrong comes first");

    const restarted = open({ ...heard(T0), server_time: iso(T0 + HOUR) });
    assert.deepEqual(statusOf(restarted, T0 + HOUR), silent, "a server that starts before the jobs has old numbers");
    restarted.setSummary({ ...summary(T0, { asOf: T0 + HOUR - 60_000 }), server_time: iso(T0 + HOUR + 1_000) });
    assert.equal(statusOf(restarted, T0 + HOUR + 1_000).state, "live", "whatever the broker's clock says");

    const idle = storeWith({ snapshot: heard(T0) });
    idle.setConnection("open", T0);
    assert.equal(statusOf(idle, T0 + HOUR).state, "live", "no job has reported, so none is missed");
  });

  it("warns of what a part that is up warns of, and stays live", () => {
    const service = { components: { kafka: { state: "up" }, clean: { state: "up", reason: "10 % were rejected." } } };
    assert.deepEqual(statusOf(open(LIVE, { service }), T0), {
      state: "live",
      text: "",
      trouble: "10 % were rejected.",
    });
  });

  it("says since when the numbers are stale, if it is known", () => {
    const service = components("stale");
    assert.equal(statusOf(open(LIVE, { service }), T0).text, `since ${timeOfDay(T0)}`);
    assert.equal(statusOf(open(snapshot(null, [], { asOf: null }), { service }), T0).text, "");
  });

  it("says since when there are no logins, with the day, once all is counted a minute beyond the last ones", () => {
    const idle = (millis) => open(snapshot(T0, [], { completeThrough: T0 + 30_000 + millis }));
    assert.equal(statusOf(idle(59_999), T0).text, "");
    const since = T0 + 30_000; // the end of the newest slide with logins
    assert.equal(statusOf(idle(MINUTE), T0 + MINUTE).text, `no logins since ${timeOfDay(since)}`);
    const now = T0 + 25 * HOUR;
    const yesterday = statusOf(idle(25 * HOUR), now);
    assert.deepEqual(yesterday, { state: "live", text: `no logins since ${dayAndTime(since, now)}`, trouble: "" });
    assert.match(yesterday.text, /1 Mar, /);
  });

  it("says the day of an old connection, and of old data", () => {
    const now = T0 + 25 * HOUR;
    const store = open(LIVE, { service: components("stale") });
    assert.match(statusOf(store, now).text, /^since 1 Mar, /);
    store.setConnection("offline", T0);
    assert.match(statusOf(store, now).text, /^since 1 Mar, /);
  });
});

it("reasonsFor lists the reasons of one state, in order", () => {
  assert.deepEqual(reasonsFor(components("down", "up", "down"), "down"), ["part 0 is down", "part 2 is down"]);
  assert.deepEqual(reasonsFor(null, "down"), []);
  assert.deepEqual(reasonsFor({}, "down"), []);
});

describe("isBehind", () => {
  const behind = (lag, rate) => isBehind({ lag, rows_per_second: rate });

  it("allows a lag of 1,000 records at any rate", () => {
    assert.equal(behind(1_000, 0), false);
    assert.equal(behind(1_001, 0), true);
    assert.equal(behind(1_001, 10), true);
  });

  it("allows the work of 5 s at high rates", () => {
    assert.equal(behind(50_000, 10_000), false);
    assert.equal(behind(50_001, 10_000), true);
  });
});

describe("titleOf", () => {
  it("is the name of the page, and of the state that is open", () => {
    assert.equal(titleOf("live", null), "Rollcall");
    assert.equal(titleOf("connecting", null), "Rollcall");
    assert.equal(titleOf("live", "Utah"), "Utah – Rollcall");
  });

  it("begins with what is wrong", () => {
    assert.equal(titleOf("offline", null), "Offline – Rollcall");
    assert.equal(titleOf("no-news", null), "No news – Rollcall");
    assert.equal(titleOf("catching-up", null), "Catching up – Rollcall");
    assert.equal(titleOf("broken", "Utah"), "Something is wrong – Utah – Rollcall");
  });
});

describe("arrivalRate", () => {
  const report = (at, lag, rate) => ({ at: iso(at), lag, rows_per_second: rate });

  it("is not known without progress", () => {
    assert.equal(arrivalRate(undefined, undefined), null);
  });

  it("is the read rate while there is only one report", () => {
    assert.equal(arrivalRate(undefined, report(T0, 500, 100)), 100);
  });

  it("adds the growth of the lag", () => {
    assert.equal(arrivalRate(report(T0, 0, 90), report(T0 + 2_000, 100, 100)), 150);
    assert.equal(arrivalRate(report(T0, 100, 90), report(T0 + 2_000, 0, 100)), 50);
  });

  it("ignores the lag if the reports are too close together", () => {
    assert.equal(arrivalRate(report(T0, 0, 90), report(T0 + 500, 100, 100)), 100);
    assert.equal(arrivalRate(report(T0, 0, 90), report(T0 - 2_000, 100, 100)), 100);
  });

  it("is never negative", () => {
    assert.equal(arrivalRate(report(T0, 10_000, 90), report(T0 + 1_000, 0, 100)), 0);
  });
});
