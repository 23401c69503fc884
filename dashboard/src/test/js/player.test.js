import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Player } from "../../main/resources/web/model/player.js";
import { ViewState } from "../../main/resources/web/model/view-state.js";
import { HOUR, SettableTimers, snapshot, storeWith, T0 } from "./support.js";

const SLIDE = 10_000;

describe("Player", () => {
  let store, view, timers, player;
  beforeEach(() => {
    store = storeWith({ snapshot: snapshot(T0, []) }); // its history begins an hour before
    view = new ViewState();
    timers = new SettableTimers();
    player = new Player(store, view, timers);
  });

  it("represents a window by its end", () => {
    player.seek(T0 - 60_000);
    assert.equal(view.at, T0 - 60_000 + 30_000);
    assert.equal(player.start, T0 - 60_000);
    assert.equal(player.momentOf(T0), T0 + 30_000);
  });

  it("is at the current window while live, and nowhere before any login", () => {
    assert.equal(player.start, T0);
    assert.equal(new Player(storeWith(), new ViewState(), timers).start, null);
  });

  it("maps a moment to the first window that ends at it or later", () => {
    view.set({ at: T0 - 60_000 });
    assert.equal(player.start, T0 - 90_000);
    view.set({ at: T0 - 60_000 + 1 });
    assert.equal(player.start, T0 - 80_000);
    view.set({ at: T0 - 60_000 + SLIDE });
    assert.equal(player.start, T0 - 80_000);
  });

  it("seeks the nearest window", () => {
    player.seek(T0 - 64_999);
    assert.equal(player.start, T0 - 60_000);
    player.seek(T0 - 65_001);
    assert.equal(player.start, T0 - 70_000);
  });

  it("goes live from the current window on", () => {
    player.seek(T0 - SLIDE);
    assert.notEqual(view.at, null);
    player.seek(T0);
    assert.equal(view.at, null);
    player.seek(T0 - SLIDE);
    player.seek(Infinity);
    assert.equal(view.at, null);
  });

  it("seeks no further back than the first login and the limit of the history", () => {
    player.seek(-Infinity);
    assert.equal(player.start, T0 - HOUR);
    store.history.limitMillis = HOUR / 2;
    player.seek(-Infinity);
    assert.equal(player.start, T0 - HOUR / 2);
  });

  it("reaches all of a history that is longer than the stretch of the visits", () => {
    store.history.limitMillis = 49 * HOUR;
    store.setSnapshot(snapshot(T0, [], { from: T0 - 48 * HOUR }));
    player.seek(T0 - 30 * HOUR);
    assert.equal(player.start, T0 - 30 * HOUR);
    player.step(-1);
    assert.equal(player.start, T0 - 30 * HOUR - SLIDE);
    player.seek(-Infinity);
    assert.equal(player.start, T0 - 48 * HOUR);
  });

  it("ends a pause when it seeks", () => {
    view.set({ paused: true });
    player.seek(T0 - 60_000);
    assert.equal(view.paused, false);
  });

  it("steps from window to window, and from live into the past", () => {
    player.step(-1);
    assert.equal(player.start, T0 - SLIDE);
    player.step(-30);
    assert.equal(player.start, T0 - 31 * SLIDE);
    player.step(2);
    assert.equal(player.start, T0 - 29 * SLIDE);
    player.step(29);
    assert.equal(view.at, null);
  });

  it("does nothing before any login", () => {
    const early = new Player(storeWith(), view, timers);
    early.step(-1);
    early.seek(T0);
    assert.equal(view.at, null);
  });

  it("plays one window per slide, divided by the speed, until it is live", () => {
    player.seek(T0 - 30_000);
    player.toggle();
    assert.equal(player.playing, true);
    timers.advance(999);
    assert.equal(player.start, T0 - 30_000);
    timers.advance(1);
    assert.equal(player.start, T0 - 20_000);
    timers.advance(2_000);
    assert.equal(view.at, null);
    assert.equal(player.playing, false);
    assert.equal(timers.pending, 0);
  });

  it("changes its speed while it plays", () => {
    player.seek(T0 - HOUR / 2);
    player.setSpeed(1);
    assert.equal(player.playing, false);
    player.toggle();
    timers.advance(9_999);
    assert.equal(player.start, T0 - HOUR / 2);
    player.setSpeed(60);
    assert.equal(timers.pending, 1);
    timers.advance(1_000);
    assert.equal(player.start, T0 - HOUR / 2 + 6 * SLIDE);
  });

  it("stops on toggle, and when the view goes live", () => {
    player.seek(T0 - HOUR / 2);
    player.toggle();
    player.toggle();
    assert.equal(player.playing, false);
    player.toggle();
    view.set({ at: null });
    assert.equal(player.playing, false);
    assert.equal(timers.pending, 0);
  });

  it("does not play while live", () => {
    player.toggle();
    assert.equal(player.playing, false);
  });
});
