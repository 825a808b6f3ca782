/** Proposals in turn: each with its passage, kept, mended, discarded or left for later by one key. */

import { OWN_KEYS, make, nextUid, ownKeys } from "../../../browser/dom.js";
import { mountEditor } from "./editor.js";
import { draftsOf, foundAgain, kindWords, spanOf, titleOf } from "./items.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./types.js").Studio} Studio
 */

/** What is written in or chosen by letters: single keys belong to it. */
const WRITTEN_IN = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
/** What one key does; which, the words of each language say. */
const DONE = ["keep", "mend", "discard", "later", "back"];

/** @param {Item} item */
function groupOf({ file: { shelf }, kind }) {
  if (shelf === "quiz") return `quiz/${kind}`;
  if (shelf !== "annotations") return shelf;
  if (kind === "date") return "dates";
  return kind === "term" || kind === "claim" ? kind : "names";
}

/** @param {Item} item */
function sign({ file, id, path }) {
  return `${file.name}/${id || path.join("/")}`;
}

/**
 * @param {HTMLElement} host
 * @param {Studio} studio
 * @returns {import("./shelf.js").Shelf}
 */
export function mountProposals(host, studio) {
  const { say } = studio;
  const uid = nextUid();
  const filter = make("select", { id: uid });
  const left = make("p", { class: "proposals-left", role: "status" });
  const title = make("h3", { tabindex: "-1", [OWN_KEYS]: "true" });
  const place = make("div");
  const said = make("p", { class: "shelf-said", hidden: true });
  /** @type {Record<string, HTMLButtonElement>} */
  const buttons = {};
  const letterOf = (/** @type {string} */ name) => say(`studio.proposals.key.${name}`);
  /** @param {string} name */
  function lettered(name) {
    const letter = letterOf(name).toUpperCase();
    return make("button", { type: "button", "aria-keyshortcuts": letter }, say(`studio.proposals.${name}`), " ", make("kbd", {}, letter));
  }
  for (const name of DONE) {
    const button = lettered(name);
    if (name === "keep") button.classList.add("check");
    button.addEventListener("click", () => act(name));
    buttons[name] = button;
  }
  const bar = make("p", { class: "form-actions proposals-bar", role: "group", "aria-label": say("studio.proposals.bar") }, ...Object.values(buttons));
  const how = make("p", { class: "field-help" }, say("studio.proposals.how"));
  const root = make("div", { class: "shelf-side studio-proposals" },
    make("p", { class: "form-actions" }, make("label", { for: uid }, say("studio.proposals.filter")), filter), left, said, title, bar, how, place); // prettier-ignore
  host.append(root);

  /** @type {Item | null} */
  let current = null;
  /** @type {import("./editor.js").Editor | null} */
  let editor = null;
  /** Those seen, the last one last: the way back. @type {Item[]} */
  const way = [];
  /** Those left for later: they come after all others. @type {Set<string>} */
  const later = new Set();
  let busy = false;
  /** @type {(() => Promise<void>) | null} */
  let undo = null;

  function wanted() {
    const all = draftsOf(studio).filter((item) => !filter.value || groupOf(item) === filter.value);
    return [...all.filter((item) => !later.has(sign(item))), ...all.filter((item) => later.has(sign(item)))];
  }

  function showFilter() {
    const drafts = draftsOf(studio);
    const now = filter.value;
    const groups = [...new Set(drafts.map(groupOf))];
    const words = (/** @type {string} */ group) => {
      const [shelf, type] = group.split("/");
      return type ? say("studio.proposals.group.quiz", { type: kindWords(studio, shelf, type) }) : say(`studio.proposals.group.${group}`);
    };
    const option = (/** @type {string} */ group) => {
      const count = drafts.filter((item) => groupOf(item) === group).length;
      return make("option", { value: group }, `${words(group)} (${count})`);
    };
    filter.replaceChildren(make("option", { value: "" }, `${say("studio.proposals.all")} (${drafts.length})`), ...groups.map(option));
    filter.value = groups.includes(now) ? now : "";
    left.textContent = drafts.length ? say("studio.proposals.left", { count: wanted().length }) : say("studio.proposals.none");
  }

  /**
   * @param {Item | null} item
   * @param {boolean} [quiet] whether the focus stays where it is
   */
  function show(item, quiet = false) {
    editor?.end();
    editor = null;
    current = item;
    showFilter();
    bar.hidden = how.hidden = !item;
    buttons.back.setAttribute("aria-disabled", String(!way.length));
    if (!item) {
      title.textContent = draftsOf(studio).length ? say("studio.proposals.nothing") : say("studio.proposals.done");
      studio.point(null);
    } else {
      const kind = kindWords(studio, item.file.shelf, item.kind);
      title.textContent = say("studio.proposals.title", { kind, title: titleOf(studio, item.value) });
      editor = mountEditor(place, studio, item, { kept: (now) => kept(now), keptAbove: true });
      const span = spanOf(studio, item);
      studio.point(span, true);
    }
    if (!quiet) title.focus();
  }

  /** Go to the next one that is not the one given. @param {string} [but] */
  function next(but = "") {
    const all = wanted();
    show(all.find((item) => sign(item) !== but) ?? null);
  }

  /** @param {Item} item as it stands now */
  function kept(item) {
    const name = titleOf(studio, item.value);
    const { undo: words } = studio.lesson.history;
    if (current) way.push(current);
    tell(say("studio.proposals.kept", { title: name }), () => stepBack(words));
    next();
  }

  /** @param {string} words what is to be undone */
  async function stepBack(words) {
    if (words && studio.lesson.history.undo !== words) throw new Error(say("studio.proposals.undo.late"));
    const saved = await studio.ask("undo");
    if (saved.status !== "saved") throw new Error(saved.words || say("studio.form.failed"));
    const item = way.pop();
    show((item && foundAgain(studio, item)) ?? wanted()[0] ?? null);
    tell(say("studio.proposals.undone"));
  }

  /** @param {string} words @param {(() => Promise<void>) | null} [back] */
  function tell(words, back = null) {
    undo = back;
    const button = lettered("undo");
    button.addEventListener("click", () => act("undo"));
    said.replaceChildren(words, " ", back ? button : "");
    said.hidden = !words;
    studio.announce(words);
  }

  /** @param {string} name */
  async function act(name) {
    if (busy) return;
    busy = true;
    try {
      await actNow(name);
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    } finally {
      busy = false;
    }
  }

  /** @param {string} name */
  async function actNow(name) {
    if (name === "undo") {
      const back = undo;
      undo = null;
      await back?.();
      return;
    }
    if (name === "back") {
      const item = way.pop();
      if (item) show(foundAgain(studio, item) ?? item);
      return;
    }
    const item = current;
    if (!item || !editor) return;
    if (name === "keep") await editor.keep();
    else if (name === "mend") editor.focus([]);
    else if (name === "later") {
      later.add(sign(item));
      way.push(item);
      next(sign(item));
    } else if (name === "discard") await discard(item);
  }

  /** @param {Item} item */
  async function discard(item) {
    const now = foundAgain(studio, item);
    if (!now) return next();
    const name = titleOf(studio, now.value);
    const change = /** @type {const} */ ({ file: now.file.name, act: "remove", path: now.path, before: now.value });
    const saved = await studio.save([change], say("studio.shelf.deleting", { title: name }));
    if (saved.status !== "saved") throw new Error(saved.words || say("studio.form.failed"));
    way.push(item);
    const { undo: last } = studio.lesson.history;
    tell(say("studio.proposals.discarded", { title: name }), () => stepBack(last));
    next(sign(item));
  }

  const keys = ownKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && place.contains(target)) {
      event.stopPropagation();
      title.focus();
      return;
    }
    if (target.closest(WRITTEN_IN) || target.closest(".lesson-quiz")) return;
    const own = event.key === "Delete" ? "discard" : event.key === "Enter" && target === title ? "mend" : undefined;
    const name = own ?? [...DONE, "undo"].find((each) => letterOf(each) === event.key.toLowerCase());
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    act(name);
  });
  root.addEventListener("keydown", keys);
  filter.addEventListener("change", () => show(wanted()[0] ?? null, true));
  showFilter();
  show(wanted()[0] ?? null, true);

  return {
    lead(file, path) {
      const found = draftsOf(studio).find((item) => item.file.name === file && String(item.path) === String(path.slice(0, item.path.length)));
      if (!found) return;
      if (!current || sign(current) !== sign(found)) show(found, true);
      editor?.focus(path.slice(found.path.length));
    },
    begin() {},
    news() {
      showFilter();
      editor?.news();
      // It may have been kept or discarded elsewhere.
      if (busy || !current || foundAgain(studio, current)) return;
      if (!editor?.unkept()) next(sign(current));
    },
    end() {
      editor?.end();
      root.remove();
    },
  };
}
