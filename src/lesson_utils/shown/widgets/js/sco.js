import { make, say } from "../../../browser/dom.js";
import { countedIn } from "../../../student/standing.js";
import { openReporting } from "../../../student/platform/reporting.js";
import { pageData, startPage } from "./wholepage.js";

/**
 * The one-file page inside a school's platform: the same page, whose answers are handed over.
 *
 * @typedef {import("./wholepage.js").PageData & {platform: Platform}} PlatformData
 * @typedef {import("../../../student/platform/reporting.js").Platform} Platform
 * @typedef {import("../../../student/platform/reporting.js").News} News
 */

/** A prompt in a list of several: its first words are enough. */
const LONGEST_NAMED = 60;

function startInPlatform() {
  /** @type {PlatformData} */
  const data = pageData();
  const warning = document.getElementById("platform-warning");
  const state = document.getElementById("platform-state");

  /** @param {string} text */
  const begun = (text) => (text.length > LONGEST_NAMED ? `${text.slice(0, LONGEST_NAMED).trim()}…` : text);

  /**
   * Say what a student has to know of the platform, and what it was told.
   * @param {News} news
   */
  function tellNews(news) {
    const { texts } = data;
    const said = [];
    if (news.state !== "open") said.push(say(texts, `platform.${news.state}`));
    if (news.aside) said.push(say(texts, "platform.aside"));
    if (news.failing) said.push(say(texts, "platform.failing"));
    if (news.left.length) {
      const titles = new Map(data.quizzes.map(({ quiz, title }) => [quiz, title]));
      const list = news.left.map(({ quiz, table }) => `${titles.get(quiz)} – ${begun(table.prompt)}`).join("; ");
      said.push(say(texts, "platform.left", { list }));
    }
    show(warning, said);
    const language = document.documentElement.lang;
    if (!news.sent) return;
    const { before, percent, ...points } = news.sent;
    const key = before ? "platform.sent.before" : "platform.sent";
    show(state, [say(texts, key, { ...points, percent: percent.toLocaleString(language) })]);
  }

  /**
   * @param {HTMLElement | null} place
   * @param {string[]} sentences
   */
  function show(place, sentences) {
    if (!place || place.textContent === sentences.join("")) return;
    place.replaceChildren(...sentences.map((sentence) => make("span", {}, sentence)));
  }

  /**
   * A link to elsewhere opens a page of its own: in this frame it would end the lesson.
   * @param {MouseEvent} event
   */
  function openApart({ target }) {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link?.host || link.host === location.host) return;
    link.target = "_blank";
    link.rel = "noopener";
  }

  document.addEventListener("click", openApart, true);
  const counted = countedIn(data.quizzes);
  const [{ lesson }] = [...data.quizzes, data.reading];
  const { link, begin } = openReporting(data.platform, lesson, counted, data.texts, tellNews);
  if (link) {
    for (const kept of ["file", "page", "memory"]) data.texts[`ui.kept.${kept}`] = data.texts[`platform.kept.${kept}`];
    document.getElementById("keeps-nothing")?.remove();
  }
  startPage(data, link);
  begin();
}

startInPlatform();
