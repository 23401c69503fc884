import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stepsFor } from "../../main/resources/web/lib/scale.js";
import { FEW, restsOnFew } from "../../main/resources/web/model/few.js";
import { valueOf } from "../../main/resources/web/model/frame.js";

const state = (locale, population, logins) => ({ locale, population, logins, users: logins, visits: 100 * logins });
const CALIFORNIA = state("CA", 40_000_000, 900);
const TEXAS = state("TX", 30_000_000, 600);
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
