import { choiceGrade, choiceView, choiceWords } from "../choice.js";
import { register } from "../registry.js";

// Judge a statement: right, wrong, or not said by the article.
register({
  name: "truefalse",
  grade: choiceGrade,
  view: choiceView,
  words: choiceWords,
});
