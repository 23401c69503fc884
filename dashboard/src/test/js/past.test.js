import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, beforeEach, describe, it } from "node:test";
import { getJson } from "../../main/resources/web/lib/http.js";
import { Past } from "../../main/resources/web/model/past.js";
import { HOUR, iso, row, snapshot, storeWith, T0 } from "./support.js";

/** A snapshot of the past, as the server sends it. */
const then = (start, final) => ({
  ...snapshot(start, [row(start, "CA", 5)], { logins: 5, final }),
  visits: { total: 9, then: 7, since: iso(T0 - HOUR) },
  rejected: { total: 9, by_reason: {}, then: 1, by_reason_then: {} },
  late: { total: 9, then: 0 },
});

describe("Past", () => {
  let server, address, requests, respond, store, past;

  before(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url, "http://localhost");
      requests.push(url.pathname + url.search);
      const body = respond(url);
      response.writeHead(body === null ? 503 : body.error ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
    server.listen(0, "localhost");
    await once(server, "listening");
    address = `http://localhost:${server.address().port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(() => {
    requests = [];
    respond = (url) => {
      if (url.pathname === "/api/rates") return { rates: [{ start: iso(T0), rejected: 2, late: 1 }] };
      if (url.pathname === "/api/windows") return { windows: [row(T0 - 600_000, "CA", 4, 3, 2)] };
      const at = Date.parse(url.searchParams.get("at"));
      return then(at - 30_000, at <= T0);
    };
    store = storeWith({ snapshot: snapshot(T0, []) });
    past = new Past(store, (url) => getJson(address + url));
  });

  describe("frameAt", () => {
    it("is the first window that ends at that time or later, compared with the window one length before", async () => {
      const frame = await past.frameAt(T0 - 50_000);
      assert.deepEqual(requests.sort(), [
        `/api/snapshot?at=${iso(T0 - 80_000)}`,
        `/api/snapshot?at=${iso(T0 - 50_000)}`,
      ]);
      assert.equal(frame.window.start, T0 - 80_000);
      assert.equal(frame.states.find(({ locale }) => locale === "CA").change.logins, 0);
    });

    it("requests a final window once for all moments of its last slide", async () => {
      await past.frameAt(T0 - 50_000);
      await past.frameAt(T0 - 55_000);
      await past.frameAt(T0 - 20_000); // compared with the one before
      assert.equal(requests.length, 3);
    });

    it("keeps nothing from before the server began anew", async () => {
      await past.frameAt(T0 - 60_000);
      store.history.doubt();
      await past.frameAt(T0 - 60_000);
      assert.equal(requests.length, 4);
    });

    it("requests a provisional window again", async () => {
      await past.frameAt(T0 + 10_000);
      await past.frameAt(T0 + 10_000);
      assert.equal(requests.filter((url) => url.includes(iso(T0 + 10_000))).length, 2);
      assert.equal(requests.filter((url) => url.includes(iso(T0 - 20_000))).length, 1);
    });

    it("is a frame of nothing outside of the history, and is requested again", async () => {
      const works = respond;
      respond = () => ({ error: "too early", history: { from: iso(T0 - HOUR), to: iso(T0) } });
      const frame = await past.frameAt(T0 - 2 * HOUR);
      assert.equal(frame.kind, "outside");
      assert.deepEqual(frame.history, { from: T0 - HOUR, to: T0 });
      respond = works;
      assert.equal((await past.frameAt(T0 - 2 * HOUR)).kind, "past");
    });

    it("has no change where the history begins, and does not ask for what was before", async () => {
      store.setSnapshot(snapshot(T0, [])); // its history begins an hour before
      const frame = await past.frameAt(T0 - HOUR + 29_999);
      assert.equal(frame.window.start, T0 - HOUR);
      assert.equal(frame.states[0].change, null);
      assert.deepEqual(requests, [`/api/snapshot?at=${iso(T0 - HOUR + 30_000)}`]);
    });

    it("has a change where the visits begin and the history goes on", async () => {
      store.setSnapshot(snapshot(T0, [], { from: T0 - 2 * HOUR }));
      const frame = await past.frameAt(T0 - HOUR + 30_000);
      assert.equal(frame.states[0].change.logins, 0);
      assert.equal(requests.length, 2);
    });

    it("requests again after an error", async () => {
      const works = respond;
      respond = (url) => (url.search.endsWith(iso(T0 - 50_000)) ? null : works(url));
      await assert.rejects(past.frameAt(T0 - 50_000), /503/);
      respond = works;
      assert.equal((await past.frameAt(T0 - 50_000)).kind, "past");
    });

    it("caches the 90 snapshots that were used last", async () => {
      const moments = Array.from({ length: 46 }, (_, i) => T0 - 100_000 - i * 100_000);
      for (const at of moments.slice(0, 45)) await past.frameAt(at); // two snapshots each
      assert.equal(requests.length, 90);
      await past.frameAt(moments[0]);
      assert.equal(requests.length, 90, "all are cached");
      await past.frameAt(moments[45]);
      await past.frameAt(moments[0]);
      assert.equal(requests.length, 92, "the most recently used is cached");
      await past.frameAt(moments[1]);
      assert.equal(requests.length, 94, "the least recently used is not");
    });
  });

  describe("load", () => {
    it("loads whole hours, up to beyond the newest window, each once", async () => {
      await past.load(T0 - 90 * 60_000);
      const query = `from=${iso(T0 - 2 * HOUR)}&to=${iso(T0 + 60_000)}`;
      assert.deepEqual(requests.sort(), [`/api/rates?${query}`, `/api/windows?${query}`]);
      assert.equal(store.history.knownFrom, T0 - 2 * HOUR);
      assert.deepEqual(store.history.between(T0 - HOUR, T0), [
        { start: T0 - 600_000, logins: 4, users: 3, devices: 2, failed: 0 },
      ]);
      assert.deepEqual(store.history.rates(T0, T0 + 1, 10_000, T0), [{ start: T0, rejected: 2, late: 1 }]);
      await past.load(T0 - 90 * 60_000);
      assert.equal(requests.length, 2);
    });

    it("loads only the missing hours afterwards", async () => {
      await past.load(T0 - HOUR);
      requests = [];
      await past.load(T0 - 3 * HOUR);
      const query = `from=${iso(T0 - 3 * HOUR)}&to=${iso(T0 - HOUR + 60_000)}`;
      assert.deepEqual(requests.sort(), [`/api/rates?${query}`, `/api/windows?${query}`]);
    });

    it("shares one request among concurrent calls", async () => {
      await Promise.all([past.load(T0 - HOUR), past.load(T0 - HOUR), past.load(T0 - HOUR)]);
      assert.equal(requests.length, 2);
    });

    it("requests nothing before the first window", async () => {
      await new Past(storeWith(), (url) => getJson(address + url)).load(T0);
      assert.deepEqual(requests, []);
    });

    it("fails if the server fails, and recovers with it", async () => {
      const works = respond;
      respond = () => null;
      await assert.rejects(past.load(T0 - HOUR), /503/);
      assert.equal(store.history.knownFrom, Infinity);
      respond = works;
      await past.load(T0 - HOUR);
      assert.equal(store.history.knownFrom, T0 - HOUR);
    });

    it("loads again if the connection was lost meanwhile", async () => {
      const loading = past.load(T0 - HOUR);
      store.history.doubt();
      await loading;
      assert.equal(store.history.knownFrom, Infinity);
      await past.load(T0 - HOUR);
      assert.equal(requests.length, 4);
      assert.equal(store.history.knownFrom, T0 - HOUR);
    });
  });

  it("refresh loads the last 5 min again", async () => {
    await past.load(T0 - HOUR);
    requests = [];
    let changes = 0;
    store.onChange = () => changes++;
    await past.refresh();
    const query = `from=${iso(T0 - 300_000)}&to=${iso(T0 + 30_000)}`;
    assert.deepEqual(requests.sort(), [`/api/rates?${query}`, `/api/windows?${query}`]);
    assert.equal(store.history.knownFrom, T0 - HOUR);
    assert.equal(changes, 1);
  });

  it("refresh loads all windows again that late logins may have changed", async () => {
    store.windowing.latenessMillis = 30 * 60_000;
    await past.load(T0 - HOUR);
    requests = [];
    await past.refresh();
    assert.ok(requests.every((url) => url.includes(`from=${iso(T0 - 31 * 60_000)}`)));
  });

  it("windowsOf escapes the locale and renames the fields", async () => {
    const windows = await past.windowsOf("A&B", T0 - HOUR, T0);
    assert.deepEqual(requests, [`/api/windows?from=${iso(T0 - HOUR)}&to=${iso(T0)}&locale=A%26B`]);
    assert.deepEqual(windows, [{ start: T0 - 600_000, logins: 4, users: 3, devices: 2, failed: 0 }]);
  });
});
