import { scrolling } from "../../../browser/dom.js";
import { QUIZ_EVENT, isSeen, notebookOf } from "./notebook.js";

/**
 * Come into view and take the focus when a reader of the same lesson and notebook asks for a quiz.
 * @param {string} lesson
 * @param {HTMLElement} quiz
 * @param {HTMLElement} title
 * @returns {() => void} stops listening
 */
export function answerCalls(lesson, quiz, title) {
  /** @param {Event} event */
  function hear(event) {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail?.lesson !== lesson || notebookOf(detail.from) !== notebookOf(quiz)) return;
    // Each quiz hears it; the one that is seen first answers.
    if (event.defaultPrevented || !isSeen(quiz)) return;
    event.preventDefault();
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start", behavior: scrolling() });
  }
  document.addEventListener(QUIZ_EVENT, hear);
  return () => document.removeEventListener(QUIZ_EVENT, hear);
}
