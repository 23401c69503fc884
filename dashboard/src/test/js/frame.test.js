import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  changeText,
  comparedWith,
  hasChange,
  liveFrame,
  outsideFrame,
  pastFrame,
  valueOf,
} from "../../main/resources/web/model/frame.js";
import { rankAndShare } from "../../main/resources/web/model/rank.js";
import { HOUR, iso, REGIONS, row, snapshot, storeWith, T0 } from "./support.js";

const stateOf = (frame, locale) => frame.states.find((state) => state.locale === locale);

describe("liveFrame", () => {
  it("is null before the first summary", () => {
    assert.equal(liveFrame(storeWith(), T0), null);
  });

  it("lists every region, with zeros where there are no logins", () => {
    const frame = liveFrame(
      storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 5, 4, 3)], { logins: 5, visits: 50 }) }),
      T0,
    );
    assert.deepEqual(
      frame.states.map(({ locale }) => locale),
      ["CA", "UT", "XX", "UNK", "OTHER"],
    );
    const { name, population, users, logins, devices, visits } = stateOf(frame, "CA");
    assert.deepEqual(
      { name, population, users, logins, devices, visits },
      {
        name: "California",
        population: 40_000_000,
        users: 4,
        logins: 5,
        devices: 3,
        visits: 50,
      },
    );
    assert.deepEqual(
      { ...stateOf(frame, "UT"), change: null },
      {
        locale: "UT",
        name: "Utah",
        population: 3_000_000,
        isState: true,
        isCountry: false,
        users: 0,
        logins: 0,
        devices: 0,
        failed: 0,
        "failure-rate": null,
        failedUsers: 0,
        failureReasons: [],
        visits: 0,
        change: null,
      },
    );
    assert.equal(stateOf(frame, "UNK").population, null);
    assert.equal(stateOf(frame, "XX").isState, true);
    assert.equal(stateOf(frame, "UNK").isState, false);
    assert.equal(stateOf(frame, "OTHER").isState, false);
  });

  it("lists the locales that are counted by their own name, and Elsewhere, but no others", () => {
    const store = storeWith({ snapshot: snapshot(T0, [row(T0, "OTHER", 5)]) });
    store.setRegions({ ...REGIONS, regions: REGIONS.regions.slice(1, 2), locales: ["QC", "UT"] });
    const frame = liveFrame(store, T0);
    assert.deepEqual(
      frame.states.map(({ locale, logins }) => [locale, logins]),
      [
        ["UT", 0],
        ["OTHER", 5],
        ["QC", 0],
      ],
    );
    assert.equal(store.ready, true);
    assert.equal(store.population, 43_000_000);
  });

  it("lists locales that are not regions, even if they have only visits", () => {
    const body = snapshot(T0, [row(T0, "QQ", 5)]);
    const store = storeWith({ snapshot: body });
    store.setSummary({ ...store.summary, visits: { ...store.summary.visits, by_locale: { QQ: 50, RR: 7 } } });
    const frame = liveFrame(store, T0);
    assert.equal(stateOf(frame, "QQ").logins, 5);
    assert.equal(stateOf(frame, "RR").visits, 7);
    assert.equal(stateOf(frame, "RR").name, "RR");
  });

  it("has the totals and counts of the summary", () => {
    const frame = liveFrame(storeWith({ snapshot: snapshot(T0, [], { logins: 5, visits: 50 }) }), T0);
    assert.equal(frame.kind, "live");
    const { users, logins, devices, failed } = frame.totals;
    assert.deepEqual({ users, logins, devices, failed }, { users: 5, logins: 5, devices: 5, failed: 0 });
    assert.equal(frame.visits, 50);
    assert.equal(frame.since, T0 - HOUR);
    assert.equal(frame.rejected, 3);
    assert.deepEqual(frame.reasons, { tombstone: 3 });
    assert.equal(frame.late, 2);
  });

  it("has the failed logins of the country and of each state, and why they failed", () => {
    const reasons = [{ reason: "LOCKED", count: 2 }];
    const failing = { failed_logins: 2, failed_users: 1, failure_reasons: reasons };
    const body = snapshot(T0, [{ ...row(T0, "CA", 6), ...failing }, row(T0, "UT", 3)], { logins: 9 });
    Object.assign(body.totals, failing);
    const { totals, states } = liveFrame(storeWith({ snapshot: body }), T0);
    const ca = states.find(({ locale }) => locale === "CA");
    for (const numbers of [totals, ca]) {
      assert.deepEqual([numbers.failed, numbers.failedUsers, numbers.failureReasons], [2, 1, reasons]);
    }
    assert.equal(ca["failure-rate"], 25);
    assert.equal(totals["failure-rate"], (100 * 2) / 11);
  });

  it("has a failure rate of 0 where nobody failed, and none where nobody tried", () => {
    const { states } = liveFrame(storeWith({ snapshot: snapshot(T0, [row(T0, "UT", 3)]) }), T0);
    const rate = (locale) => states.find((state) => state.locale === locale)["failure-rate"];
    assert.deepEqual([rate("UT"), rate("CA")], [0, null]);
  });

  it("compares its window with the window one length before", () => {
    const before = T0 - 30_000;
    const rows = [row(before, "CA", 10, 8, 4), row(T0, "CA", 15, 6, 4), row(T0, "UT", 3), row(before, "XX", 2)];
    const frame = liveFrame(storeWith({ snapshot: snapshot(T0, [row(T0, "CA", 1)]), rows }), T0);
    assert.deepEqual(frame.changeOf, { start: T0, end: T0 + 30_000 });
    assert.deepEqual(stateOf(frame, "CA").change, {
      users: -0.25,
      logins: 0.5,
      devices: 0,
      failed: null,
      "failure-rate": 0,
    });
    assert.equal(stateOf(frame, "UT").change.logins, null, "no logins before");
    assert.equal(stateOf(frame, "XX").change.logins, -1, "no logins now");
    assert.equal(stateOf(frame, "UNK").change.logins, null);
  });

  it("has no change while one of the two windows is not known", () => {
    const frame = liveFrame(storeWith({ snapshot: snapshot(T0, []), rows: [row(T0 - 10_000, "CA", 5)] }), T0);
    assert.equal(stateOf(frame, "CA").change, null);
  });

  it("has no change while its window is still filling", () => {
    const rows = [row(T0 - 30_000, "CA", 10), row(T0, "CA", 5)];
    const frame = liveFrame(storeWith({ snapshot: snapshot(T0, [], { full: false }), rows }), T0);
    assert.equal(frame.window.full, false);
    assert.equal(frame.changeOf, null);
    assert.equal(stateOf(frame, "CA").change, null);
  });

  it("has the window that comes next", () => {
    const store = storeWith({ snapshot: snapshot(T0, [], { logins: 30 }), rows: [row(T0 + 30_000, "CA", 5)] });
    assert.equal(liveFrame(store, T0).filling.fraction, 0.5);
  });

  it("has no window and knows no numbers before any login", () => {
    const frame = liveFrame(storeWith({ snapshot: snapshot(null, []) }), T0);
    assert.equal(frame.window, null);
    assert.equal(frame.changeOf, null);
    assert.equal(frame.known, false);
    assert.equal(frame.perSecond, null);
    assert.equal(frame.since, null);
    assert.equal(frame.states.length, 5);
  });
});

