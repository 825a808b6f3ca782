import { make, nextUid, say } from "../../../browser/dom.js";
import { linkTo, sameWay } from "./onward.js";
import { keyOf, RECORD_EVENT } from "../../../student/news.js";
import { openPlace } from "../../../student/place.js";
import { emptyRecord, mergeRecords, readRecord } from "../../../student/records.js";
import { standing } from "../../../student/standing.js";

/**
 * @typedef {import("../../../student/standing.js").Standing} Standing
 * @typedef {{language: string, lesson: string, texts: import("../../../browser/types.js").Texts,
 *   skills: string[], quizzes: import("../../../student/standing.js").Counted[]}} ProgressPayload
 */

/** Until JupyterLab has written all of a notebook's texts, and the links in them. */
const LINKS_MS = 1500;

/**
 * Show where a student stands in the lesson: by quiz, by skill, and what comes next.
 * @param {HTMLElement} root
 * @param {ProgressPayload} payload
 * @param {{first: unknown, scope?: string}} known
 * @returns {() => void}
 */
export function mountProgress(root, payload, { first, scope }) {
  const { lesson, texts } = payload;
  const key = keyOf(lesson, scope);
  const place = openPlace(key, lesson);
  let record = readRecord(first, lesson) ?? emptyRecord(lesson);
  const titleId = nextUid();
  const content = make("div", {});
  const section = make(
    "div",
    {
      class: "lesson-figure lesson-progress",
      role: "group",
      lang: payload.language,
      "aria-labelledby": titleId,
    },
    make("h3", { id: titleId }, say(texts, "ui.progress.title")),
    content,
  );

  /** @param {Standing} one */
  function row(one) {
    const label = wayThere(one, one.label, one.id) ?? make("span", { dir: "auto" }, one.label);
    const part = one.graded ? (100 * one.answered) / one.graded : 0;
    const bar = make("span", { class: "bar", "aria-hidden": "true" }, make("span", {}));
    /** @type {HTMLElement} */ (bar.firstElementChild).style.width = `${part}%`;
    const said = make("span", { class: "said" }, say(texts, "ui.progress.row", { ...one }));
    return make("li", {}, label, bar, said);
  }

  /**
   * @param {string} title
   * @param {Standing[]} rows
   */
  function group(title, rows) {
    return [make("h4", {}, say(texts, title)), make("ul", {}, ...rows.map(row))];
  }

  /** @param {Standing[]} quizzes */
  function next(quizzes) {
    const open = quizzes.find(({ answered, graded }) => answered < graded);
    if (!open) return make("p", { class: "next" }, say(texts, "ui.progress.done"));
    const begun = quizzes.some(({ answered }) => answered);
    const words = say(texts, begun ? "ui.progress.next" : "ui.progress.start", { title: open.label });
    return make("p", { class: "next" }, wayThere(open, words, "next") ?? words);
  }

  /**
   * @param {Standing} one
   * @param {string} words
   * @param {string} row by which the link is found again
   */
  function wayThere({ notebook }, words, row) {
    const found = () => (notebook ? linkTo(section, notebook) : null);
    return sameWay(found, words, { dir: "auto", "data-row": row });
  }

  function show() {
    const { quizzes, skills } = standing(payload.quizzes, record);
    const bySkill = new Map(skills.map((one) => [one.id, one]));
    const ordered = payload.skills.flatMap((id) => bySkill.get(id) ?? []);
    // What has nothing to count, a box to write in, is no row.
    const counted = quizzes.filter(({ graded }) => graded);
    const focused = content.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.row
      : undefined;
    content.replaceChildren(
      next(counted),
      ...group("ui.progress.quizzes", counted),
      ...group("ui.progress.skills", ordered),
    );
    if (!focused) return;
    const links = /** @type {HTMLElement[]} */ ([...content.querySelectorAll("a")]);
    links.find(({ dataset }) => dataset.row === focused)?.focus({ preventScroll: true });
  }

  /** @param {import("../../../student/types.js").LessonRecord} other */
  function take(other) {
    const before = JSON.stringify(record);
    record = mergeRecords(record, other);
    if (JSON.stringify(record) !== before) show();
  }

  /** @param {Event} event */
  const fromPage = (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.place === key) take(detail.record);
  };
  /** @param {StorageEvent} event */
  const fromTab = (event) => {
    if (event.key === key) take(place.look().record);
  };
  document.addEventListener(RECORD_EVENT, fromPage);
  addEventListener("storage", fromTab);
  root.append(section);
  record = mergeRecords(record, place.look().record);
  show();
  // The notebook's own links, which lead to the others, are written when all of it is.
  const late = setTimeout(show, LINKS_MS);
  return () => {
    clearTimeout(late);
    document.removeEventListener(RECORD_EVENT, fromPage);
    removeEventListener("storage", fromTab);
  };
}
