// The connection to /api/stream: opened again after a loss, closed while nobody looks.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const EVENTS = ["snapshot", "summary", "stats", "progress"];

/**
 * A browser opens six connections a host, so a hidden tab gives its own up; it starts from a fresh snapshot when shown.
 *
 * @param {string} url
 * @param {{onEvent: (name: string, body: object) => void, onState: (state: "connecting"|"open"|"offline"|"hidden") => void}} listener
 */
export function openStream(url, { onEvent, onState }) {
  let source = null;
  let timer = null;
  let pause = FIRST_PAUSE;

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open() {
    close();
    source = new EventSource(url);
    source.onopen = () => {
      pause = FIRST_PAUSE;
      onState("open");
    };
    source.onerror = () => {
      close();
      onState("offline");
      // Spread out, so that a server that comes back is not met by all its viewers at once.
      timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    };
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
    }
  }

  function follow() {
    if (document.visibilityState === "visible") {
      if (source === null) {
        onState("connecting");
        open();
      }
    } else {
      close();
      onState("hidden");
    }
  }

  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", follow);
  follow();
}
