import { choiceGrade, choiceView, choiceWords } from "../choice.js";
import { register } from "../registry.js";

// Choose one option.
register({
  name: "single",
  grade: choiceGrade,
  view: choiceView,
  words: choiceWords,
  mixed: ["options"],
});
