import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCsv } from "../../main/resources/web/lib/csv.js";
import { liveFrame, pastFrame } from "../../main/resources/web/model/frame.js";
import { isListed, mapsOf, onMap, OpenMap, opening, withoutStates } from "../../main/resources/web/model/places.js";
import { rankAndShare } from "../../main/resources/web/model/rank.js";
import { Store } from "../../main/resources/web/model/store.js";
import { iso, REGIONS, row, snapshot, summary, T0 } from "./support.js";

const COUNTRIES = [
  { locale: "CAN", name: "Canada", population: 40_000_000 },
  { locale: "CIV", name: "Côte d’Ivoire", population: 32_000_000 },
  { locale: "DEU", name: "Germany", population: 84_000_000 },
];
const WORLD = {
  ...REGIONS,
  locales: ["CA", "CAN", "CIV", "DEU", "UNK", "USA", "UT", "XX"],
  countries: COUNTRIES,
  united_states: { population: 50_000_000 },
};
const whole = (logins, users) => ({
  locale: "US",
  logins,
  unique_users: users,
  distinct_devices: users,
  visits: 10 * logins,
});

function worldStore(rows, us = whole(9, 6)) {
  const store = new Store();
  store.setRegions(WORLD);
  store.setSnapshot({ ...snapshot(T0, rows, { logins: 20 }), united_states: us });
  return store;
}

const ROWS = [row(T0, "CA", 5), row(T0, "UT", 3), row(T0, "USA", 1), row(T0, "CAN", 7), row(T0, "UNK", 4)];
const locales = (states) => states.map(({ locale }) => locale);

describe("onMap", () => {
  it("has countries, the United States as a whole, and what is nowhere on the world", () => {
    const { states, all } = onMap(liveFrame(worldStore(ROWS), T0), "world");
    assert.deepEqual(locales(states), ["CAN", "CIV", "DEU", "UNK", "OTHER", "US"]);
    assert.deepEqual(locales(all), ["CA", "UT", "XX", "CAN", "CIV", "DEU", "UNK", "USA", "OTHER", "US"]);
  });

  it("has states, logins without one, and what is nowhere on the map of the states", () => {
    const { states } = onMap(liveFrame(worldStore(ROWS), T0), "us");
    assert.deepEqual(locales(states), ["CA", "UT", "XX", "UNK", "USA", "OTHER"]);
  });

  it("leaves a frame without countries as it is", () => {
    const store = new Store();
    store.setRegions(REGIONS);
    store.setSnapshot(snapshot(T0, [row(T0, "CA", 5)]));
    const frame = liveFrame(store, T0);
    assert.equal(frame.unitedStates, null);
    assert.deepEqual(onMap(frame, "us").states, frame.states);
    assert.deepEqual(onMap(frame, "us").all, frame.states);
  });
});

describe("the United States as a whole", () => {
  it("are what the server says: users of two states are no sum", () => {
    const { unitedStates } = liveFrame(worldStore(ROWS), T0);
    const { logins, users, visits, population, name } = unitedStates;
    assert.deepEqual(
      { logins, users, visits, population, name },
      { logins: 9, users: 6, visits: 90, population: 50_000_000, name: "United States" },
    );
  });

  it("change against the window before, once the page has seen it", () => {
    const store = worldStore(ROWS);
    assert.equal(liveFrame(store, T0).unitedStates.change, null);
    store.setSummary({ ...summary(T0 + 30_000, { logins: 20 }), united_states: whole(18, 12) });
    store.addRows({ as_of: iso(T0), rows: [row(T0 + 30_000, "CA", 18)] });
    const { change } = liveFrame(store, T0).unitedStates;
    assert.equal(change.logins, 1);
    assert.equal(change.users, 1);
  });

  it("have a login wherever one of their states has", () => {
    const store = worldStore([]);
    store.setSummary({ ...summary(T0), united_states: whole(0, 0) });
    assert.deepEqual([...store.addRows({ as_of: iso(T0), rows: [row(T0, "UT", 1)] })], ["UT", "US"]);
    assert.deepEqual([...store.addRows({ as_of: iso(T0), rows: [row(T0, "USA", 1)] })], ["USA", "US"]);
    assert.deepEqual([...store.addRows({ as_of: iso(T0), rows: [row(T0, "DEU", 1)] })], ["DEU"]);
  });

  it("have the visits of then at a moment of the past", () => {
    const body = { ...snapshot(T0, ROWS), united_states: { ...whole(9, 6), visits_then: 12 } };
    body.visits.then = 40;
    body.rejected.then = body.late.then = 0;
    const frame = pastFrame(worldStore(ROWS), body, { window: null });
    assert.equal(frame.unitedStates.visits, 12);
    body.visits.then = null;
    assert.equal(pastFrame(worldStore(ROWS), body, { window: null }).unitedStates.visits, null);
  });
});

