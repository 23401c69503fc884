import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { match, sortedLocales } from "../../main/resources/web/model/order.js";

const state = (locale, name, logins, population = 1_000_000) => ({ locale, name, logins, population });
const states = [
  state("CA", "California", 5, 40_000_000),
  state("AK", "Alaska", 5),
  state("OR", "Oregon", 9),
  state("UNK", "Unknown", 7, null),
];

describe("sortedLocales", () => {
  it("sorts by a measure, equal numbers by name", () => {
    assert.deepEqual(sortedLocales(states, { by: "logins", descending: true }, false), ["OR", "UNK", "AK", "CA"]);
    assert.deepEqual(sortedLocales(states, { by: "logins", descending: false }, false), ["AK", "CA", "UNK", "OR"]);
  });

  it("sorts rates, with unknown ones last", () => {
    assert.deepEqual(sortedLocales(states, { by: "logins", descending: true }, true), ["OR", "AK", "CA", "UNK"]);
  });

  it("sorts by name in both directions, and leaves the states as they are", () => {
    const before = [...states];
    assert.deepEqual(sortedLocales(states, { by: "name", descending: false }, false), ["AK", "CA", "OR", "UNK"]);
    assert.deepEqual(sortedLocales(states, { by: "name", descending: true }, false), ["UNK", "OR", "CA", "AK"]);
    assert.deepEqual(states, before);
  });
});

describe("match", () => {
  it("prefers the exact code", () => {
    const found = (typed) => states.map((one) => match(one, typed));
    assert.deepEqual(found("or"), [1, 0, 2, 0]); // Calif-or-nia
    assert.deepEqual(found(" OR "), [1, 0, 2, 0]);
    assert.deepEqual(found("un"), [0, 0, 0, 1]);
    assert.deepEqual(found("zz"), [0, 0, 0, 0]);
    assert.deepEqual(found(""), [1, 1, 1, 1]);
  });

  it("ignores accents and the form of apostrophes", () => {
    const ivory = state("CIV", "Côte d’Ivoire", 1);
    for (const typed of ["cote d'ivoire", "CÔTE", "côte d’i", "civ"]) assert.ok(match(ivory, typed) > 0, typed);
    assert.equal(match(state("CUW", "Curaçao", 1), "curacao"), 1);
    assert.equal(match(ivory, "cotte"), 0);
  });
});
