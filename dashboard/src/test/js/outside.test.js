import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fullTime } from "../../main/resources/web/lib/format.js";
import { outsideWords } from "../../main/resources/web/model/outside.js";
import { HOUR, T0 } from "./support.js";

describe("outsideWords", () => {
  const history = { from: T0 - HOUR, to: T0 };
  const covers = `The history covers ${fullTime(T0 - HOUR)} to ${fullTime(T0)}.`;

  it("says on which side of the history the moment lies, and what that covers", () => {
    const longAgo = Date.parse("2020-01-01T12:00:00Z");
    assert.deepEqual(outsideWords(longAgo, history), {
      title: "Before the history",
      sentence: `Nothing is known of ${fullTime(longAgo)}. ${covers}`,
    });
    assert.deepEqual(outsideWords(T0 + HOUR, history), {
      title: "After the history",
      sentence: `Nothing is known of ${fullTime(T0 + HOUR)}. ${covers}`,
    });
    assert.match(fullTime(longAgo), /2020/);
  });

  it("says so before any login", () => {
    assert.equal(outsideWords(T0, null).title, "No logins yet");
  });
});