describe("outsideFrame", () => {
  it("knows nothing but what the history covers", () => {
    const frame = outsideFrame(storeWith(), { from: iso(T0 - HOUR), to: iso(T0) });
    assert.deepEqual(frame.history, { from: T0 - HOUR, to: T0 });
    assert.equal(frame.known, false);
    assert.equal(frame.window, null);
    assert.equal(frame.perSecond, null);
    assert.equal(frame.states.length, 5);
    assert.ok(frame.states.every(({ change }) => change === null));
  });

  it("has no history before any login", () => {
    assert.equal(outsideFrame(storeWith(), null).history, null);
  });
});

describe("pastFrame", () => {
  const then = (start, rows, visits = {}) => ({
    window: { start: iso(start), end: iso(start + 30_000), final: true, full: true },
    totals: { logins: 90, unique_users: 80, distinct_devices: 70 },
    visits: { total: 999, then: 500, since: iso(T0 - HOUR) },
    rejected: { total: 99, by_reason: { late: 99 }, then: 4, by_reason_then: { tombstone: 4 } },
    late: { total: 88, then: 2 },
    states: rows.map((state) => ({ ...state, visits: 777, visits_then: visits[state.locale] })),
  });

  it("has the counts of that moment, not the current ones", () => {
    const frame = pastFrame(storeWith(), then(T0, [row(T0, "CA", 6)], { CA: 60 }), then(T0 - 30_000, []));
    assert.equal(frame.kind, "past");
    assert.equal(frame.known, true);
    assert.deepEqual(frame.window, { start: T0, end: T0 + 30_000, final: true, full: true });
    assert.equal(frame.filling, null);
    assert.equal(frame.visits, 500);
    assert.equal(frame.rejected, 4);
    assert.deepEqual(frame.reasons, { tombstone: 4 });
    assert.equal(frame.late, 2);
    assert.equal(stateOf(frame, "CA").visits, 60);
    assert.equal(frame.perSecond, 3);
  });

  it("has 0 visits for a state that had none then", () => {
    const frame = pastFrame(storeWith(), then(T0, [row(T0, "CA", 6)]), then(T0 - 30_000, []));
    assert.equal(stateOf(frame, "CA").visits, 0);
  });

  it("knows no counts of a moment before the day that is counted", () => {
    const body = then(T0, [row(T0, "CA", 6)]);
    Object.assign(body.visits, { then: null });
    Object.assign(body.rejected, { then: null, by_reason_then: null });
    Object.assign(body.late, { then: null });
    for (const state of body.states) state.visits_then = null;
    const frame = pastFrame(storeWith(), body, then(T0 - 30_000, []));
    assert.equal(frame.visits, null);
    assert.equal(frame.rejected, null);
    assert.deepEqual(frame.reasons, {});
    assert.equal(frame.late, null);
    assert.equal(stateOf(frame, "CA").logins, 6);
    assert.equal(stateOf(frame, "CA").visits, null);
    assert.equal(stateOf(frame, "UT").visits, null, "without a row");
    assert.equal(valueOf(stateOf(frame, "CA"), "visits", true), null);
    assert.equal(frame.ratesSince, null, "where there are no records, nothing is known");
  });

  it("has no change where the history begins within the window before", () => {
    const frame = pastFrame(storeWith(), then(T0, [row(T0, "CA", 6)]), { window: null, history: null });
    assert.equal(stateOf(frame, "CA").logins, 6);
    assert.equal(stateOf(frame, "CA").change, null);
  });

  it("compares its own window with the window one length before", () => {
    const frame = pastFrame(storeWith(), then(T0, [row(T0, "CA", 6)]), then(T0 - 30_000, [row(T0 - 30_000, "CA", 8)]));
    assert.deepEqual(frame.changeOf, { start: T0, end: T0 + 30_000 });
    assert.equal(stateOf(frame, "CA").change.logins, -0.25);
  });

  it("has no change if the window is still filling", () => {
    const filling = then(T0, [row(T0, "CA", 6)]);
    filling.window.full = false;
    const frame = pastFrame(storeWith(), filling, then(T0 - 30_000, [row(T0 - 30_000, "CA", 8)]));
    assert.equal(frame.changeOf, null);
    assert.equal(stateOf(frame, "CA").change, null);
  });
});

