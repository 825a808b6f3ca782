import { make, say } from "../../browser/dom.js";
import { choiceGrade, choiceView, choiceWords } from "../choice.js";
import { register } from "../registry.js";

// Judge a statement: right, wrong, or not said by the article.
register({
  name: "truefalse",
  grade: choiceGrade,
  view(context) {
    const view = choiceView(context);
    view.root.prepend(make("p", { class: "how" }, say(context.texts, "ui.truefalse.how")));
    return view;
  },
  words: choiceWords,
});
