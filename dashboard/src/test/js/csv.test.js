import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCsv } from "../../main/resources/web/lib/csv.js";

const cell = (value) => toCsv([[value]]).slice(0, -2);

describe("toCsv", () => {
  it("ends every row with CRLF (RFC 4180)", () => {
    assert.equal(
      toCsv([
        ["a", "b"],
        [1, 2],
      ]),
      "a,b\r\n1,2\r\n",
    );
    assert.equal(toCsv([]), "");
    assert.equal(toCsv([[]]), "\r\n");
  });

  it("quotes what would break a row, and doubles quotes", () => {
    assert.equal(cell("New York, NY"), '"New York, NY"');
    assert.equal(cell('the "Golden" State'), '"the ""Golden"" State"');
    assert.equal(cell("two\nlines"), '"two\nlines"');
    assert.equal(cell("two\rlines"), '"two\rlines"');
    assert.equal(cell('"'), '""""');
  });

  it("writes plain texts and numbers as they are", () => {
    assert.equal(cell("District of Columbia"), "District of Columbia");
    assert.equal(cell(""), "");
    assert.equal(cell(null), "", "not known");
    assert.equal(cell(0), "0");
    assert.equal(cell(40_000_000), "40000000");
    assert.equal(cell("São Tomé – 東京"), "São Tomé – 東京");
  });

  it("turns formulas into plain text", () => {
    assert.equal(cell("=1+1"), "'=1+1");
    assert.equal(cell("+1"), "'+1");
    assert.equal(cell("-1"), "'-1");
    assert.equal(cell("@SUM(A1)"), "'@SUM(A1)");
    assert.equal(cell("\t=1"), "'\t=1");
    assert.equal(cell("\r=1"), '"\'\r=1"');
    assert.equal(cell('=HYPERLINK("http://example.org","x")'), '"\'=HYPERLINK(""http://example.org"",""x"")"');
  });

  it("writes negative numbers as numbers", () => {
    assert.equal(cell(-12.5), "-12.5");
  });

  it("keeps these characters where they do not start a formula", () => {
    assert.equal(cell("a=b"), "a=b");
    assert.equal(cell("user@example.org"), "user@example.org");
    assert.equal(cell("2026-03-01T12:00:00.000Z"), "2026-03-01T12:00:00.000Z");
  });
});
