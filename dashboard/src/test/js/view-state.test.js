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
    const choices = {
      at: T0 + 30_000,
      map: "world",
      measure: "users",
      perMillion: true,
      state: "CA",
      span: "3h",
      zone: "utc",
    };
    view.set({ ...choices, wall: true });
    const query = view.toQuery();
    assert.equal(query, "at=2026-03-01T12:00:30Z&map=world&measure=users&per=million&state=CA&span=3h&tz=utc&wall");
    const { problems, ...read_ } = read(`?${query}`);
    assert.deepEqual(problems, []);
    for (const [name, value] of Object.entries({ ...choices, wall: true })) assert.equal(read_[name], value, name);
  });

  it("does not write `paused` to the query", () => {
    const view = new ViewState();
    view.set({ paused: true });
    assert.equal(view.toQuery(), "");
  });

  it("ends a pause where the query names a moment", () => {
    const view = new ViewState();
    view.set({ paused: true });
    view.readQuery("?measure=users");
    assert.equal(view.paused, true);
    view.readQuery("?at=2026-03-01T12:00:00Z");
    assert.equal(view.paused, false);
  });

  it("resets choices that the query lacks", () => {
    const view = read("?at=2026-03-01T12:00:00Z&map=us&measure=users&wall&state=CA&span=24h&per=million");
    view.readQuery("");
    assert.equal(view.toQuery(), "");
  });

  it("says what it cannot show, and shows the default", () => {
    for (const query of [
      "at=yesterday",
      "at=",
      "at=0000-01-01T00:00Z",
      "at=9999-12-31T00:00Z",
      "map=mars",
      "measure=secrets",
      "per=capita",
      "span=7d",
      "state=",
      "tz=mars",
      "x=1",
    ]) {
      const view = read(`?${query}`);
      assert.equal(view.toQuery(), "", query);
      assert.equal(view.problems.length, 1, query);
      assert.ok(view.problems[0].startsWith(`The address says ${query}, which `), view.problems[0]);
    }
    assert.equal(read("?state=<script>").state, null);
    const [long] = read(`?state=${"A".repeat(65)}`).problems;
    assert.ok(long.length < 120, long);
    assert.equal(read("?at=yesterday&span=7d").problems.length, 2);
  });

  it("forgets the problems with the next choice", () => {
    const view = read("?measure=secrets");
    view.set({ span: "3h" });
    assert.deepEqual(view.problems, []);
  });

  it("takes a choice back, and says why", () => {
    const view = read("?state=ZZ&span=7d");
    let corrected = null;
    view.addEventListener("change", () => (corrected = view.correcting));
    view.correct({ state: null }, "There is no ZZ.");
    assert.equal(view.state, null);
    assert.equal(view.problems.length, 2);
    assert.equal(corrected, true);
    assert.equal(view.correcting, false);
    view.correct({ at: null }, null);
    assert.equal(view.problems.length, 2, "what was said before stays");
  });

  it("lets remembered choices hold where the query says nothing, and kept ones always", () => {
    const view = new ViewState();
    view.readQuery("?span=3h", { zone: "utc", span: "24h" });
    assert.deepEqual([view.zone, view.span], ["utc", "3h"]);
    view.readQuery("?tz=utc&wall", {}, { zone: "local", wall: false });
    assert.deepEqual([view.zone, view.wall], ["local", false]);
  });

  it("reads times in ISO 8601 with a zone, and writes them in whole seconds", () => {
    const at = (text) => read(`?at=${text}`).toQuery();
    assert.equal(at("2026-03-01T12:00:30Z"), "at=2026-03-01T12:00:30Z");
    assert.equal(at("2026-03-01T13:00:30.000+01:00"), "at=2026-03-01T12:00:30Z");
    assert.equal(at("2026-03-01T13:00%2B01:00"), "at=2026-03-01T12:00:00Z");
    assert.equal(at("2026-03-01"), "at=2026-03-01T00:00:00Z");
    assert.equal(at("2026-03-01T12:00:29.999Z"), "at=2026-03-01T12:00:29.999Z");
    for (const bad of ["2026-03-01T12:00:30", "2026-02-31T25:00:00Z", "1772366430", "now"])
      assert.equal(at(bad), "", bad);
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
