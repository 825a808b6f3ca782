import { feedbackOf, isEmpty, isIdMapping, nothing } from "./outcomes.js";

/**
 * Grade a mapping from left id to right id: a point for each left side with its right one.
 * What the types with pairs share (match, classify).
 * @param {import("./tables.js").PairTable} table
 * @param {unknown} response
 * @param {string} [otherwise] said to who chooses a right side that fits nothing
 * @returns {import("./types.js").Outcome}
 */
export function pairingGrade(table, response, otherwise = "") {
  if (isEmpty(response)) return nothing("empty");
  if (!isIdMapping(response)) return nothing("malformed");
  const lefts = new Set(table.lefts.map((left) => left.id));
  const rights = new Set(table.rights.map((right) => right.id));
  const pairs = Object.entries(response);
  if (!pairs.every(([left, right]) => lefts.has(left) && rights.has(right))) {
    return nothing("unknown");
  }
  if (pairs.length < lefts.size) return nothing("incomplete");
  /** @type {Record<string, import("./types.js").Verdict>} */
  const parts = {};
  for (const { id } of table.lefts) parts[id] = response[id] === table.key[id] ? "right" : "wrong";
  const feedback = feedbackOf(table.lefts, (id) => parts[id] === "wrong");
  const used = new Set(Object.values(table.key));
  if (otherwise && pairs.some(([, right]) => !used.has(right))) {
    feedback.push({ id: "otherwise", text: otherwise });
  }
  const score = Object.values(parts).filter((verdict) => verdict === "right").length;
  return {
    status: "scored",
    score,
    maximum: table.maximum,
    correct: score === table.lefts.length,
    parts,
    feedback,
  };
}

/**
 * Say a mapping in words, for a summary.
 * @param {import("./tables.js").PairTable} table
 * @param {any} response
 * @returns {string}
 */
export function pairingWords(table, response) {
  return table.lefts
    .map(({ id, text }) => {
      const right = table.rights.find((side) => side.id === response?.[id]);
      return `${text} → ${right?.text ?? "…"}`;
    })
    .join("; ");
}
