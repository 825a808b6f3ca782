import { say } from "../../../browser/dom.js";
import { noPlace, openPlace } from "../../../student/place.js";
import { emptyRecord, mergeRecords, readRecord } from "../../../student/records.js";
import { countedIn, standing } from "../../../student/standing.js";
import { keyOf, RECORD_EVENT } from "../../../student/news.js";

/**
 * Show in a page's contents how far each quiz is.
 * @param {NodeListOf<HTMLElement>} places each with the name of its quiz in `data-quiz`
 * @param {import("./wholepage.js").PageData} data
 * @param {import("../../../student/sending.js").Link | null} link
 */
export function showScores(places, { quizzes, texts }, link) {
  if (!quizzes.length) return;
  const { lesson } = quizzes[0];
  const key = keyOf(lesson, link?.scope);
  const place = link?.apart ? noPlace(lesson) : openPlace(key, lesson);
  const counted = countedIn(quizzes);

  /** @param {import("../../../student/types.js").LessonRecord} record */
  function show(record) {
    const found = new Map(standing(counted, record).quizzes.map((one) => [one.id, one]));
    for (const row of places) {
      const one = found.get(row.dataset.quiz ?? "");
      row.textContent = one?.answered ? say(texts, "ui.progress.row", { ...one }) : "";
    }
  }

  document.addEventListener(RECORD_EVENT, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.place === key) show(detail.record);
  });
  addEventListener("storage", (event) => {
    if (event.key === key) show(place.look().record);
  });
  const first = readRecord(link?.first, lesson) ?? emptyRecord(lesson);
  show(mergeRecords(first, place.look().record));
}
