// The zone in which the page writes times: the viewer's, or UTC. Pure.

let zone = "local";

/** Chooses the zone of all times from now on: "local", the viewer's, or "utc". */
export function showTimesIn(name) {
  zone = name;
}

/** A function that writes a time (ms since the epoch) in the chosen zone, with these options of Intl.DateTimeFormat. */
export function inZone(options) {
  const formatOf = (timeZone) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  const formats = { local: formatOf(undefined), utc: formatOf("UTC") };
  return (millis) => formats[zone].format(millis);
}

/** What the chosen zone is ahead of UTC at a time (ms since the epoch), in ms. */
export const zoneOffset = (millis) => (zone === "utc" ? 0 : -new Date(millis).getTimezoneOffset() * 60_000);

/** The chosen zone at a time (ms since the epoch), as its distance from UTC: "UTC", "UTC+1", "UTC−9:30". */
export function zoneName(millis) {
  const minutes = zoneOffset(millis) / 60_000;
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}
