// Wires the page together: stream -> store -> frame -> views.

import { ServerClock } from "./lib/clock.js";
import { parseTime } from "./lib/format.js";
import { getJson, getJsonWithRetry } from "./lib/http.js";
import { Comparison } from "./model/comparison.js";
import { liveFrame } from "./model/frame.js";
import { Incidents } from "./model/incidents.js";
import { Past } from "./model/past.js";
import { Player } from "./model/player.js";
import { DEFAULTS, problem } from "./model/query.js";
import { titleOf } from "./model/status.js";
import { Store } from "./model/store.js";
import { needsOutcomes } from "./model/measures.js";
import { mapsOf, onMap, OpenMap } from "./model/places.js";
import { Regions } from "./model/regions.js";
import { ViewState } from "./model/view-state.js";
import { watchWhileHidden } from "./stream/hidden.js";
import { openStream } from "./stream/stream.js";
import { bindAddress } from "./views/address.js";
import { ComparisonView } from "./views/comparison.js";
import { Controls } from "./views/controls.js";
import { FailuresView } from "./views/failures.js";
import { LabelsView } from "./views/labels.js";
import { LatestView } from "./views/latest.js";
import { LevelsView } from "./views/levels.js";
import { MapView } from "./views/map.js";
import { OtherView } from "./views/other.js";
import { OutsideView } from "./views/outside.js";
import { PulseView } from "./views/pulse.js";
import { RecordView } from "./views/record.js";
import { RejectedView } from "./views/rejected.js";
import { StatePanel } from "./views/state-panel.js";
import { StatusView } from "./views/status.js";
import { TableView } from "./views/table.js";
import { TilesView } from "./views/tiles.js";
import { TimelineView } from "./views/timeline.js";
import { TitlesView } from "./views/titles.js";
import { WindowView } from "./views/window.js";
import { rememberedChoices, ZoneView } from "./views/zone.js";

const FRAME_MILLIS = 100; // at most 10 updates per second
const SPARK_MILLIS = 30 * 60_000;
const REFRESH_MILLIS = 60_000;
/** A moment of the past that is not final is fetched again after this time (ms). */
const PROVISIONAL_MILLIS = 2_000;

/** A function that runs `render` with the next animation frame, and at most once in FRAME_MILLIS. */
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

const ignored = () => {}; // a failed fetch is repeated, and the status line says when the server is unreachable

const view = new ViewState();
const zone = new ZoneView(view);
const store = new Store(() => render());
const clock = new ServerClock(() => performance.now());
const past = new Past(store);
const player = new Player(store, view);
bindAddress(view, player, rememberedChoices);
const incidents = new Incidents();
const status = new StatusView();
const tiles = new TilesView();
const failures = new FailuresView();
const table = new TableView(view);
const windowView = new WindowView();
const mapView = new MapView(view);
const pulse = new PulseView();
const timeline = new TimelineView(view, player, incidents);
const statePanel = new StatePanel(view, past, player);
const outside = new OutsideView(player);
const other = new OtherView();
const latest = new LatestView();
const record = new RecordView();
const rejected = new RejectedView((chosen) => record.open(chosen, store.settings));
const titles = new TitlesView();
const labels = new LabelsView();
const comparison = new ComparisonView(new Comparison(() => render()));
const levels = new LevelsView();
const controls = new Controls(view, table);
const openMap = new OpenMap();
const regions = new Regions(
  () => getJsonWithRetry("/api/regions"),
  (body) => store.setRegions(body),
  (locale) => store.knows(locale),
);

let frame = null; // what is shown
let asksForWorld = false; // whether the outlines of the world were requested
let records = { latest: null, rejected: [], rejectedHidden: false }; // the newest ones
let asked = null; // the pane of the past that was requested last
let askedAt = -Infinity; // ms, as performance.now()