it("a country without a figure of its inhabitants has no number and no rank per million", () => {
  const store = worldStore([row(T0, "CAN", 7)]);
  store.setRegions({ ...WORLD, countries: [...COUNTRIES, { locale: "SJM", name: "Svalbard", population: 0 }] });
  const { all } = onMap(liveFrame(store, T0), "world");
  const place = (locale) => all.find((one) => one.locale === locale);
  assert.equal(place("SJM").population, null);
  assert.equal(toCsv([["SJM", place("SJM").population]]), "SJM,\r\n");
  assert.equal(place("SJM").isCountry, true);
  assert.match(rankAndShare(place("SJM"), all, "logins", true, "world"), /^0.0 % of all logins$/);
  assert.match(rankAndShare(place("CAN"), all, "logins", true, "world"), /^2nd of 4 countries per million/);
  assert.match(rankAndShare(place("CAN"), all, "logins", false, "world"), /^2nd of 5 countries ·/);
});

describe("OpenMap", () => {
  const maps = ["us", "world"];
  it("is the world if a country has logins, and the states if none has", () => {
    assert.equal(new OpenMap().of(null, maps, liveFrame(worldStore(ROWS), T0)), "world");
    assert.equal(new OpenMap().of(null, maps, liveFrame(worldStore([row(T0, "CA", 5)]), T0)), "us");
  });

  it("is the world if the United States have logins, but none of a known state", () => {
    assert.equal(new OpenMap().of(null, maps, liveFrame(worldStore([row(T0, "USA", 5)]), T0)), "world");
    assert.equal(new OpenMap().of(null, maps, liveFrame(worldStore([row(T0, "USA", 5), row(T0, "UT", 1)]), T0)), "us");
    assert.equal(new OpenMap().of(null, maps, liveFrame(worldStore([row(T0, "UNK", 5)]), T0)), "us");
  });

  it("does not turn over later, but waits for the first logins", () => {
    const open = new OpenMap();
    assert.equal(open.of(null, maps, liveFrame(worldStore([], whole(0, 0)), T0)), "us");
    assert.equal(open.of(null, maps, liveFrame(worldStore(ROWS), T0)), "world");
    assert.equal(open.of(null, maps, liveFrame(worldStore([row(T0, "CA", 5)]), T0)), "world");
  });

  it("is the one that has the open place, and stays when that is closed", () => {
    const frame = liveFrame(worldStore(ROWS), T0);
    for (const [locale, map] of Object.entries({ CA: "us", USA: "us", CAN: "world", US: "world" })) {
      const open = new OpenMap();
      assert.equal(open.of(null, maps, frame, locale), map, locale);
      assert.equal(open.of(null, maps, frame, null), map, locale);
    }
    const idle = liveFrame(worldStore([row(T0, "CA", 5)]), T0);
    assert.equal(new OpenMap().of(null, maps, idle, "DEU"), "world");
    assert.equal(new OpenMap().of("world", maps, frame, "CA"), "world", "the choice of the viewer holds");
    assert.equal(new OpenMap().of(null, maps, frame, "UNK"), "world", "a place of both maps says nothing");
    assert.equal(new OpenMap().of(null, maps, frame, "ZZ"), "world");
  });

  it("is what the viewer chose, if that has something to show", () => {
    const frame = liveFrame(worldStore(ROWS), T0);
    assert.equal(new OpenMap().of("us", maps, frame), "us");
    assert.equal(new OpenMap().of("world", ["us"], frame), "us");
  });
});

