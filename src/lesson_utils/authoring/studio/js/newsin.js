import { same } from "../../../browser/dom.js";

/**
 * What is new of a lesson, put into what is known of it.
 *
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").News} News
 */

/**
 * Take news into a lesson.
 * @param {Lesson} lesson
 * @param {News} news
 * @returns {boolean} whether anything is other than it was
 */
export function takeIn(lesson, news) {
  let changed = (news.files ?? []).length > 0;
  // All that there is, not what is other.
  if (news.since === "") lesson.files.length = 0;
  for (const file of news.files ?? []) {
    const index = lesson.files.findIndex(({ name }) => name === file.name);
    if (index < 0) lesson.files.push(file);
    else lesson.files[index] = file;
  }
  const { marks, history, forms, languages, title } = news;
  const told = { marks, history, forms, languages, title };
  for (const [name, value] of Object.entries(told)) {
    if (value === undefined || same(value, /** @type {any} */ (lesson)[name])) continue;
    Object.assign(lesson, { [name]: value });
    changed = true;
  }
  lesson.version = news.version ?? lesson.version;
  return changed;
}
