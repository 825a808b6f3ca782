import { scrolling } from "./dom.js";
import { isSeen, notebookOf } from "./notebook.js";

/** What a reader sends to lead past the text: the first quiz of its notebook answers. */
const CALL_EVENT = "lesson:quiz";

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
  document.addEventListener(CALL_EVENT, hear);
  return () => document.removeEventListener(CALL_EVENT, hear);
}
