import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FEW, restsOnFew } from "../../main/resources/web/model/few.js";

const state = (locale, population, logins) => ({ locale, population, logins, users: logins, visits: 100 * logins });
const SAMOA = state("AS", 50_000, 15); // 300 per million, from 15 logins

describe("restsOnFew", () => {
  it("holds below 20, but not for 0", () => {
    assert.equal(restsOnFew(state("UT", 1, FEW - 1), "logins"), true);
    assert.equal(restsOnFew(state("UT", 1, FEW), "logins"), false);
    assert.equal(restsOnFew(state("UT", 1, 0), "logins"), false);
  });

  it("is of the measure: visits of a day may be enough", () => {
    assert.equal(restsOnFew(SAMOA, "logins"), true);
    assert.equal(restsOnFew(SAMOA, "visits"), false);
  });
});
