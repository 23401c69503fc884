import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stepsFor } from "../../main/resources/web/lib/scale.js";
import { FEW, restsOnFew, ruling } from "../../main/resources/web/model/few.js";
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

describe("ruling", () => {
  const states = [CALIFORNIA, TEXAS, SAMOA];
  const steps = (rulers) => stepsFor(rulers.map((one) => valueOf(one, "logins", true)));

  it("keeps a territory with 15 logins from setting the steps of a map per million", () => {
    assert.deepEqual(ruling(states, "logins", true), [CALIFORNIA, TEXAS]);
    assert.deepEqual(steps(ruling(states, "logins", true)), steps([CALIFORNIA, TEXAS]));
    assert.notDeepEqual(steps(states), steps([CALIFORNIA, TEXAS]));
  });

  it("is every state for counts", () => {
    assert.deepEqual(ruling(states, "logins", false), states);
  });

  it("is every state if all rest on few", () => {
    assert.deepEqual(ruling([SAMOA], "logins", true), [SAMOA]);
  });

  it("leaves out locales without inhabitants", () => {
    assert.deepEqual(ruling([...states, state("UNK", null, 500)], "logins", true), [CALIFORNIA, TEXAS]);
  });
});
