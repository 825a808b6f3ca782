import { say } from "../widgets/js/dom.js";
import { isEmpty, nothing, oneAnswer } from "./outcomes.js";
import { typedView } from "./typed.js";
import { SPACE } from "./wording.js";

/** Binary fractions are not exact: two numbers nearer than this are the same. */
const NEAR = 1e-9;
const ignored = new RegExp(`(?:${SPACE}|['’])+`, "g");

/**
 * Read a number as typed, or as JSON has it; null if it is none.
 * @param {unknown} response
 * @param {string} thousands
 * @returns {number | null}
 */
export function readNumber(response, thousands) {
  let value = response;
  if (typeof value === "string") {
    let text = value.replace(ignored, "").replace(/\u2212/g, "-");
    if (thousands && /^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(text)) {
      text = text.replace(/,/g, "");
    }
    if (!/^[+-]?[0-9]+([.,][0-9]+)?$/.test(text)) return null;
    value = Number(text.replace(",", "."));
  }
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/**
 * Grade a number: one point within the tolerance.
 * @param {import("../widgets/js/types.js").Table} table
 * @param {unknown} response
 * @returns {import("../widgets/js/types.js").Outcome}
 */
export function numberGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  const value = readNumber(response, table.thousands);
  if (value === null) {
    const blank = typeof response === "string" && !response.replace(ignored, "");
    return nothing(blank ? "empty" : "malformed");
  }
  const near = (/** @type {number} */ other, reach = 0) => Math.abs(value - other) <= reach + NEAR;
  if (near(table.answer, table.tolerance)) return oneAnswer("right", table.feedback);
  const expected = table.anticipated.find((wrong) => near(wrong.value));
  return oneAnswer("wrong", expected?.feedback ?? table.otherwise);
}

/**
 * Answer with a year or a quantity.
 * @type {import("../widgets/js/types.js").QuestionType}
 */
export const numberType = {
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
};
