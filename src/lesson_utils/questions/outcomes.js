/**
 * @typedef {import("./types.js").Nothing} Nothing
 * @typedef {import("./tables.js").NearRow} NearRow
 */

/**
 * @param {Nothing["reason"]} reason
 * @returns {Nothing}
 */
export function nothing(reason) {
  return { status: "nothing", reason };
}

/**
 * Tell whether a response is no response at all.
 * @param {unknown} response
 * @returns {boolean}
 */
export function isEmpty(response) {
  if (response === null || response === undefined || response === "") return true;
  return typeof response === "object" && Object.keys(response).length === 0;
}

/**
 * Tell whether a response is a list of strings without doubles.
 * @param {unknown} response
 * @returns {response is string[]}
 */
export function isIdList(response) {
  return (
    Array.isArray(response) &&
    response.every((part) => typeof part === "string") &&
    new Set(response).size === response.length
  );
}

/**
 * Tell whether a response is a mapping from string to string.
 * @param {unknown} response
 * @returns {response is Record<string, string>}
 */
export function isIdMapping(response) {
  return (
    typeof response === "object" &&
    response !== null &&
    !Array.isArray(response) &&
    Object.values(response).every((part) => typeof part === "string")
  );
}

/**
 * Collect the feedback of some parts of a table, in the table's order.
 * @param {NearRow[]} parts
 * @param {(id: string) => boolean} chosen
 * @returns {{id: string, text: string}[]}
 */
export function feedbackOf(parts, chosen) {
  return parts.filter((part) => chosen(part.id)).map(({ id, feedback }) => ({ id, text: feedback }));
}

/**
 * Tell whether a verdict earns all of a part's points.
 * @param {import("./types.js").Verdict} verdict
 * @returns {boolean}
 */
export function isEarned(verdict) {
  return verdict === "right" || verdict === "accents" || verdict === "case";
}

/**
 * Give the outcome of an answer with one part: one point, one feedback.
 * @param {import("./types.js").Verdict} verdict
 * @param {string} text
 * @returns {import("./types.js").Scored}
 */
export function oneAnswer(verdict, text) {
  const correct = isEarned(verdict);
  const feedback = [{ id: "answer", text }];
  const parts = { answer: verdict };
  return { status: "scored", score: correct ? 1 : 0, maximum: 1, correct, parts, feedback };
}
