/**
 * The way to the disk without a kernel: what a kernel would be sent goes to the server, which answers
 * as a kernel does. No answer, for whatever reason, is what no answer of a kernel is.
 */

/** Browsers send no more than this, of all requests together, for a page that is closed. */
const KEPT_ALIVE = 60_000;

/**
 * Open the way to the server for one quiz.
 * @param {string} address
 * @param {{quiz: string, language: string}} payload
 * @param {{first: unknown, scope: string}} known
 * @returns {import("./sending.js").Link}
 */
export function companionLink(address, { quiz, language }, known) {
  /** @type {Set<(message: any) => void>} */
  const listeners = new Set();

  /** @param {string} body */
  async function post(body) {
    const headers = { "Content-Type": "application/json", "X-XSRFToken": xsrfToken() };
    /** @type {RequestInit} */
    const request = { method: "POST", credentials: "same-origin", headers, body };
    const keepalive = new Blob([body]).size < KEPT_ALIVE;
    // Beside others there may be no room for this one among what outlives the page.
    const asked = fetch(address, { ...request, keepalive });
    const answer = await (keepalive ? asked.catch(() => fetch(address, request)) : asked);
    if (!answer.ok) return;
    const message = await answer.json();
    // Somebody else may have answered: a page to log in, a proxy.
    if (message?.kind !== "saved") return;
    for (const listener of listeners) listener(message);
  }

  return {
    ...known,
    send(message) {
      const body = JSON.stringify({ .../** @type {object} */ (message), quiz, language });
      // The store asks again until it is answered.
      post(body).catch(() => null);
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Give what Jupyter Server asks of its own pages, and no other page knows. */
function xsrfToken() {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith("_xsrf="));
  return found?.slice("_xsrf=".length) ?? "";
}
