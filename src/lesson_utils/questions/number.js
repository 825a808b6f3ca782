import { say } from "../widgets/js/dom.js";
import { isEmpty, nothing } from "./outcomes.js";
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
  const correct = Math.abs(value - table.answer) <= table.tolerance + NEAR;
  const expected = table.anticipated.find((wrong) => Math.abs(value - wrong.value) <= NEAR);
  const text = correct ? table.feedback : (expected?.feedback ?? table.otherwise);
  return {
    status: "scored",
    score: correct ? 1 : 0,
    maximum: 1,
    correct,
    parts: { answer: correct ? "right" : "wrong" },
    feedback: [{ id: "answer", text }],
  };
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
