import { OWN_KEYS, asWritten, make, say, scrolling } from "../../../browser/dom.js";
import { EVIDENCE_EVENT } from "./evidence.js";
import { markStretch, unmark } from "../../../browser/highlight.js";
import { drawn } from "./notebook.js";

/**
 * A paragraph of the article: where it is shown, its place, its text.
 * @typedef {{node: HTMLElement, start: number, end: number, text: string}} Shown
 * @typedef {{start: number, end: number}} Stretch
 *
 * A way back: what it is called, and what led to the passage, in the article's language.
 * @typedef {{words: string, sentence: string}} Way
 */

/**
 * Offer the passages of a text to the questions of the same lesson, each with a way back. It is the
 * question that chooses among the readers of a page.
 * @param {HTMLElement} root
 * @param {import("./types.js").ReaderPayload} payload
 * @param {Shown[]} paragraphs
 * @returns {{show: (places: Stretch[], origin: HTMLElement, way: Way) => void,
 *   back: () => boolean, leave: () => void}} `back` goes back if there is a way, and tells whether;
 *   `leave` stops listening to the page
 */
export function showPassages(root, payload, paragraphs) {
  const { texts } = payload;
  /** The ways back to where the reader was sent from, while a passage is shown. @type {HTMLElement[]} */
  let ways = [];

  function clear() {
    unmark(root);
    for (const way of ways) way.remove();
    ways = [];
  }

  /**
   * Make the button that leads back to the question, or the sentence, the reader was sent from.
   * @param {HTMLElement} origin
   * @param {Way} way
   */
  function wayBack(origin, { words, sentence }) {
    const question = origin.closest("fieldset");
    const told = make("span", { role: "status" });
    const button = make("button", { type: "button" }, words);
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
    const said = sentence && make("span", { class: "sentence", ...asWritten(payload.articleLanguage) }, sentence);
    return make("p", { class: "back", lang: payload.language, translate: "yes" }, said, button, " ", told);
  }

  /** @param {Stretch} place */
  function homeOf(place) {
    return paragraphs.find(({ start, end }) => start <= place.start && place.end <= end);
  }

  /**
   * Mark passages, each paragraph with a way back, and go to the first of them.
   * @param {Stretch[]} places
   * @param {HTMLElement} origin
   * @param {Way} wayTo where it came from
   */
  function show(places, origin, wayTo) {
    clear();
    /** @type {HTMLElement | undefined} */
    let first;
    /** @type {Set<Shown>} */
    const homes = new Set();
    for (const place of places) {
      const home = homeOf(place);
      if (!home) continue;
      const { node, text } = home;
      const [mark] = markStretch(node, text, place.start - home.start, place.end - home.start);
      if (!mark) continue;
      first ??= mark;
      homes.add(home);
    }
    if (!first) return;
    ways = [...homes].map((home) => {
      const way = wayBack(origin, wayTo);
      home.node.after(way);
      return way;
    });
    first.tabIndex = -1;
    first.setAttribute(OWN_KEYS, "true");
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: scrolling() });
  }

  /** @param {Event} event */
  function offer(event) {
    /** @type {import("./evidence.js").Place} */
    const place = /** @type {CustomEvent} */ (event).detail;
    if (place.lesson !== payload.lesson || !root.isConnected) return;
    const home = homeOf(place);
    const way = place.way ?? { words: say(texts, "ui.reader.back"), sentence: "" };
    const showing = home && {
      node: home.node,
      show: () => show([place, ...(place.also ?? [])], place.origin, way),
    };
    place.readers.push({ root, title: payload.title, clear, passage: showing ?? null });
  }
  document.addEventListener(EVIDENCE_EVENT, offer);
  return {
    show,
    back() {
      const [way] = ways;
      way?.querySelector("button")?.click();
      return Boolean(way);
    },
    leave: () => document.removeEventListener(EVIDENCE_EVENT, offer),
  };
}
