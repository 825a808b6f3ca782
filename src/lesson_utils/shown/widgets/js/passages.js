import { make, say, scrolling } from "../../../browser/dom.js";
import { EVIDENCE_EVENT } from "./evidence.js";
import { markStretch, unmark } from "../../../browser/highlight.js";
import { drawn } from "./notebook.js";

/**
 * A paragraph of the article: where it is shown, its place, its text.
 * @typedef {{node: HTMLElement, start: number, end: number, text: string}} Shown
 */

/**
 * Offer the passages of a text to the questions of the same lesson, each with a way back. It is the
 * question that chooses among the readers of a page.
 * @param {HTMLElement} root
 * @param {import("./types.js").ReaderPayload} payload
 * @param {Shown[]} paragraphs
 * @returns {() => void} stops listening to the page
 */
export function showPassages(root, payload, paragraphs) {
  const { texts } = payload;
  /** The way back to a question, while its evidence is shown. @type {HTMLElement | null} */
  let back = null;

  function clear() {
    unmark(root);
    back?.remove();
    back = null;
  }

  /**
   * Make the button that leads back to the question the reader was sent from.
   * @param {HTMLElement} origin
   */
  function wayBack(origin) {
    const question = origin.closest("fieldset");
    const told = make("span", { role: "status" });
    const button = make("button", { type: "button" }, say(texts, "ui.reader.back"));
    button.addEventListener("click", async () => {
      // An answer from another tab has made the question's explanation anew.
      const again = question?.querySelector(".passage button");
      const target = origin.isConnected ? origin : /** @type {HTMLElement | null} */ (again);
      if (!target || !(await drawn(target, button))) {
        told.textContent = say(texts, "ui.reader.back.hidden");
        return;
      }
      clear();
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center", behavior: scrolling() });
    });
    return make("p", { class: "back", lang: payload.language, translate: "yes" }, button, " ", told);
  }

  /**
   * @param {Shown} home
   * @param {import("./evidence.js").Place} place
   */
  function show(home, { start, end, origin }) {
    clear();
    const [first] = markStretch(home.node, home.text, start - home.start, end - home.start);
    if (!first) return;
    back = wayBack(origin);
    home.node.after(back);
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: scrolling() });
  }

  /** @param {Event} event */
  function offer(event) {
    /** @type {import("./evidence.js").Place} */
    const place = /** @type {CustomEvent} */ (event).detail;
    if (place.lesson !== payload.lesson || !root.isConnected) return;
    const home = paragraphs.find((p) => p.start <= place.start && place.end <= p.end);
    const showing = home && { node: home.node, show: () => show(home, place) };
    place.readers.push({ root, title: payload.title, clear, passage: showing ?? null });
  }
  document.addEventListener(EVIDENCE_EVENT, offer);
  return () => document.removeEventListener(EVIDENCE_EVENT, offer);
}