describe("valueOf", () => {
  const state = { logins: 20, users: 10, population: 4_000_000 };

  it("is a count, or a rate per million inhabitants", () => {
    assert.equal(valueOf(state, "logins", false), 20);
    assert.equal(valueOf(state, "logins", true), 5);
    assert.equal(valueOf({ ...state, logins: 0 }, "logins", true), 0);
  });

  it("is never a failure rate per million", () => {
    assert.equal(valueOf({ ...state, "failure-rate": 12 }, "failure-rate", true), 12);
    assert.equal(valueOf({ ...state, failed: 4 }, "failed", true), 1);
  });

  it("is null where the number of inhabitants is not known", () => {
    assert.equal(valueOf({ ...state, population: null }, "logins", true), null);
    assert.equal(valueOf({ ...state, population: 0 }, "logins", true), null);
    assert.equal(valueOf({ ...state, population: null }, "logins", false), 20);
  });
});

describe("changeText", () => {
  const state = { logins: 6, users: 0, visits: 60, population: 3_000_000, change: { logins: 0.5, users: null } };

  it("is the change in percent", () => {
    assert.equal(changeText(state, "logins", false), "+50 %");
    assert.equal(changeText(state, "logins", true), "+50 %");
  });

  it("is new for what was not there before, and nothing for what still is not", () => {
    assert.equal(changeText({ ...state, change: { logins: null } }, "logins", false), "new");
    assert.equal(changeText(state, "users", false), "");
  });

  it("of a failure rate is in points, where both rates are known", () => {
    const rated = (now, change) => ({ ...state, "failure-rate": now, change: { "failure-rate": change } });
    assert.equal(changeText(rated(5, 1.25), "failure-rate", false), "+1.3 points");
    assert.equal(changeText(rated(5, null), "failure-rate", false), "");
    assert.equal(changeText(rated(null, null), "failure-rate", true), "");
  });

  it("is nothing beside a number that is not known, for visits, and without an earlier window", () => {
    const elsewhere = { ...state, population: null, change: { logins: null } };
    assert.equal(changeText(elsewhere, "logins", true), "");
    assert.equal(changeText(elsewhere, "logins", false), "new");
    assert.equal(changeText(state, "visits", false), "");
    assert.equal(changeText({ ...state, change: null }, "logins", false), "");
  });
});

