// The events of the server, while the viewer looks at this tab.

import { urlOf } from "../lib/http.js";
import { Connection } from "./connection.js";

/**
 * @param {{onEvent: (name: string, body: object) => void, onState: (state: "connecting"|"open"|"offline"|"signed-out"|"hidden") => void}} listener
 */
export function openStream({ onEvent, onState }) {
  const onData = (name, data) => onEvent(name, JSON.parse(data));
  const show = typeof SharedWorker === "function" ? shared(onData, onState) : alone(onData, onState);
  const follow = () => {
    const visible = document.visibilityState === "visible";
    if (!visible) onState("hidden");
    show(visible);
  };
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", () => show(false));
  window.addEventListener("pageshow", ({ persisted }) => persisted && follow());
  follow();
}

function shared(onData, onState) {
  const { port } = new SharedWorker(new URL("stream-worker.js", import.meta.url), { type: "module", name: "rollcall" });
  port.onmessage = ({ data: { name, data, state } }) => (state ? onState(state) : onData(name, data));
  return (visible) => port.postMessage(visible);
}

/** For browsers without shared workers. These are browsers of phones, where one tab is visible at a time. */
function alone(onData, onState) {
  const connection = new Connection(urlOf("/api/stream"), onData, onState);
  return (visible) => (visible ? connection.restart() : connection.close());
}
