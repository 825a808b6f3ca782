import { isEarned } from "../../../questions/outcomes.js";
import { say } from "../../../browser/dom.js";
import { isWhole } from "../../../questions/notes.js";

/**
 * @typedef {import("../../../questions/types.js").Scored} Scored
 */

/**
 * Tell whether something in an answer is right.
 * @param {Scored} scored
 * @returns {boolean}
 */
export function hasRight(scored) {
  return Object.values(scored.parts).some((part) => isEarned(part) || part === "partial");
}

/** @param {Scored} scored */
function isSlip(scored) {
  return Object.values(scored.parts).every((part) => part === "near");
}

/**
 * Give what is said of a question's answers: each thing once.
 * @param {import("../../../questions/types.js").Table} table
 * @param {import("../../../browser/types.js").Texts} texts
 * @param {() => boolean} naming whether what is missing is named; who has tried once is told how much
 */
export function verdictsOf(table, texts, naming) {
  /** @param {Scored} scored */
  function named(scored) {
    if (naming()) return scored;
    const parts = Object.entries(scored.parts).filter(([, part]) => part !== "missed");
    return { ...scored, parts: Object.fromEntries(parts) };
  }

  /**
   * Say what to do next.
   * @param {Scored} scored
   */
  function retry(scored) {
    const count = Object.values(scored.parts).filter((part) => part === "missed").length;
    const missing = count && !naming() ? say(texts, "ui.verdict.missing", { count }) : "";
    return `${missing} ${say(texts, "ui.verdict.again")}`.trim();
  }

  /**
   * Say what an answer is worth, but for what its only part says already.
   * @param {Scored} scored
   */
  function verdict(scored) {
    if (scored.correct) return say(texts, "ui.verdict.correct");
    // A slip is no wrong idea: what is said at each part is enough.
    if (isWhole(scored) || isSlip(scored)) return "";
    if (!hasRight(scored)) return say(texts, "ui.verdict.incorrect");
    if (!scored.score) return say(texts, "ui.verdict.mixed");
    return say(texts, "ui.verdict.some", { score: scored.score, maximum: scored.maximum });
  }

  /** @param {Scored} scored */
  function spoken(scored) {
    const said = scored.feedback.filter(({ id }) => scored.parts[id] !== "missed");
    const why = scored.correct ? [table.explanation] : [retry(scored)];
    const wrong = isSlip(scored) ? "ui.verdict.near" : "ui.verdict.incorrect";
    const first = verdict(scored) || say(texts, wrong);
    return [first, ...said.map(({ text }) => text), ...why].filter(Boolean).join(" ");
  }

  return { named, retry, verdict, spoken };
}
