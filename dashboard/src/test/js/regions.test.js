import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Regions } from "../../main/resources/web/model/regions.js";
import { Store } from "../../main/resources/web/model/store.js";
import { REGIONS, row, snapshot, T0 } from "./support.js";

function reader(known = () => true) {
  const answers = [];
  const bodies = [];
  const get = () => new Promise((resolve) => answers.push(resolve));
  return { answers, bodies, regions: new Regions(get, (body) => bodies.push(body), known) };
}

describe("Regions", () => {
  it("are read again when the stream opens again, but not when it opens first", () => {
    const { answers, regions } = reader();
    for (const state of ["connecting", "open", "open"]) regions.connection(state);
    assert.equal(answers.length, 0);
    for (const state of ["offline", "connecting", "open", "open"]) regions.connection(state);
    assert.equal(answers.length, 1);
    for (const state of ["hidden", "open"]) regions.connection(state);
    assert.equal(answers.length, 2);
  });

  it("are read again when a snapshot names a locale that is not known", () => {
    const { answers, regions } = reader((locale) => locale === "CA");
    regions.snapshot(snapshot(T0, [row(T0, "CA", 1)]));
    assert.equal(answers.length, 0);
    regions.snapshot(snapshot(T0, [row(T0, "CA", 1), row(T0, "DEU", 1)]));
    assert.equal(answers.length, 1);
  });

  it("are those of the last answer that was asked for", async () => {
    const { answers, bodies, regions } = reader();
    const reads = [regions.read(), regions.read()];
    answers[1]("new");
    answers[0]("old");
    await Promise.all(reads);
    assert.deepEqual(bodies, ["new"]);
  });
});

describe("Store.setRegions", () => {
  it("forgets the names and places of the regions before", () => {
    const store = new Store();
    store.setRegions(REGIONS);
    const key = store.placesKey;
    store.setRegions(structuredClone(REGIONS));
    assert.equal(store.placesKey, key, "the maps need not be drawn again");
    assert.equal(store.nameOf("UT"), "Utah");
    const countries = [{ locale: "DEU", name: "Germany", population: 84_000_000 }];
    store.setRegions({ ...REGIONS, regions: [], locales: ["DEU", "UNK"], countries });
    assert.notEqual(store.placesKey, key);
    assert.equal(store.nameOf("UT"), "UT");
    assert.equal(store.nameOf("DEU"), "Germany");
    assert.equal(store.nameOf("UNK"), "Unknown");
    assert.deepEqual(store.locales(), ["DEU", "UNK", "OTHER"]);
    assert.equal(store.knows("UT"), false);
    assert.equal(store.knows("DEU"), true);
    assert.equal(store.knows("OTHER"), true);
  });

  it("is not asked of locales before it has any", () => {
    assert.equal(new Store().knows("DEU"), true);
  });
});
