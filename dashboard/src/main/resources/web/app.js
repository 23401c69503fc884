// Wiring: stream -> store -> views. Only here is anything fetched.

import { LatestView } from "./latest.js";
import { MapView } from "./map.js";
import { StatusView } from "./status.js";
import { HISTORY_MILLIS, Store } from "./store.js";
import { openStream } from "./stream.js";
import { TableView } from "./table.js";
import { TilesView } from "./tiles.js";
import { TimelineView } from "./timeline.js";

const FRAME_MILLIS = 100; // at most 10 updates a second
const RESYNC_MILLIS = 25_000;

async function getJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** Runs `render` with the next frame, at most every 100 ms, however often it is asked. */
function coalesced(render) {
  let asked = false;
  let last = -Infinity;
  return () => {
    if (asked) return;
    asked = true;
    setTimeout(
      () =>
        requestAnimationFrame(() => {
          asked = false;
          last = performance.now();
          render();
        }),
      Math.max(0, last + FRAME_MILLIS - performance.now()),
    );
  };
}

/** Windows that began before the connection may have rows from before it: fetched once. */
async function fetchOpenWindows(store) {
  const { end } = store.window;
  const { lengthMillis, slideMillis } = store.windowing;
  for (let at = end + slideMillis; at < end + lengthMillis; at += slideMillis) {
    store.addWindow(await getJson(`/api/snapshot?at=${new Date(at - 1).toISOString()}`));
  }
}

async function fetchHistory(store) {
  const to = store.window.end + store.windowing.lengthMillis;
  const range = new URLSearchParams({
    from: new Date(to - HISTORY_MILLIS - store.windowing.lengthMillis).toISOString(),
    to: new Date(to).toISOString(),
  });
  store.addHistory(await getJson(`/api/windows?${range}`));
}

const ignored = () => {}; // the stream says when the server is away; what a fetch would have told comes again

function start(outlines, regions) {
  const map = new MapView(outlines);
  const table = new TableView((locale) => map.mark(locale));
  const tiles = new TilesView();
  const timeline = new TimelineView();
  const latest = new LatestView();
  const status = new StatusView();

  const render = coalesced(() => {
    const now = Date.now();
    const theme = document.documentElement.dataset.theme;
    const measure = document.querySelector("#measure input:checked").value;
    status.render(store, now);
    if (store.summary === null) return;
    tiles.render(store);
    table.render(store, measure, now);
    map.render(store, measure, theme, now);
    timeline.render(store, theme, now);
    latest.render(store);
  });
  const store = new Store(render);
  store.setRegions(regions);
  table.onSort = render;

  let resynced = 0;
  function resyncIfDue(windowBefore) {
    const window = store.window;
    if (!window || window.start === windowBefore?.start) return;
    const now = Date.now();
    if (!store.visits.isPartlyKnown(window.start) && now - resynced < RESYNC_MILLIS) return;
    resynced = now;
    getJson("/api/snapshot").then((body) => store.resync(body), ignored);
  }

  const handlers = {
    snapshot(body) {
      store.setSnapshot(body);
      if (store.window) {
        fetchOpenWindows(store).catch(ignored);
        fetchHistory(store).catch(ignored);
      }
    },
    summary(body) {
      const before = store.window;
      store.setSummary(body);
      resyncIfDue(before);
    },
    stats: (body) => store.addRows(body),
    progress: (body) => store.addProgress(body),
  };
  openStream("/api/stream", {
    onEvent: (name, body) => handlers[name](body),
    onState: (state) => store.setConnection(state, Date.now()),
  });

  document.getElementById("measure").addEventListener("change", render);
  document.addEventListener("themechange", render);
  setInterval(render, 500); // ages grow also while nothing comes
  window.rollcall = { store, showTip: (locale) => map.showTip(locale), hideTip: () => map.hideTip() };
}

/** Tries until the server answers: a page that was opened a moment too early shall not stay blank. */
async function load() {
  for (;;) {
    try {
      return await Promise.all([getJson("data/us-states.json"), getJson("/api/regions")]);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

start(...(await load()));
