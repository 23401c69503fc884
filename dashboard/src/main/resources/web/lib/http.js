// Fetches JSON from the server.

const RETRY_MILLIS = 1_000;
const ROOT = new URL("../", import.meta.url);

/** The address of a path of the server ("/api/regions"), also where a proxy serves the page below a path of its own. */
export const urlOf = (path) => new URL(path.replace(/^\//, ""), ROOT).href;

/** An answer that is an error: its status, and its JSON body or null. */
export class HttpError extends Error {
  constructor(url, status, body) {
    super(`${url}: ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** The JSON body of a URL. Throws if the server cannot be reached, and an HttpError if it answers with an error. */
export async function getJson(url) {
  const response = await fetch(urlOf(url));
  if (!response.ok) throw new HttpError(url, response.status, await response.json().catch(() => null));
  return response.json();
}

/** The JSON body of a URL. Tries again every second until it succeeds, because a page may open before its server. */
export async function getJsonWithRetry(url) {
  for (;;) {
    try {
      return await getJson(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    }
  }
}
