import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hexOf, visible, visibleParts } from "../../main/resources/web/lib/visible.js";

describe("visible", () => {
  it("keeps text of any language", () => {
    for (const text of ["Utah", "<script>alert(1)</script>", "北京", "שלום", "😀", "e\u0301"])
      assert.equal(visible(text), text);
  });

  it("writes what nobody sees, or what turns the text around, as escapes", () => {
    assert.equal(visible("a\u202eb\u2066c\u200bd\u0000e\u00adf"), "a\\u202eb\\u2066c\\u200bd\\u0000e\\u00adf");
    assert.equal(visible("\ud800x"), "\\ud800x");
    assert.equal(visible("\u{e0041}"), "\\u{e0041}");
  });

  it("stays on one line", () => assert.equal(visible("a\nb\tc\r"), "a b c "));
});

describe("visibleParts", () => {
  it("keeps hidden characters apart, and lines as they are", () => {
    assert.deepEqual(visibleParts('{"a":\n\t"\u202e\u202dx"}\r'), [
      { text: '{"a":\n\t"', hidden: false },
      { text: "\\u202e\\u202d", hidden: true },
      { text: 'x"}', hidden: false },
      { text: "\\u000d", hidden: true },
    ]);
    assert.deepEqual(visibleParts(""), []);
  });

  it("takes one line of 256 KiB", () => {
    const line = "x".repeat(256 * 1024);
    assert.deepEqual(visibleParts(line), [{ text: line, hidden: false }]);
  });
});

describe("hexOf", () => {
  const base64 = (...bytes) => Buffer.from(bytes).toString("base64");

  it("is the first bytes", () => {
    assert.equal(hexOf(base64(0xff, 0, 1), 16), "ff 00 01");
    assert.equal(hexOf(base64(...Array(40).fill(7)), 4), "07 07 07 07 …");
    assert.equal(hexOf(base64(...Array(300).fill(7)).slice(0, 101), 2), "07 07 …");
  });

  it("is empty for what is not Base64", () => assert.equal(hexOf("<b>!</b>", 4), ""));

  it("is empty for what is no text: records are untrusted input", () => {
    for (const value of [7, null, ["/w=="], {}]) assert.equal(hexOf(value, 4), "");
  });
});
