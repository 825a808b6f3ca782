import { say } from "../../browser/dom.js";
import { withoutUnit } from "../judging/amounts.js";
import { isEmpty, nothing, oneAnswer } from "../outcomes.js";
import { SPACE, readable } from "../../content/signs.js";
import { typedView } from "../typed.js";
import { register } from "../registry.js";

/** Binary fractions are not exact: two numbers nearer than this are the same. */
const NEAR = 1e-9;
const ignored = new RegExp(`(?:${SPACE}|['’‘ʼ′´\\x60])+`, "g");
/**
 * Minus and the hyphens of print, the Arabic decimal mark and comma, the full stop of Chinese and
 * Japanese keyboards.
 * @type {Record<string, string>}
 */
const numberMarks = { "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u066b": ".", "\u060c": ",", "\u3002": "." };

/**
 * Read a number as typed, or as JSON has it; null if it is none.
 * @param {unknown} response
 * @param {string} thousands
 * @param {string} [unit] the one that is printed, which may stand behind it
 * @returns {number | null}
 */
export function readNumber(response, thousands, unit = "") {
  let value = response;
  if (typeof value === "string") {
    let text = withoutUnit(readable(value), readable(unit))
      .replace(ignored, "")
      .replace(/[\u2212\u2010\u2011\u066b\u060c\u3002]/g, (mark) => numberMarks[mark]);
    // The Arabic mark of thousands is one in every language.
    const marks = `[\u066c${thousands}]`;
    if (new RegExp(`^[+-]?[0-9]{1,3}(${marks}[0-9]{3})+(\\.[0-9]+)?$`).test(text)) {
      text = text.replace(new RegExp(marks, "g"), "");
    }
    if (!/^[+-]?[0-9]+([.,][0-9]+)?$/.test(text)) return null;
    value = Number(text.replace(",", "."));
  }
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/**
 * Grade a number: one point within the tolerance.
 * @param {import("../tables.js").NumberTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function numberGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  const value = readNumber(response, table.thousands, table.unit);
  if (value === null) {
    const unseen = typeof response === "string" && !readable(response).replace(ignored, "");
    return nothing(unseen ? "empty" : "malformed");
  }
  const near = (/** @type {number} */ other, reach = 0) => Math.abs(value - other) <= reach + NEAR;
  if (near(table.answer, table.tolerance)) return oneAnswer("right", table.feedback);
  const expected = table.anticipated.find((wrong) => near(wrong.value));
  return oneAnswer("wrong", expected?.feedback ?? table.otherwise);
}

// Answer with a year or a quantity.
register({
  name: "number",
  grade: numberGrade,
  view: (context) =>
    typedView(context, {
      label: say(context.texts, "ui.number.label"),
      unit: context.table.unit,
      attributes: { inputmode: "decimal", class: "number-field" },
      shown: "",
    }),
  words: (table, response) => `${response} ${table.unit}`.trim(),
});
