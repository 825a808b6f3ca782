import { say } from "../../browser/dom.js";
import { ignored, readNumber } from "../judging/amounts.js";
import { isEmpty, nothing, oneAnswer } from "../outcomes.js";
import { readable } from "../../content/signs.js";
import { typedView } from "../typed.js";
import { register } from "../registry.js";

/** Binary fractions are not exact: two numbers nearer than this are the same. */
const NEAR = 1e-9;
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
