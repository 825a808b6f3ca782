import { say } from "../../../browser/dom.js";
import { openPlace } from "../../../student/place.js";
import { standing } from "../../../student/standing.js";
import { keyOf, RECORD_EVENT } from "../../../student/news.js";

/**
 * Show in a page's contents how far each quiz is.
 * @param {NodeListOf<HTMLElement>} places each with the name of its quiz in `data-quiz`
 * @param {import("./page.js").PageData} data
 */
export function showScores(places, { quizzes, texts }) {
  if (!quizzes.length) return;
  const { lesson } = quizzes[0];
  const key = keyOf(lesson);
  const counted = quizzes.map(({ quiz, title, mode, questions }) => (
    { id: quiz, title, mode, notebook: "", tables: questions }
  ));

  /** @param {import("../../../student/types.js").LessonRecord} record */
  function show(record) {
    const found = new Map(standing(counted, record).quizzes.map((one) => [one.id, one]));
    for (const place of places) {
      const one = found.get(place.dataset.quiz ?? "");
      place.textContent = one?.answered ? say(texts, "ui.progress.row", { ...one }) : "";
    }
  }

  document.addEventListener(RECORD_EVENT, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.place === key) show(detail.record);
  });
  addEventListener("storage", (event) => {
    if (event.key === key) show(openPlace(key, lesson).look().record);
  });
  show(openPlace(key, lesson).look().record);
}
