import { say } from "../../browser/dom.js";
import { isNear } from "../judging/nearness.js";
import { isEarned, isEmpty, nothing, oneAnswer } from "../outcomes.js";
import { typedView } from "../typed.js";
import { judge, plain } from "../judging/wording.js";
import { register } from "../registry.js";

/**
 * Grade what was typed: one point for an accepted wording.
 * @param {import("../tables.js").ShortTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function shortGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (typeof response !== "string") return nothing("malformed");
  if (!plain(response)) return nothing("empty");
  const verdict = judge(response, table.accepted);
  if (isEarned(verdict)) return oneAnswer(verdict, table.feedback);
  const others = table.anticipated.flatMap((wrong) => wrong.accepted);
  if (isNear(response, table.accepted, others)) return oneAnswer("near", "");
  const expected = table.anticipated.find((wrong) => isEarned(judge(response, wrong.accepted)));
  return oneAnswer(verdict, expected?.feedback ?? table.otherwise);
}

// Answer in a few words.
register({
  name: "short",
  grade: shortGrade,
  view: (context) =>
    typedView(context, {
      label: say(context.texts, "ui.short.label"),
      unit: "",
      attributes: { dir: "auto" },
      shown: context.table.accepted[0],
    }),
  words: (_, response) => String(response),
});
