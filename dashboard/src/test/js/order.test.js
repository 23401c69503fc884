import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exactMatch, match, sortedLocales } from "../../main/resources/web/model/order.js";

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
    assert.equal(match(state("CUW", "Curaçao", 1), "curacao"), 2, "its name");
    assert.equal(match(ivory, "cotte"), 0);
  });
});

describe("exactMatch", () => {
  const places = [
    { locale: "USA", name: "United States, state unknown" },
    { locale: "UMI", name: "U.S. Outlying Islands", isCountry: true },
    { locale: "US", name: "United States", isCountry: true },
    { locale: "GEO", name: "Georgia", isCountry: true },
    { locale: "GA", name: "Georgia", isState: true },
    { locale: "GIN", name: "Guinea", isCountry: true },
    { locale: "PNG", name: "Papua New Guinea", isCountry: true },
  ];
  const found = (typed, map) => exactMatch(places, typed, map)?.locale;

  it("is the United States as a whole while the world is shown, by code and by name", () => {
    for (const typed of ["us", "usa", "USA ", "united states"]) assert.equal(found(typed, "world"), "US", typed);
  });

  it("is logins without a state while the states are shown", () => {
    assert.equal(found("usa", "us"), "USA");
    assert.equal(found("united states", "us"), "US");
  });

  it("is, of places with one name, that on the map", () => {
    assert.equal(found("georgia", "world"), "GEO");
    assert.equal(found("georgia", "us"), "GA");
    assert.equal(found("guinea", "us"), "GIN", "another map, but the only one of this name");
  });

  it("is none of what matches in part", () => {
    assert.equal(found("united", "world"), undefined);
    assert.equal(found("", "world"), undefined);
  });
});
