import { choiceGrade, choiceView, choiceWords } from "lesson_utils/questions/choice.js";
import { register } from "lesson_utils/questions/registry.js";

// Say yes or no to a statement.
register({ name: "yes-no", grade: choiceGrade, view: choiceView, words: choiceWords });
