import { make, say, scrolling } from "./dom.js";
import { EVIDENCE_EVENT } from "./evidence.js";
import { markStretch, unmark } from "./highlight.js";

/**
 * A paragraph of the article: where it is shown, its place, its text.
 * @typedef {{node: HTMLElement, start: number, end: number, text: string}} Shown
 */

/**
 * Show the passage that a question of the same lesson points to, with a way back.
 * @param {HTMLElement} root
 * @param {import("./types.js").ReaderPayload} payload
 * @param {Shown[]} paragraphs
 * @returns {() => void} stops listening to the page
 */
export function showPassages(root, payload, paragraphs) {
  /** The way back to a question, while its evidence is shown. @type {HTMLElement | null} */
  let back = null;

  /**
   * Make the button that leads back to the question the reader was sent from.
   * @param {HTMLElement} origin
   */
  function wayBack(origin) {
    const button = make("button", { type: "button" }, say(payload.texts, "ui.reader.back"));
    button.addEventListener("click", () => {
      unmark(root);
      back?.remove();
      origin.focus({ preventScroll: true });
      origin.scrollIntoView({ block: "center", behavior: scrolling() });
    });
    return make("p", { class: "back", lang: payload.language, translate: "yes" }, button);
  }

  /** @param {Event} event */
  function evidence(event) {
    const { lesson, start, end, origin } = /** @type {CustomEvent} */ (event).detail;
    if (lesson !== payload.lesson || event.defaultPrevented) return;
    const home = paragraphs.find((p) => p.start <= start && end <= p.end);
    if (!home || !root.isConnected) return;
    event.preventDefault();
    unmark(root);
    back?.remove();
    const [first] = markStretch(home.node, home.text, start - home.start, end - home.start);
    if (!first) return;
    back = wayBack(origin);
    home.node.after(back);
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: scrolling() });
  }
  document.addEventListener(EVIDENCE_EVENT, evidence);
  return () => document.removeEventListener(EVIDENCE_EVENT, evidence);
}
