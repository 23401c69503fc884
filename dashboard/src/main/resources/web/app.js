// Wiring: stream -> store -> frame -> views.

import { Controls } from "./controls.js";
import { liveFrame } from "./frame.js";
import { LatestView } from "./latest.js";
import { MapView } from "./map.js";
import { getPatiently, Past } from "./past.js";
import { Player } from "./player.js";
import { RejectedView } from "./rejected.js";
import { StateView } from "./state.js";
import { StatusView } from "./status.js";
import { Store } from "./store.js";
import { openStream } from "./stream.js";
import { TableView } from "./table.js";
import { TilesView } from "./tiles.js";
import { TimelineView } from "./timeline.js";
import { SPANS, View } from "./view.js";

const FRAME_MILLIS = 100; // at most 10 updates a second
const SPARK_MILLIS = 30 * 60_000;
const REFRESH_MILLIS = 60_000;
/** A moment that is not final yet is fetched again after this. */
const PROVISIONAL_MILLIS = 2_000;

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

const ignored = () => {}; // the stream says when the server is away; what a fetch would have told comes again

const view = new View();
const store = new Store(() => render());
const past = new Past(store);
const player = new Player(store, view);
const status = new StatusView();
const tiles = new TilesView();
const table = new TableView(view);
const map = new MapView(view);
const timeline = new TimelineView(view, player);
const stateView = new StateView(view, past);
const latest = new LatestView();
const rejected = new RejectedView();
new Controls(view, table);

let frame = null; // what is shown
let asked = null; // the moment of the past that was fetched last, or is being fetched
let askedAt = 0;

const render = coalesced(() => {
  const now = Date.now();
  const live = liveFrame(store, now);
  status.render(store, view, now);
  if (!live || !store.regions.length) return;
  loadHistory();
  if (view.at !== null && (!store.window || view.at >= store.window.end)) player.live();
  if (view.at === null) {
    asked = null;
    if (!view.paused || !frame) frame = live;
  } else {
    fetchMoment();
    if (!frame) return;
  }
  const theme = document.documentElement.dataset.theme;
  tiles.render(store, frame, now);
  table.render(store, view, frame, now);
  map.render(store, view, frame, theme, now);
  timeline.render(store, view, frame, theme, now);
  stateView.render(store, view, frame, theme, now);
  if (view.paused) return;
  latest.render(store);
  rejected.render(store);
});

/** Shows the moment of the view as soon as it is here; until then, what was shown before. */
function fetchMoment() {
  const { at } = view;
  const pane = Math.floor(at / store.windowing.slideMillis);
  const mayChange = frame?.kind === "past" && !frame.window.final && Date.now() - askedAt > PROVISIONAL_MILLIS;
  if (asked === pane && !mayChange) return;
  asked = pane;
  askedAt = Date.now();
  past.frameAt(at).then(
    (moment) => {
      if (view.at === null || asked !== pane) return;
      frame = moment;
      render();
    },
    () => {
      asked = null; // tried again with the next update
    },
  );
}

function loadHistory() {
  if (store.history.newest === -Infinity) return;
  const [from] = timeline.range(store, view);
  past.load(Math.max(from - SPARK_MILLIS, store.history.newest - store.history.limitMillis)).catch(ignored);
}

/** What each event of the stream does; exported for measurements. */
export const handlers = {
  snapshot: (body) => store.setSnapshot(body),
  summary: (body) => store.setSummary(body),
  stats: (body) => store.addRows(body),
  progress: (body) => store.addProgress(body),
  rejected: (body) => store.setRejected(body),
  service: (body) => store.setService(body),
};
openStream({
  onEvent: (name, body) => handlers[name](body),
  onState(state) {
    if (state !== "open") store.history.doubt();
    store.setConnection(state, Date.now());
  },
});
view.addEventListener("change", render);
document.addEventListener("themechange", render);
setInterval(render, 500); // ages grow also while nothing comes
setInterval(() => document.visibilityState === "visible" && past.refresh().catch(ignored), REFRESH_MILLIS);
// The first numbers, while the stream is being opened.
fetch("/api/snapshot").then(
  async (answer) => answer.ok && store.summary === null && store.setSnapshot(await answer.json()),
  ignored,
);
getPatiently("/api/regions").then((body) => store.setRegions(body));
getPatiently("data/us-states.json").then((outlines) => {
  map.setOutlines(outlines);
  render();
});