describe("withoutStates", () => {
  const said = (rows, map = "us") => withoutStates(onMap(liveFrame(worldStore(rows), T0), map));

  it("says where the logins are while no state has any", () => {
    assert.equal(
      said([row(T0, "USA", 1_200), row(T0, "UNK", 4), row(T0, "CAN", 7)]),
      "No login has a known state: all count as “Unknown” or “United States, state unknown”.",
    );
  });

  it("says nothing where a state has logins, nothing has, or the map is that of the world", () => {
    assert.equal(said([row(T0, "USA", 5), row(T0, "UT", 1)]), "");
    assert.equal(said([row(T0, "CAN", 7)]), "");
    assert.equal(said([]), "");
    assert.equal(said([row(T0, "USA", 5)], "world"), "");
    const frame = onMap(liveFrame(worldStore([row(T0, "USA", 5)]), T0), "us");
    assert.equal(withoutStates({ ...frame, known: false }), "");
  });
});

describe("places", () => {
  it("have one map, or both", () => {
    assert.deepEqual(mapsOf({ regions: [1], countries: [] }), ["us"]);
    assert.deepEqual(mapsOf({ regions: [], countries: [] }), ["us"]);
    assert.deepEqual(mapsOf({ regions: [], countries: [1] }), ["world"]);
    assert.deepEqual(mapsOf({ regions: [1], countries: [1] }), ["us", "world"]);
  });

  it("open with the map that has them", () => {
    const open = (place, map) => opening(place, map, ["us", "world"]);
    assert.deepEqual(open({ locale: "UT", isState: true }, "world"), { state: "UT", map: "us" });
    assert.deepEqual(open({ locale: "UT", isState: true }, "us"), { state: "UT" });
    assert.deepEqual(open({ locale: "DEU", isCountry: true }, "us"), { state: "DEU", map: "world" });
    assert.deepEqual(open({ locale: "USA" }, "world"), { state: "USA", map: "us" });
  });

  it("that are on both maps open with the one that is shown, so that the address shows it again", () => {
    assert.deepEqual(opening({ locale: "UNK" }, "us", ["us", "world"]), { state: "UNK", map: "us" });
    assert.deepEqual(opening({ locale: "UNK" }, "world", ["us", "world"]), { state: "UNK", map: "world" });
    assert.deepEqual(opening({ locale: "UNK" }, "us", ["us"]), { state: "UNK" });
  });

  it("are listed, except for countries without logins", () => {
    const { all } = onMap(liveFrame(worldStore(ROWS), T0), "world");
    assert.deepEqual(locales(all.filter((place) => !isListed(place))), ["CIV", "DEU"]);
  });

  it("rank among their own kind, and share in all logins once", () => {
    const { all } = onMap(liveFrame(worldStore(ROWS), T0), "world");
    const place = (locale) => all.find((one) => one.locale === locale);
    assert.match(
      rankAndShare(place("US"), all, "logins", false),
      /^1st of 4 countries · 45.0 % of all logins · 50,000,000/,
    );
    assert.match(rankAndShare(place("CAN"), all, "logins", false), /^2nd of 4 countries · 35.0 % of all logins/);
    assert.match(rankAndShare(place("CA"), all, "logins", false), /^1st of 3 states and territories · 25.0 % of all/);
    assert.equal(rankAndShare(place("USA"), all, "users", false), "5.0 % of the places' unique users");
  });

  it("share in the users of the places of the world, of which the United States are one", () => {
    const { all } = onMap(liveFrame(worldStore(ROWS), T0), "world");
    const share = (locale, map) =>
      rankAndShare(
        all.find((one) => one.locale === locale),
        all,
        "users",
        false,
        map,
      ).match(/[\d.]+ %/)[0];
    // 6 of the United States as one, 7 of Canada, 4 unknown; their states and USA have 9.
    assert.equal(share("US", "world"), "35.3 %");
    assert.equal(share("US", "us"), "35.3 %");
    assert.equal(share("CAN", "world"), "41.2 %");
    assert.equal(share("UNK", "world"), "23.5 %");
    assert.equal(share("UNK", "us"), "20.0 %");
    assert.equal(share("CA", "us"), "25.0 %");
  });
});
