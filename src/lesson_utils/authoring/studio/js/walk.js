import { lastIndexOf } from "./offsets.js";

/**
 * A passage chosen with keys: by word, by sentence, by paragraph, with Shift to extend it.
 *
 * @typedef {import("./types.js").Span} Span
 * @typedef {"word" | "sentence" | "paragraph"} Pace
 */

/**
 * @param {Span[]} words in order
 * @param {Span[]} sentences in order
 * @param {Span[]} paragraphs headings too
 */
export function openWalk(words, sentences, paragraphs) {
  /** A heading holds no sentence: it is one here. */
  const said = [...sentences, ...paragraphs.filter((home) => !sentences.some((one) => meet(one, home)))];
  const paces = { sentence: said.sort((one, other) => one.start - other.start), paragraph: paragraphs };
  /** The words between which the passage lies, and where it goes on. */
  let [from, at] = [0, 0];
  /** What was chosen otherwise than by words. @type {Span | null} */
  let whole = null;
  let begun = false;

  /** @param {Span} one @param {Span} other */
  function meet(one, other) {
    return one.start < other.end && other.start < one.end;
  }

  /** @param {Span} span @returns {[number, number]} the first of its words and the last */
  function wordsIn(span) {
    const first = words.findIndex((word) => word.end > span.start);
    const last = lastIndexOf(words, (word) => word.start < span.end);
    return first < 0 || last < first ? [Math.max(0, last), Math.max(0, last)] : [first, last];
  }

  /**
   * @param {Span[]} stretches
   * @param {boolean} forward
   * @param {boolean} extend
   */
  function farther(stretches, forward, extend) {
    const here = lastIndexOf(stretches, (stretch) => stretch.start < words[at].end);
    const bounds = (/** @type {number} */ index) => wordsIn(stretches[Math.min(Math.max(index, 0), stretches.length - 1)]);
    if (forward && extend) return bounds(at < bounds(here)[1] ? here : here + 1)[1];
    if (forward) return here + 1 < stretches.length ? bounds(here + 1)[0] : at;
    return bounds(at > bounds(here)[0] ? here : here - 1)[0];
  }

  return {
    /** @returns {Span | null} */
    chosen() {
      if (whole) return whole;
      if (!begun || !words.length) return null;
      return { start: words[Math.min(from, at)].start, end: words[Math.max(from, at)].end };
    },
    /**
     * @param {Pace} pace
     * @param {boolean} forward
     * @param {boolean} extend
     */
    go(pace, forward, extend) {
      if (!words.length) return;
      if (begun) {
        const next = pace === "word" ? at + (forward ? 1 : -1) : farther(paces[pace], forward, extend);
        at = Math.min(Math.max(next, 0), words.length - 1);
      }
      if (!extend || !begun) from = at;
      begun = true;
      whole = null;
    },
    /** Choose the sentence one is in; again, the next one with it. */
    sentence() {
      if (!words.length) return;
      const now = whole ?? words[at];
      const first = paces.sentence.findIndex((one) => meet(one, now));
      const last = lastIndexOf(paces.sentence, (one) => meet(one, now));
      if (first < 0) return;
      const chosen = { start: paces.sentence[first].start, end: paces.sentence[last].end };
      const again = whole && whole.start === chosen.start && whole.end === chosen.end;
      if (again) chosen.end = (paces.sentence[last + 1] ?? paces.sentence[last]).end;
      this.set(chosen);
    },
    /** @param {Span} span chosen otherwise: keys go on from there */
    set(span) {
      [from, at] = wordsIn(span);
      whole = span;
      begun = true;
    },
    /** Let go of the passage; keys go on from where one was. */
    leave() {
      whole = null;
      from = at;
    },
  };
}
