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
const CORRECT_MILLIS = 25_000;

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

/** Fetches the window that starts then: of those that hold its last moment, it ends first. */
async function fetchWindow(store, start) {
  const at = new Date(start + store.windowing.lengthMillis - 1).toISOString();
  store.addWindow(await getJson(`/api/snapshot?at=${at}`));
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
    tiles.render(store, now);
    table.render(store, measure, now);
    map.render(store, measure, theme, now);
    timeline.render(store, theme, now);
    latest.render(store);
  });
  const store = new Store(render);
  store.setRegions(regions);
  table.onSort = render;

  let corrected = 0;
  /** Now and then, with a new window, visits are put right (see visits.js). */
  function correctIfDue(startBefore) {
    const now = Date.now();
    if (!store.window || store.window.start === startBefore || now - corrected < CORRECT_MILLIS) return;
    corrected = now;
    fetchWindow(store, store.alignedWindow).catch(ignored);
  }

  const handlers = {
    snapshot(body) {
      store.setSnapshot(body);
      // Open windows may have rows from before the connection.
      for (const start of store.openWindows.slice(1)) fetchWindow(store, start).catch(ignored);
      if (store.window) fetchHistory(store).catch(ignored);
    },
    summary(body) {
      const before = store.window?.start;
      store.setSummary(body);
      correctIfDue(before);
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
