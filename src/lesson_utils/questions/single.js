import { choiceGrade, choiceView, choiceWords } from "./choice.js";

/**
 * Choose one option.
 * @type {import("../browser/types.js").QuestionType}
 */
export const singleType = {
  name: "single",
  grade: choiceGrade,
  view: choiceView,
  words: choiceWords,
  mixed: ["options"],
};
