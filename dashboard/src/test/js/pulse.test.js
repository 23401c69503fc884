import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Pulse } from "../../main/resources/web/model/pulse.js";

describe("Pulse", () => {
  it("shows a login in full, then fainter, and after a second no more", () => {
    const pulse = new Pulse();
    pulse.add(["CA", "UT"], 1_000);
    pulse.add(["CA"], 1_600);
    assert.deepEqual(Object.fromEntries(pulse.levels(1_600)), { CA: 2, UT: 1 });
    assert.deepEqual(Object.fromEntries(pulse.levels(2_000)), { CA: 1 });
    assert.deepEqual(Object.fromEntries(pulse.levels(2_600)), {});
  });

  it("forgets all when it is cleared", () => {
    const pulse = new Pulse();
    pulse.add(["CA"], 1_000);
    pulse.clear();
    assert.equal(pulse.levels(1_000).size, 0);
  });
});
