import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { inhabitantsOf, perMillionOf, YEARS } from "../../main/resources/web/model/inhabitants.js";

const MODEL = new URL("../../../../model/src/main/", import.meta.url);
const utah = { locale: "UT", isState: true, population: 3_271_616 };
const canada = { locale: "CAN", isCountry: true, population: 40_126_723 };
const unitedStates = { locale: "US", isCountry: true, population: 335_073_176 };

describe("inhabitants", () => {
  it("are of the year of their source, which stands beside the figure", () => {
    assert.equal(inhabitantsOf(utah), "3,271,616 inhabitants (2020)");
    assert.equal(inhabitantsOf(canada), "40,126,723 inhabitants (2025)");
    assert.equal(inhabitantsOf(unitedStates), "335,073,176 inhabitants (2020)", "the sum of the states");
    assert.equal(perMillionOf(canada), "per million inhabitants (2025)");
  });

  it("have no year where there is no figure", () => {
    assert.equal(inhabitantsOf({ locale: "SJM", isCountry: true, population: null }), "");
    assert.equal(perMillionOf({ locale: "UNK", population: null }), "per million inhabitants");
  });

  it("have the years of the tables", () => {
    const countries = readFileSync(new URL("resources/io/rollcall/model/place/countries.tsv", MODEL), "utf8");
    assert.equal(countries.split("\t")[3], `inhabitants ${YEARS.countries}`);
    const regions = readFileSync(new URL("java/io/rollcall/model/place/Region.java", MODEL), "utf8");
    assert.match(regions, new RegExp(`/\\*\\* Inhabitants in ${YEARS.states}. \\*/`));
  });
});
