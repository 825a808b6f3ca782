import { charactersOf, lastIndexOf, unitsOf } from "./offsets.js";

/**
 * Where the article's characters are on the page, and the other way round.
 *
 * @typedef {import("./types.js").Span} Span
 * @typedef {{node: HTMLElement, start: number, end: number, text: string}} Home a paragraph: its
 *   element, its place, and the text that the element shows
 */

/**
 * @param {() => Home[]} homes in the order of the article
 */
export function articlePlaces(homes) {
  /**
   * Give the place of a boundary of a selection; between two paragraphs, the end of the first one.
   * @param {Node} node
   * @param {number} offset
   */
  function placeOf(node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    let place = homes()[0]?.start ?? 0;
    for (const home of homes()) {
      const body = document.createRange();
      body.selectNodeContents(home.node);
      if (body.comparePoint(node, offset) < 0) break;
      place = home.end;
      if (body.comparePoint(node, offset) > 0) continue;
      body.setEnd(node, offset);
      place = home.start + charactersOf(home.text, body.toString().length);
      break;
    }
    return place;
  }

  /**
   * @param {Home} home
   * @param {number} place
   * @returns {[Node, number]}
   */
  function boundary(home, place) {
    let left = unitsOf(home.text, place - home.start);
    const walker = document.createTreeWalker(home.node, NodeFilter.SHOW_TEXT);
    /** @type {[Node, number]} */
    let found = [home.node, 0];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = /** @type {Text} */ (node);
      found = [node, Math.min(left, length)];
      if (left <= length) break;
      left -= length;
    }
    return found;
  }

  return {
    /**
     * Give the stretch that a selection of the page covers.
     * @param {Range} range
     * @returns {Span}
     */
    spanOf: (range) => ({
      start: placeOf(range.startContainer, range.startOffset),
      end: placeOf(range.endContainer, range.endOffset),
    }),
    /**
     * @param {Span} span
     * @returns {Range | null}
     */
    rangeOf({ start, end }) {
      const first = homes().find((home) => home.end > start);
      const last = homes()[lastIndexOf(homes(), (home) => home.start < end)];
      if (!first || !last || last.start < first.start) return null;
      const range = document.createRange();
      range.setStart(...boundary(first, Math.max(start, first.start)));
      range.setEnd(...boundary(last, Math.min(end, last.end)));
      return range;
    },
    /** @param {Span} span @returns {Home[]} */
    homesOf: (span) => homes().filter((home) => home.start < span.end && home.end > span.start),
  };
}
