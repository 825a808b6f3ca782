import { make, say } from "../../../browser/dom.js";
import { QUIZ_EVENT, notebookOf } from "./notebook.js";

/**
 * Make the way past the text, whose words are many stops for the keyboard, to the quiz of the same
 * notebook; it is there while there is one.
 * @param {import("./types.js").ReaderPayload} payload
 * @returns {{root: HTMLElement, leave: () => void}}
 */
export function quizLink(payload) {
  const told = make("span", { role: "status" });
  const button = make("button", { type: "button", class: "to-quiz" }, say(payload.texts, "ui.reader.quiz"));
  const root = make("p", { class: "past" }, button, told);
  button.addEventListener("click", () => {
    const detail = { lesson: payload.lesson, from: button };
    const event = new CustomEvent(QUIZ_EVENT, { cancelable: true, detail });
    const found = !document.dispatchEvent(event);
    told.textContent = found ? "" : say(payload.texts, "ui.reader.quiz.missing");
  });

  let waiting = 0;
  function look() {
    waiting = 0;
    const quizzes = [...document.querySelectorAll(".lesson-quiz")];
    const found = quizzes.some((quiz) => notebookOf(quiz) === notebookOf(root));
    if (button.hidden === found) button.hidden = !found;
  }
  // A quiz may come after the reader, or go before it: no order of cells is known here.
  const watch = new MutationObserver(() => (waiting ||= requestAnimationFrame(look)));
  watch.observe(document.body, { childList: true, subtree: true });
  look();
  return {
    root,
    leave() {
      watch.disconnect();
      cancelAnimationFrame(waiting);
    },
  };
}
