import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Connection } from "../../main/resources/web/stream/connection.js";
import { SettableTimers } from "./support.js";

/** An EventSource whose events come from the test. Node.js has no EventSource of its own. */
class Source extends EventTarget {
  closed = false;

  close() {
    this.closed = true;
  }

  send(name, data = "{}") {
    this.dispatchEvent(Object.assign(new Event(name), { data }));
  }

  fail() {
    this.onerror(new Event("error"));
  }
}

describe("Connection", () => {
  let timers, sources, events, states, connection, mayWatch;
  beforeEach(() => {
    timers = new SettableTimers();
    [sources, events, states] = [[], [], []];
    mayWatch = true;
    connection = new Connection(
      "/api/stream",
      (name, data) => events.push(`${name} ${data}`),
      (state) => states.push(state),
      {
        connect: (url) => {
          assert.equal(url, "/api/stream");
          sources.push(new Source());
          return sources.at(-1);
        },
        mayWatch: async () => mayWatch,
        timers,
        random: () => 0.5, // delays as they are
      },
    );
  });

  const open = () => {
    connection.restart();
    sources.at(-1).send("snapshot", "first");
  };

  it("opens with the first snapshot, and passes on the events from there", () => {
    connection.restart();
    assert.deepEqual(states, ["connecting"]);
    sources[0].send("stats", "too early");
    sources[0].send("snapshot", "first");
    sources[0].send("stats", "rows");
    sources[0].send("unheard-of", "what");
    assert.deepEqual(states, ["connecting", "open"]);
    assert.deepEqual(events, ["snapshot first", "stats rows"]);
  });

  it("passes on a second snapshot of the same source", () => {
    open();
    sources[0].send("snapshot", "second");
    assert.deepEqual(events, ["snapshot first", "snapshot second"]);
    assert.equal(sources.length, 1);
  });

  it("is signed out after an error if the server lets the viewer in no more, and does not retry", async () => {
    open();
    mayWatch = false;
    sources[0].fail();
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(states, ["connecting", "open", "offline", "signed-out"]);
    timers.advance(60_000);
    assert.equal(sources.length, 1);
    mayWatch = true;
    connection.restart(); // another tab signed in
    sources[1].send("snapshot", "again");
    assert.equal(states.at(-1), "open");
  });

  it("goes offline after an error, and retries after delays that double up to 10 s", () => {
    open();
    sources[0].fail();
    assert.equal(sources[0].closed, true);
    assert.deepEqual(states, ["connecting", "open", "offline"]);
    for (const delay of [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      const tries = sources.length;
      timers.advance(delay - 1);
      assert.equal(sources.length, tries, `not before ${delay} ms`);
      timers.advance(1);
      assert.equal(sources.length, tries + 1, `after ${delay} ms`);
      sources.at(-1).fail();
    }
  });

  it("starts with short delays again after a success", () => {
    open();
    for (let i = 0; i < 5; i++) {
      sources.at(-1).fail();
      timers.advance(10_000);
    }
    sources.at(-1).send("snapshot");
    assert.equal(states.at(-1), "open");
    sources.at(-1).fail();
    const tries = sources.length;
    timers.advance(500);
    assert.equal(sources.length, tries + 1);
  });

  it("varies the delays by up to a quarter", () => {
    for (const [random, delay] of [
      [0, 375],
      [0.999, 624.75],
    ]) {
      let opened = 0;
      const own = new SettableTimers();
      const one = new Connection(
        "/",
        () => {},
        () => {},
        {
          connect: () => (opened++, new Source()),
          timers: own,
          random: () => random,
        },
      );
      one.restart();
      own.advance(10_000); // nothing came: lost
      own.advance(delay - 0.001);
      assert.equal(opened, 1);
      own.advance(0.001);
      assert.equal(opened, 2);
    }
  });

  it("goes offline if the server sends nothing for 10 s after the connection", () => {
    connection.restart();
    timers.advance(9_999);
    assert.deepEqual(states, ["connecting"]);
    timers.advance(1);
    assert.deepEqual(states, ["connecting", "offline"]);
    assert.equal(sources[0].closed, true);
  });

  it("opens a second source after 45 s of silence, and stays open if that one answers", () => {
    open();
    timers.advance(30_000);
    sources[0].send("progress");
    timers.advance(44_999);
    assert.equal(sources.length, 1);
    timers.advance(1);
    assert.equal(sources.length, 2);
    assert.equal(sources[0].closed, false);
    sources[1].send("snapshot", "second");
    assert.equal(sources[0].closed, true);
    assert.deepEqual(new Set(states), new Set(["connecting", "open"]));
    assert.equal(events.at(-1), "snapshot second");
  });

  it("goes offline if the second source is silent too", () => {
    open();
    timers.advance(45_000 + 10_000);
    assert.equal(states.at(-1), "offline");
    assert.deepEqual(
      sources.map(({ closed }) => closed),
      [true, true],
    );
  });

  it("keeps the open source on a restart until the new one has its snapshot", () => {
    open();
    connection.restart();
    assert.equal(sources[0].closed, false);
    sources[0].send("stats", "meanwhile");
    sources[1].send("stats", "too early");
    sources[1].send("snapshot", "second");
    assert.equal(sources[0].closed, true);
    sources[0].send("stats", "too late");
    assert.deepEqual(events, ["snapshot first", "stats meanwhile", "snapshot second"]);
    assert.deepEqual(states, ["connecting", "open", "open"]);
  });

  it("opens one source for several restarts", () => {
    connection.restart();
    connection.restart();
    assert.equal(sources.length, 1);
  });

  it("does not wait for a delay on a restart", () => {
    open();
    sources[0].fail();
    connection.restart();
    assert.equal(sources.length, 2);
    timers.advance(1_000);
    assert.equal(sources.length, 2, "the delayed try is gone");
    assert.deepEqual(states, ["connecting", "open", "offline", "connecting"]);
  });

  it("does nothing after close, until a restart", () => {
    open();
    connection.close();
    assert.equal(sources[0].closed, true);
    assert.equal(timers.pending, 0);
    sources[0].send("stats", "late");
    sources[0].fail();
    assert.equal(timers.pending, 0);
    assert.deepEqual(events, ["snapshot first"]);
    connection.restart();
    assert.equal(sources.length, 2);
  });
});
