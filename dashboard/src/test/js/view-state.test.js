import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SPANS, ViewState } from "../../main/resources/web/model/view-state.js";
import { T0 } from "./support.js";

const read = (query) => {
  const view = new ViewState();
  view.readQuery(query);
  return view;
};

describe("ViewState", () => {
  it("has an empty query by default", () => {
    assert.equal(new ViewState().toQuery(), "");
    assert.equal(read("").toQuery(), "");
  });

  it("restores every choice from its query", () => {
    const view = new ViewState();
    view.set({ at: T0 + 29_999, measure: "users", perMillion: true, state: "CA", span: "3h", wall: true });
    const query = view.toQuery();
    assert.equal(query, "at=2026-03-01T12:00:29.999Z&measure=users&per=million&state=CA&span=3h&wall");
    const { at, measure, perMillion, state, span, wall } = read(`?${query}`);
    assert.deepEqual([at, measure, perMillion, state, span, wall], [T0 + 29_999, "users", true, "CA", "3h", true]);
  });

  it("does not write `paused` to the query", () => {
    const view = new ViewState();
    view.set({ paused: true });
    assert.equal(view.toQuery(), "");
  });

  it("resets choices that the query lacks", () => {
    const view = read("?at=2026-03-01T12:00:00Z&measure=users&wall&state=CA&span=24h&per=million");
    view.readQuery("");
    assert.equal(view.toQuery(), "");
  });

  it("ignores invalid values", () => {
    for (const query of ["?at=yesterday", "?at=", "?measure=secrets", "?per=capita", "?span=7d", "?state=", "?x=1"]) {
      assert.equal(read(query).toQuery(), "", query);
    }
    assert.equal(read("?state=<script>").state, null);
    assert.equal(read(`?state=${"A".repeat(65)}`).state, null);
  });

  it("ignores the names of built-in properties", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      assert.equal(read(`?span=${name}`).span, "30m", name);
      assert.equal(read(`?measure=${name}`).measure, "logins", name);
    }
  });

  it("accepts the code of a state in lower case", () => {
    assert.equal(read("?state=ca").state, "CA");
  });

  it("dispatches one change per call", () => {
    const view = new ViewState();
    let changes = 0;
    view.addEventListener("change", () => changes++);
    view.set({ measure: "users", span: "3h" });
    view.set({});
    view.readQuery("?wall");
    assert.equal(changes, 3);
  });

  it("has spans in ms", () => {
    assert.deepEqual(SPANS, { "30m": 1_800_000, "3h": 10_800_000, "24h": 86_400_000 });
  });
});
