import { mountEasy } from "./easy.js";
import { showScores } from "./pagescores.js";
import { mountQuiz } from "./quizview.js";
import { mountReader } from "./readerview.js";

/**
 * @typedef {import("../../../questions/types.js").QuizPayload} QuizPayload
 * @typedef {import("./types.js").ReaderPayload} ReaderPayload
 *
 * What the one-file page carries: the payloads of the notebooks, the words they share told once.
 * @typedef {{texts: import("../../../browser/types.js").Texts, reading: Omit<ReaderPayload, "texts">,
 *   quizzes: Omit<QuizPayload, "texts">[],
 *   easy: Omit<import("./types.js").EasyPayload, "texts">[]}} PageData
 */

/**
 * Put a live form in the place of the static one; where it cannot be made, that one stays.
 * @param {HTMLElement | null} place
 * @param {(el: HTMLElement) => unknown} mount
 */
function bringAlive(place, mount) {
  if (!place) return;
  const live = document.createElement("div");
  try {
    mount(live);
  } catch (error) {
    console.error(error);
    return;
  }
  place.replaceChildren(live);
}

/** The widgets know dark from light as JupyterLab tells it; paper is light. */
function followTheme() {
  const dark = matchMedia("screen and (prefers-color-scheme: dark)");
  const tell = () => (document.documentElement.dataset.jpThemeLight = String(!dark.matches));
  dark.addEventListener("change", tell);
  tell();
}

/**
 * Tell whether this browser keeps anything for a page opened from a file.
 * @returns {boolean}
 */
function keepsWork() {
  try {
    localStorage.setItem("lesson-probe", "");
    localStorage.removeItem("lesson-probe");
    return true;
  } catch {
    return false;
  }
}

/**
 * A chapter's link to the text leads to its first paragraph.
 * @param {MouseEvent} event
 */
function followToText(event) {
  const link = event.target instanceof Element && event.target.closest("a[data-paragraph]");
  if (!(link instanceof HTMLElement)) return;
  const wanted = `#reading .paragraph[data-number="${link.dataset.paragraph}"]`;
  const paragraph = /** @type {HTMLElement | null} */ (document.querySelector(wanted));
  if (!paragraph) return;
  event.preventDefault();
  paragraph.tabIndex = -1;
  paragraph.focus({ preventScroll: true });
  paragraph.scrollIntoView();
}

/** @returns {any} what the page carries: `PageData`, and more where it stands in a platform */
export function pageData() {
  return JSON.parse(document.getElementById("lesson-data")?.textContent ?? "");
}

/**
 * Bring a page alive that is complete without its script.
 * @param {PageData} data
 * @param {import("../../../student/sending.js").Link | null} [link] where answers go besides
 */
export function startPage(data, link = null) {
  const { texts, reading, quizzes, easy } = data;
  followTheme();
  document.addEventListener("click", followToText);
  bringAlive(document.getElementById("reading"), (el) => mountReader(el, { ...reading, texts }));
  quizzes.forEach((quiz, index) => {
    const place = document.getElementById(`questions-${index + 1}`);
    bringAlive(place, (el) => mountQuiz(el, { ...quiz, texts }, link));
  });
  easy.forEach((text, index) => {
    const place = document.getElementById(`easy-${index + 1}`);
    bringAlive(place, (el) => mountEasy(el, { ...text, texts }));
  });
  showScores(document.querySelectorAll(".page-score"), data, link);
  const notice = document.getElementById("keeps-nothing");
  if (notice) notice.hidden = keepsWork();
  // What stands above the wanted place has changed its height.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
