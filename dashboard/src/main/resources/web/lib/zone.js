// The name of the zone in which the page writes times. Pure.

/** What the viewer's time is ahead of UTC at a moment (ms since the epoch): "UTC", "UTC+1", "UTC−9:30". */
export function zoneName(millis) {
  const minutes = -new Date(millis).getTimezoneOffset();
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}
