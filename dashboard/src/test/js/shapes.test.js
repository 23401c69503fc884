import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { circleAt, dotAt, inUnits } from "../../main/resources/web/lib/shapes.js";

describe("shapes", () => {
  it("are stored in tenths", () => {
    assert.equal(inUnits("M120-5l-10 3 4-7zM0 9l1 1z"), "M12-0.5l-1 0.3 0.4-0.7zM0 0.9l0.1 0.1z");
    assert.equal(inUnits(""), "");
  });

  it("of a dot is a line without length", () => {
    assert.equal(dotAt(1.5, -2), "M1.5 -2h0");
  });

  it("of a circle ends where it begins", () => {
    assert.equal(circleAt(10, 20, 3), "M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z");
  });
});
