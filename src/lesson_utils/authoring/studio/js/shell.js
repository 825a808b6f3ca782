import { make, ownKeys, same } from "../../../browser/dom.js";
import { studioArticle } from "./article.js";
import { askWhichPrevails } from "./conflict.js";
import { openCore } from "./core.js";
import { paneDivider } from "./divider.js";
import { studioTabs } from "./tabs.js";
import { studioTools } from "./tools.js";
import { openWatching } from "./watching.js";

/**
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").Path} Path
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {{lead: (file: string, path: Path) => void, begin: (kind: string, seed: any) => void,
 *   news: (news: any) => void, end: () => void}} Shelf
 * @typedef {(host: HTMLElement, studio: Studio, shelf: any) => Shelf} MountShelf
 */

/** The tabs, and what each of them holds; a tab's first shelf is shown first. */
const TABS = [
  { name: "proposals", shelves: ["proposals"] },
  { name: "text", shelves: ["annotations"] },
  { name: "questions", shelves: ["questions"] },
  { name: "timeline", shelves: ["timeline"] },
  { name: "steps", shelves: ["steps"] },
  { name: "facts", shelves: ["facts"] },
  { name: "levels", shelves: ["levels", "gists"] },
  { name: "lesson", shelves: ["lesson", "places"] },
];
/** Shelves of kinds of items that are not called as their shelf is. */
const BEGUN = { timeline: "timeline", step: "steps", fact: "facts", level: "levels", gist: "gists" };
const ANNOTATIONS = ["term", "actor", "place", "name", "date", "claim"];
const TEXT_FIELDS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]";

/**
 * Show the studio of a lesson.
 * @param {HTMLElement} el
 * @param {ReturnType<typeof import("./link.js").openStudioLink>} link
 * @param {Lesson} lesson
 * @param {MountShelf} mountShelf
 * @returns {() => void} lets go of the page
 */
export function mountStudio(el, link, lesson, mountShelf) {
  const live = make("p", { class: "live", "aria-live": "polite" });
  /** @type {Map<string, Shelf>} */
  const shelves = new Map();
  const root = make("div", { class: "lesson-studio", role: "group", lang: lesson.language });
  const core = openCore(
    link,
    lesson,
    {
      selection: () => article.selection(),
      point: (span, scroll) => article.point(span, scroll),
      pick: (words) => article.pick(words),
      lead,
      announce,
    },
    (dispute) => askWhichPrevails(root, core.studio, dispute),
  );
  const { studio } = core;
  const { say } = studio;
  const article = studioArticle(studio, { begin, lead, trouble: (words) => tools.trouble(words) });
  const tools = studioTools(core);
  const tabs = studioTabs(
    say("studio.shell.tabs"),
    TABS.map(({ name, shelves: own }) => ({ name, label: say(`studio.shell.tab.${name}`), fill: (panel) => fill(panel, own) })),
    (name) => studio.keep("tab", name),
  );
  root.setAttribute("aria-labelledby", tools.titleId);

  /** @param {HTMLElement} panel @param {string[]} names */
  function fill(panel, names) {
    for (const name of names) {
      const host = make("div", { class: "studio-shelf", "data-shelf": name });
      panel.append(host);
      shelves.set(name, mountShelf(host, studio, name));
    }
  }

  /** @param {string} said */
  function announce(said) {
    // What is said twice is heard twice.
    live.textContent = live.textContent === said ? `${said}\u200b` : said;
  }

  /** @param {string} name of a shelf @returns {Shelf | undefined} */
  function open(name) {
    const tab = TABS.find(({ shelves: own }) => own.includes(name));
    if (!tab) return undefined;
    tabs.show(tab.name);
    return shelves.get(name);
  }

  /** @param {string} file @param {Path} path */
  function lead(file, path) {
    const found = lesson.files.find(({ name }) => name === file);
    const shelf = found?.shelf === "quiz" ? "questions" : (found?.shelf ?? "lesson");
    const depth = shelf === "questions" ? 2 : 1;
    const draft = lesson.marks.some((mark) => mark.draft && mark.file === file && same(mark.path, path.slice(0, depth)));
    const waiting = !path.length && shelf !== "lesson" && draftsIn(found?.value).length > 0;
    open(draft || waiting ? "proposals" : shelf)?.lead(file, path);
  }

  /** @param {string} kind @param {any} seed */
  function begin(kind, seed) {
    const other = /** @type {Record<string, string>} */ (BEGUN)[kind];
    open(other ?? (ANNOTATIONS.includes(kind) ? "annotations" : "questions"))?.begin(kind, seed);
  }

  function countDrafts() {
    const drafts = new Set(lesson.files.flatMap(({ name, value }) => draftsIn(value).map((place) => `${name} ${place}`)));
    tabs.tell("proposals", drafts.size ? ` (${drafts.size})` : "");
  }

  const key = ownKeys((/** @type {KeyboardEvent} */ event) => {
    const letter = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (letter !== "z" && letter !== "y")) return;
    if (event.target instanceof Element && event.target.closest(TEXT_FIELDS)) return;
    event.preventDefault();
    event.stopPropagation();
    tools.back(letter === "y" || event.shiftKey ? "redo" : "undo");
  });
  const warn = (/** @type {BeforeUnloadEvent} */ event) => {
    if (core.standing().kept === "memory") event.preventDefault();
  };
  root.addEventListener("keydown", key);
  addEventListener("beforeunload", warn);
  studio.hear((news) => {
    article.redraw();
    tools.redraw();
    countDrafts();
    for (const shelf of shelves.values()) shelf.news(news);
  });
  root.append(tools.root, make("div", { class: "studio-panes" }, article.root, paneDivider(studio, article.root), tabs.root), live);
  el.append(root);
  const kept = studio.kept("tab");
  tabs.show(typeof kept === "string" ? kept : "text");
  countDrafts();
  const watching = openWatching(core.link, core.take, () => root.isConnected && root.getClientRects().length > 0);
  core.push();

  return () => {
    watching.close();
    article.end();
    for (const shelf of shelves.values()) shelf.end();
    core.close();
    removeEventListener("beforeunload", warn);
    root.remove();
  };
}

/**
 * Give the places of a file's items that are proposals still.
 * @param {any} value
 * @returns {string[]}
 */
function draftsIn(value) {
  const list = Array.isArray(value) ? value : Object.values(value ?? {}).filter(Array.isArray).flat();
  return list.flatMap((item, index) => (item?.draft === true ? [String(item.id ?? index)] : []));
}
