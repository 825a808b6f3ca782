import { choiceGrade, choiceView, choiceWords } from "./choice.js";

/**
 * Judge a statement: right, wrong, or not said by the article.
 * @type {import("../browser/types.js").QuestionType}
 */
export const truefalseType = {
  name: "truefalse",
  grade: choiceGrade,
  view: choiceView,
  words: choiceWords,
};