function draw() {
  const now = clock.now();
  const live = liveFrame(store, now);
  status.render(store, view, momentOf(view), now);
  titles.renderClock(now);
  if (!live || !store.ready) return;
  loadHistory();
  const nextIsLive =
    store.window && player.start >= store.window.start && player.start <= store.lastStart + store.windowing.slideMillis;
  const nothingIsPast = store.known && !store.window;
  if (view.at !== null && (nothingIsPast || nextIsLive)) view.correct({ at: null }, null);
  if (view.at === null) {
    asked = null;
    // A server that starts anew sweeps through the past.
    const wait = view.paused || (store.isReading && frame?.kind === "live" && frame.known);
    if (!frame || !wait) frame = live;
  } else {
    fetchMoment();
    if (!frame) return;
  }
  const maps = mapsOf(store);
  if (view.map !== null && !maps.includes(view.map)) {
    const what = `has nothing to show, because no ${view.map === "us" ? "state" : "country"} is in the setting locales`;
    view.correct({ map: null }, problem("map", view.map, what));
  }
  const map = openMap.of(view.map, maps, frame, view.state);
  const shown = onMap(frame, map, maps);
  if (map === "world") loadWorld();
  if (view.state && !shown.all.some(({ locale }) => locale === view.state)) {
    view.correct({ state: null }, problem("state", view.state, "is not the code of a place: showing all"));
  }
  if (needsOutcomes(view.measure) && !store.hasOutcomes && !store.isReading) {
    view.correct(
      { measure: DEFAULTS.measure },
      problem("measure", view.measure, `is not known, because no login has an outcome: showing ${DEFAULTS.measure}`),
    );
  }
  const theme = document.documentElement.dataset.theme;
  zone.render(frame.window?.end ?? now);
  tiles.render(store, frame, now);
  failures.render(store, frame);
  table.render(store, view, shown);
  windowView.render(store, frame, now);
  mapView.render(store, view, shown, theme, now, maps);
  controls.showMap(map, maps);
  pulse.render(view, frame);
  outside.render(store, view, frame);
  timeline.render(store, view, frame, theme, now);
  statePanel.render(store, view, shown, theme, now);
  other.render(view);
  titles.render(store, view, frame);
  labels.render(store, view, shown, mapView.colourOf);
  comparison.render(store, frame, view, now);
  levels.render(store, frame);
  if (!view.paused) records = { latest: store.latest, rejected: store.rejected, rejectedHidden: store.rejectedHidden };
  latest.render(records);
  rejected.render(records, view, now);
}

const render = coalesced(draw);

/** The window of the past that the viewer chose: its end (ms), and whether it is the one that is shown. */
function momentOf({ at }) {
  if (at === null) return null;
  const end = player.start + store.windowing.lengthMillis;
  return { end, shown: frame !== null && frame.kind !== "live" && (frame.window?.end ?? end) === end };
}

/** Fetches the moment of the past that the viewer chose. Until it arrives, the page shows what it showed before. */
function fetchMoment() {
  const { at } = view;
  const pane = Math.ceil(at / store.windowing.slideMillis);
  const provisional = frame?.kind === "outside" || (frame?.kind === "past" && !frame.window.final);
  const mayChange = provisional && performance.now() - askedAt > PROVISIONAL_MILLIS;
  if (asked === pane && !mayChange) return;
  asked = pane;
  askedAt = performance.now();
  past.frameAt(at).then(
    (moment) => {
      if (view.at === null || asked !== pane) return;
      frame = moment;
      render();
    },
    () => {
      if (asked === pane) asked = null; // the next update tries again
    },
  );
}

function loadHistory() {
  if (store.history.newest === -Infinity) return;
  const [from] = timeline.range(store, view);
  past.load(Math.max(from - SPARK_MILLIS, store.history.newest - store.history.limitMillis)).catch(ignored);
}

function loadOutlines(map, file) {
  getJsonWithRetry(file).then((outlines) => {
    mapView.setOutlines(map, outlines);
    labels.setOutlines(map, outlines);
    render();
  });
}

function loadWorld() {
  if (!asksForWorld) loadOutlines("world", "data/world.json");
  asksForWorld = true;
}

/** Takes a snapshot or a summary, and the server's time with it. */
const timed = (set) => (body) => {
  clock.sync(parseTime(body.server_time));
  set(body);
};

/** What each event of the stream does. Exported for bench/, which measures the page with them. */
export const handlers = {
  snapshot: timed((body) => {
    store.setSnapshot(body);
    regions.snapshot(body);
  }),
  summary: timed((body) => store.setSummary(body)),
  stats: (body) => pulse.logins(store.addRows(body)),
  progress(body) {
    incidents.addProgress(body);
    store.addProgress(body);
  },
  rejected: (body) => store.setRejected(body),
  service: (body) => store.setService(body),
};
openStream({
  onEvent: (name, body) => handlers[name](body),
  onState(state) {
    if (state === "signed-out") {
      location.reload(); // the server sends whoever must sign in to the form, and from there back to this view
      return;
    }
    if (state !== "open") {
      store.history.doubt();
      clock.restart();
    }
    regions.connection(state);
    incidents.setConnection(state, clock.now());
    store.setConnection(state, clock.now());
  },
});
view.addEventListener("change", render);
document.addEventListener("themechange", render);
addEventListener("beforeprint", draw); // at once: the browser takes the page as it then is
setInterval(render, 500); // ages grow also while no event arrives
watchWhileHidden((state) => (document.title = titleOf(state, view.state && store.nameOf(view.state))));
setInterval(() => document.visibilityState === "visible" && past.refresh().catch(ignored), REFRESH_MILLIS);
// The first numbers, while the stream is still being opened.
getJson("/api/snapshot").then((body) => store.summary === null && handlers.snapshot(body), ignored);
regions.read();
loadOutlines("us", "data/us-states.json");