it("hasChange is for a line about changes: of a country without inhabitants there are none per million", () => {
  const change = { users: 0.5, logins: 1, devices: null, failed: null, "failure-rate": 0 };
  const state = { users: 3, logins: 2, devices: 0, failed: 0, "failure-rate": 0, visits: 1, population: null, change };
  assert.equal(hasChange(state, false, false), true);
  assert.equal(hasChange(state, true, false), false);
  assert.equal(hasChange(state, true, true), true, "that of the failure rate");
  assert.equal(hasChange({ ...state, population: 1_000 }, true, false), true);
  assert.equal(hasChange({ ...state, change: null }, false, true), false);
});

it("comparedWith says how long before, where there is a change", () => {
  assert.equal(comparedWith({ changeOf: { start: T0, end: T0 + 30_000 } }), "compared with the 30 s before");
  assert.equal(comparedWith({ changeOf: null }), "");
});

describe("rankAndShare", () => {
  const state = (locale, logins, population = null, isState = true) => ({
    locale,
    logins,
    users: logins,
    devices: 0,
    visits: 0,
    population,
    isState,
  });
  const states = [
    state("CA", 60, 40_000_000),
    state("UT", 30, 3_000_000),
    state("XX", 30),
    state("WY", 0, 1_000_000),
    state("UNK", 80, null, false),
  ];

  it("ranks by the measure; equal states share the better rank", () => {
    assert.equal(
      rankAndShare(states[0], states, "logins", false),
      "1st of 4 states and territories · 30.0 % of all logins · 40,000,000 inhabitants (2020)",
    );
    assert.match(rankAndShare(states[1], states, "logins", false), /^2nd of 4 states and territories · 15.0 % /);
    assert.equal(
      rankAndShare(states[2], states, "logins", false),
      "2nd of 4 states and territories · 15.0 % of all logins",
    );
    assert.match(rankAndShare(states[3], states, "logins", false), /^4th of 4 .* · 0.0 % /);
  });

  it("gives no rank to what is no state, and counts it in the share only", () => {
    assert.equal(rankAndShare(states[4], states, "logins", false), "40.0 % of all logins");
    assert.equal(rankAndShare(states[4], states, "logins", true), "40.0 % of all logins");
  });

  it("ranks per million only places with inhabitants, and keeps the share of the count", () => {
    assert.match(
      rankAndShare(states[1], states, "logins", true),
      /^1st of 3 states and territories per million · 15.0 % of all logins/,
    );
    assert.equal(rankAndShare(states[2], states, "logins", true), "15.0 % of all logins");
  });

  it("names the sum that a share of users refers to", () => {
    assert.match(rankAndShare(states[0], states, "users", false), /30.0 % of the states' unique users/);
  });

  it("ranks by failure rate, which has no share, nor a number per million", () => {
    const rated = states.map((other, i) => ({ ...other, failed: i, "failure-rate": i === 3 ? null : 10 * i }));
    for (const perMillion of [false, true]) {
      assert.equal(
        rankAndShare(rated[1], rated, "failure-rate", perMillion),
        "2nd of 4 states and territories · 3,000,000 inhabitants (2020)",
      );
    }
    assert.equal(rankAndShare(rated[3], rated, "failure-rate", false), "1,000,000 inhabitants (2020)");
    assert.equal(rankAndShare(rated[4], rated, "failure-rate", false), "");
    assert.match(rankAndShare(rated[1], rated, "failed", false), /10.0 % of all failed logins/);
  });

  it("has neither rank nor share where the numbers are not known", () => {
    const unknown = states.map((other) => ({ ...other, visits: null }));
    assert.equal(rankAndShare(unknown[0], unknown, "visits", false), "40,000,000 inhabitants (2020)");
    assert.equal(rankAndShare(unknown[4], unknown, "visits", true), "");
  });

  it("has a share of 0.0 % where the sum is 0", () => {
    assert.match(rankAndShare(states[0], states, "visits", false), /^1st of 4 .* · 0.0 % of all visits/);
  });
});
