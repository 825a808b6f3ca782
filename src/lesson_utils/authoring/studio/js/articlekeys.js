import { lastIndexOf } from "./offsets.js";

/**
 * The keys of the article.
 *
 * @typedef {import("./types.js").Mark} Mark
 * @typedef {import("./types.js").Span} Span
 * @typedef {import("./walk.js").Pace} Pace
 */

const VERB_KEYS = ["term", "claim", "actor", "place", "name", "date", "timeline", "step", "question", "take"];

/**
 * @param {import("./types.js").Studio} studio
 * @param {ReturnType<typeof import("./walk.js").openWalk>} walk
 * @param {{marks: () => Mark[], chosen: () => Span | null, moved: (span: Span) => void,
 *   can: (kind: string) => boolean, act: (verb: string) => boolean}} to `act` tells whether
 *   something was done
 * @returns {(event: KeyboardEvent) => void}
 */
export function articleKeys({ lesson, say }, walk, to) {
  /** @param {KeyboardEvent} event @returns {[Pace, boolean] | null} the pace, and whether forward */
  function way({ key, ctrlKey, currentTarget }) {
    const rightToLeft = getComputedStyle(/** @type {Element} */ (currentTarget)).direction === "rtl";
    const onward = rightToLeft ? "ArrowLeft" : "ArrowRight";
    if (key === "ArrowRight" || key === "ArrowLeft") return [ctrlKey ? "sentence" : "word", key === onward];
    if (key === "ArrowDown" || key === "ArrowUp") return [ctrlKey ? "paragraph" : "sentence", key === "ArrowDown"];
    if (key === "PageDown" || key === "PageUp") return ["paragraph", key === "PageDown"];
    return null;
  }

  /** @param {boolean} forward */
  function toMark(forward) {
    const marks = to.marks();
    const { start = -1, end = -1 } = to.chosen() ?? {};
    const after = (/** @type {Mark} */ mark) => mark.start > start || (mark.start === start && mark.end > end);
    const before = (/** @type {Mark} */ mark) => mark.start < start || (mark.start === start && mark.end < end);
    const next = forward ? (marks.find(after) ?? marks[0]) : (marks[lastIndexOf(marks, before)] ?? marks.at(-1));
    if (next) walk.set({ start: next.start, end: next.end });
  }

  /** @param {KeyboardEvent} event @returns {boolean} */
  function act(event) {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (altKey || metaKey) return false;
    const going = way(event);
    const letter = ctrlKey ? "" : key.toLowerCase();
    if (going) walk.go(...going, shiftKey);
    else if (letter === say("studio.article.key.sentence")) walk.sentence();
    else if (letter === say("studio.article.key.mark")) toMark(!shiftKey);
    else if (key === "Escape") return to.act("leave");
    else if (!to.chosen() || ctrlKey) return false;
    else if (key === "Enter") return to.act("open");
    else {
      const verb = VERB_KEYS.find((kind) => letter === say(`studio.article.key.${kind}`) && to.can(kind));
      return verb !== undefined && to.act(verb);
    }
    const span = walk.chosen();
    if (span) to.moved(span);
    return lesson.article.text !== "";
  }

  return (event) => {
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
