// Synchronizes the address with the choices of the viewer.

/** Browsers refuse an address that changes too often, so it follows the choices after this time (ms). */
const WRITE_MILLIS = 250;

export function bindAddress(view) {
  let reading = false;
  let timer = null;
  const read = () => {
    reading = true;
    view.readQuery(location.search);
    reading = false;
  };
  const write = () => {
    timer = null;
    const query = view.toQuery();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };
  read();
  window.addEventListener("popstate", read);
  view.addEventListener("change", () => {
    if (!reading) timer ??= setTimeout(write, WRITE_MILLIS);
  });
}
