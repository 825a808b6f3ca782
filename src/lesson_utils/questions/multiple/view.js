import { make, say } from "../../browser/dom.js";
import { choiceWords, optionList } from "../choice.js";
import { feedbackOf, isEmpty, isIdList, nothing } from "../outcomes.js";
import { register } from "../registry.js";

/**
 * Grade a list of option ids: a point for each right one, less one for each wrong one.
 * @param {import("../tables.js").ChoiceTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function multipleGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (!isIdList(response)) return nothing("malformed");
  const known = new Set(table.options.map((option) => option.id));
  if (!response.every((id) => known.has(id))) return nothing("unknown");
  /** @type {Record<string, import("../types.js").Verdict>} */
  const parts = {};
  for (const option of table.options) {
    if (response.includes(option.id)) parts[option.id] = option.correct ? "right" : "wrong";
    else if (option.correct) parts[option.id] = "missed";
  }
  const verdicts = Object.values(parts);
  const right = verdicts.filter((verdict) => verdict === "right").length;
  const wrong = verdicts.filter((verdict) => verdict === "wrong").length;
  return {
    status: "scored",
    score: Math.max(0, right - wrong),
    maximum: table.maximum,
    correct: right === verdicts.length,
    parts,
    feedback: feedbackOf(table.options, (id) => id in parts),
  };
}

/**
 * Show options of which several may be chosen; a button says that the choice is complete.
 * @param {import("../types.js").Context<import("../tables.js").ChoiceTable>} context
 * @returns {import("../types.js").View}
 */
export function multipleView(context) {
  const how = say(context.texts, "ui.multiple.how");
  const list = optionList(context, "checkbox", context.changed);
  return {
    root: make("div", {}, make("p", { class: "how" }, how), list.root),
    needsCheck: true,
    read: () => [...list.inputs.values()].filter((i) => i.checked).map((i) => i.value),
    write(response) {
      for (const [id, input] of list.inputs) {
        input.checked = Array.isArray(response) && response.includes(id);
      }
    },
    mark: list.mark,
  };
}

// Choose all the options that are right.
register({
  name: "multiple",
  grade: multipleGrade,
  view: multipleView,
  words: choiceWords,
  mixed: ["options"],
});
