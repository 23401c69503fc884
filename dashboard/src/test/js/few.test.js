import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { basisOf, FEW, restsOnFew } from "../../main/resources/web/model/few.js";

const state = (locale, population, logins) => ({ locale, population, logins, users: logins, visits: 100 * logins });
const SAMOA = state("AS", 50_000, 15); // 300 per million, from 15 logins

describe("restsOnFew", () => {
  it("holds below 20, but not for 0", () => {
    assert.equal(restsOnFew(state("UT", 1, FEW - 1), "logins", true), true);
    assert.equal(restsOnFew(state("UT", 1, FEW), "logins", true), false);
    assert.equal(restsOnFew(state("UT", 1, 0), "logins", true), false);
  });

  it("is of rates only", () => {
    assert.equal(restsOnFew(state("UT", 1, 1), "logins", false), false);
  });

  it("holds for a failure rate of few attempts, whatever their number per million", () => {
    assert.equal(restsOnFew({ ...SAMOA, failed: 4 }, "failure-rate", false), true);
    assert.equal(restsOnFew({ ...SAMOA, failed: 5 }, "failure-rate", true), false);
    assert.equal(restsOnFew({ logins: 0, failed: 0 }, "failure-rate", false), false);
    assert.equal(basisOf({ ...SAMOA, failed: 4 }, "failure-rate"), 19);
  });

  it("is of the measure: visits of a day may be enough", () => {
    assert.equal(restsOnFew(SAMOA, "logins", true), true);
    assert.equal(restsOnFew(SAMOA, "visits", true), false);
  });
});
