import { make } from "../../../browser/dom.js";
import { WHOLE_FILES, quizTitle, titleOf } from "./items.js";
import { valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {import("./types.js").Trouble} Trouble
 */

/** Shelves that are not called as their tab is. @type {Record<string, string>} */
const TABS_OF = { annotations: "text", quiz: "questions", gists: "levels", places: "lesson" };

/**
 * List troubles, each leading to its item and field.
 * @param {Trouble[]} troubles
 * @param {Studio} studio
 * @returns {HTMLElement}
 */
export function troubleList(troubles, studio) {
  const { say, lead } = studio;
  const list = make("ul", { class: "studio-troubles" });
  // What fails comes before what is worth knowing.
  for (const trouble of [...troubles].sort((one, other) => Number(one.notice) - Number(other.notice))) {
    const kind = make("strong", {}, say(trouble.notice ? "studio.tools.notice" : "studio.tools.trouble"));
    const place = placeOf(trouble, studio);
    const row = make("li", { class: trouble.notice ? "notice" : "fails" }, kind, " ", make("span", { dir: "auto" }, trouble.words));
    if (place) {
      const button = make("button", { type: "button", class: "plain" }, say("studio.tools.lead", { place }));
      button.addEventListener("click", () => lead(trouble.file, trouble.path));
      row.append(" ", button);
    }
    list.append(row);
  }
  return list;
}

/**
 * Name the place of a trouble as the studio does: its tab, its quiz, its item.
 * @param {Trouble} trouble
 * @param {Studio} studio
 * @returns {string} nothing where the studio has no such place
 */
function placeOf({ file, path }, studio) {
  const found = studio.lesson.files.find(({ name }) => name === file);
  if (!found) return "";
  const quiz = found.shelf === "quiz";
  const tab = studio.say(`studio.shell.tab.${TABS_OF[found.shelf] ?? found.shelf}`);
  const item = WHOLE_FILES.includes(found.shelf) ? undefined : valueIn(found.value, path.slice(0, quiz ? 2 : 1));
  const own = path.length && item !== undefined ? titleOf(studio, item) : "";
  const set = quiz ? quizTitle(studio, found) : "";
  return [tab, set, own].filter(Boolean).join(" · ");
}
