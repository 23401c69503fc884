import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failuresText, topReasons } from "../../main/resources/web/model/failures.js";
import { failureRate, MEASURES, needsOutcomes, unitOf } from "../../main/resources/web/model/measures.js";
import { iso, row, storeWith, summary, T0 } from "./support.js";

describe("topReasons", () => {
  const reasons = ["A", "B", "C", "D"].map((reason, i) => ({ reason, count: 8 - 2 * i }));

  it("are all where they fit, with their parts of the largest", () => {
    assert.deepEqual(
      topReasons(reasons, 4).map(({ reason, part }) => [reason, part]),
      [
        ["A", 1],
        ["B", 0.75],
        ["C", 0.5],
        ["D", 0.25],
      ],
    );
  });

  it("have the rest in one entry, which may be the largest", () => {
    assert.deepEqual(topReasons(reasons, 2), [
      { reason: "A", more: 0, count: 8, part: 8 / 12 },
      { reason: null, more: 3, count: 12, part: 1 },
    ]);
  });

  it("are none without failed logins", () => {
    assert.deepEqual(topReasons([], 3), []);
  });
});

it("failuresText counts logins and users, and says where no user is known", () => {
  assert.equal(failuresText({ failed: 0, failedUsers: 0 }), "No failed logins in this window.");
  assert.equal(failuresText({ failed: 1, failedUsers: 1 }), "1 failed login of 1 user");
  assert.equal(failuresText({ failed: 1_200, failedUsers: 34 }), "1,200 failed logins of 34 users");
  assert.equal(failuresText({ failed: 2, failedUsers: 0 }), "2 failed logins, of no known user");
});

describe("measures", () => {
  it("that need outcomes are those of failed logins", () => {
    assert.deepEqual(MEASURES.filter(needsOutcomes), ["failed", "failure-rate"]);
  });

  it("are counts or per million, but for the failure rate", () => {
    assert.deepEqual([unitOf("failed", false), unitOf("failed", true)], ["count", "million"]);
    assert.deepEqual([unitOf("failure-rate", false), unitOf("failure-rate", true)], ["percent", "percent"]);
  });

  it("failureRate is of all attempts, and not known without any", () => {
    assert.equal(failureRate(3, 1), 25);
    assert.equal(failureRate(0, 2), 100);
    assert.equal(failureRate(0, 0), null);
  });
});

describe("the store, of failed logins", () => {
  const failing = (start, logins, failed) => ({
    ...row(start, "CA", logins),
    failed_logins: failed,
    failed_users: failed,
  });

  it("takes the row with the most logins and failed logins together", () => {
    const store = storeWith({ snapshot: null, rows: [failing(T0, 5, 4), row(T0, "CA", 8)] });
    assert.equal(store.rowsOf(T0).get("CA").failed_logins, 4);
    store.addRows({ as_of: iso(T0), rows: [failing(T0, 4, 6)] });
    assert.equal(store.rowsOf(T0).get("CA").failed_logins, 6);
    assert.equal(store.history.between(T0, T0 + 1)[0].failed, 6);
  });

  it("has no news of a login where one only failed", () => {
    const store = storeWith({ rows: [failing(T0, 5, 0)] });
    store.setSummary(summary(T0, { logins: 5 }));
    assert.deepEqual([...store.addRows({ as_of: iso(T0), rows: [failing(T0, 5, 1)] })], []);
    assert.deepEqual([...store.addRows({ as_of: iso(T0), rows: [failing(T0, 6, 1)] })], ["CA"]);
  });

  it("knows of outcomes as the last summary says, but not less from a server that still reads", () => {
    const store = storeWith();
    assert.equal(store.hasOutcomes, false);
    store.setSummary({ ...summary(T0), has_outcomes: true });
    assert.equal(store.hasOutcomes, true);
    store.setSummary({ ...summary(T0), reading: true, has_outcomes: false });
    assert.equal(store.hasOutcomes, true);
    store.setSummary({ ...summary(T0), has_outcomes: false });
    assert.equal(store.hasOutcomes, false);
  });
});
