/** The items of one file: found, opened, ordered, doubled, deleted. */

import { make, nextUid, same } from "../../../browser/dom.js";
import { changesBetween } from "./changes.js";
import { ORDERED, formOf, itemsOf, kindNoun, lackingIn, listOf, quizTitle, spanOf, titleOf, troublesOf, typedKey, unfinished } from "./items.js";
import { movable, moveRow } from "./partmoves.js";
import { valueIn } from "./values.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Studio} Studio
 */

/** Moves by keys are saved together. */
const MOVED_MS = 700;

/**
 * @param {Studio} studio
 * @param {{file: () => DataFile, open: (item: Item) => void, begin: (kind: string) => void,
 *   resume: (begun: {file: string, id: string, path: any}) => void, duplicate: (item: Item) => void,
 *   tell: (words: string, undo?: (() => void) | null) => void}} shelf
 */
export function itemList(studio, { file, open, begin, resume, duplicate, tell }) {
  const { say } = studio;
  const uid = nextUid();
  const search = make("input", { type: "search", id: `${uid}-search`, autocomplete: "off" });
  const kinds = make("select", { id: `${uid}-kinds` });
  const states = make("select", { id: `${uid}-states` });
  const count = make("p", { class: "shelf-count", role: "status" });
  const news = make("p", { class: "form-actions shelf-new" });
  const begun = make("ul", { class: "shelf-items begun", hidden: true });
  const list = make("ol", { class: "shelf-items" });
  const how = make("p", { class: "field-help", hidden: true }, say("studio.shelf.order"));
  const label = (/** @type {HTMLElement} */ node, /** @type {string} */ key) =>
    make("span", { class: "shelf-filter" }, make("label", { for: node.id }, say(key)), node);
  const kindFilter = label(kinds, "studio.shelf.filter.kind");
  const filters = make("div", { class: "shelf-filters", role: "group", "aria-label": say("studio.shelf.filters") },
    label(search, "studio.shelf.search"), kindFilter, label(states, "studio.shelf.filter.state")); // prettier-ignore
  for (const state of ["all", "missing", "draft", "troubles", "unkept"]) {
    states.append(make("option", { value: state }, say(`studio.shelf.state.${state}`)));
  }
  const root = make("div", {}, news, begun, filters, count, how, list);
  /** The items as they are shown, by their rows. @type {Map<Element, Item>} */
  let rows = new Map();
  let moving = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const isUnkept = (/** @type {Item} */ item) => Boolean(studio.kept(typedKey(item)));

  /** @param {Item} item */
  function wanted(item) {
    const state = states.value;
    if (kinds.value && item.kind !== kinds.value) return false;
    if (state === "missing" && !lackingIn(studio, item).length) return false;
    if (state === "draft" && valueIn(item.value, ["draft"]) !== true) return false;
    if (state === "troubles" && !troublesOf(item)) return false;
    if (state === "unkept" && !isUnkept(item)) return false;
    const words = search.value.trim().toLocaleLowerCase();
    return !words || plainLetters(JSON.stringify(item.value ?? "")).includes(plainLetters(words));
  }

  const filtered = () => Boolean(kinds.value || states.value !== "all" || search.value.trim());

  /** @param {Item} item @param {boolean} ordered */
  function row(item, ordered) {
    const title = titleOf(studio, item.value);
    const badge = (/** @type {string} */ name, /** @type {string} */ words) => make("span", { class: `badge ${name}` }, words);
    const { languageNames } = studio.lesson;
    const lacking = lackingIn(studio, item).map((language) => languageNames[language] ?? language);
    const troubles = troublesOf(item);
    const several = (formOf(studio, file().shelf, file().shelf) ?? null) === null;
    const opener = make(
      "button",
      { type: "button", class: "shelf-open" },
      make("span", { class: "shelf-title", dir: "auto" }, title),
      " ",
      several ? badge("kind", kindNoun(studio, file().shelf, item.kind)) : "",
      valueIn(item.value, ["draft"]) === true ? badge("draft", say("studio.shelf.badge.draft")) : "",
      troubles ? badge("troubles", say("studio.shelf.badge.troubles", { count: troubles })) : "",
      lacking.length ? badge("missing", say("studio.shelf.badge.missing", { languages: lacking.join(", ") })) : "",
      isUnkept(item) ? badge("unkept", say("studio.shelf.badge.unkept")) : "",
    );
    opener.addEventListener("click", () => open(item));
    const node = make("li", { class: "shelf-item" }, ordered ? make("span", { class: "part-grip", "aria-hidden": "true" }) : "", opener);
    for (const [sign, by, key] of ordered ? /** @type {[string, number, string][]} */ ([["↑", -1, "up"], ["↓", 1, "down"]]) : []) {
      const button = make("button", { type: "button", class: "part-tool", "aria-label": say(`studio.shelf.${key}`, { title }) }, sign);
      button.addEventListener("click", () => {
        const at = [...list.children].indexOf(node);
        move(at, at + by);
        settle();
      });
      node.append(button);
    }
    node.append(more(item, title));
    rows.set(node, item);
    return node;
  }

  /** @param {Item} item @param {string} title */
  function more(item, title) {
    const act = (/** @type {string} */ key, /** @type {() => void} */ does) => {
      const button = make("button", { type: "button" }, say(`studio.shelf.${key}`));
      button.addEventListener("click", does);
      return button;
    };
    const others = studio.lesson.files.filter(({ shelf, name }) => shelf === "quiz" && name !== item.file.name);
    const span = spanOf(studio, item);
    return make(
      "details",
      { class: "shelf-more" },
      make("summary", { "aria-label": say("studio.shelf.more", { title }), title: say("studio.shelf.more", { title }) }, "⋯"),
      make(
        "div",
        { class: "form-actions" },
        span ? act("show", () => studio.point(span, true)) : "",
        act("duplicate", () => duplicate(item)),
        act("delete", () => remove(item, title)),
        ...(item.file.shelf === "quiz" ? others : []).map((other) => {
          const name = quizTitle(studio, other);
          const button = make("button", { type: "button" }, say("studio.shelf.transfer", { quiz: name }));
          button.addEventListener("click", () => transfer(item, other, title, name));
          return button;
        }),
      ),
    );
  }

  /**
   * @param {Omit<import("./types.js").Change, "key">[]} changes
   * @param {string} words what the step of undo is called
   * @param {string} [told] what is told of it
   * @param {string} [title] of what went, if that can be put back
   */
  async function save(changes, words, told = words, title = undefined) {
    try {
      const saved = await studio.save(changes, words);
      if (saved.status !== "saved") tell(saved.words || say("studio.form.failed"));
      else tell(told, title === undefined ? null : () => takeBack(changes, title, studio.lesson.history.undo));
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
    show();
  }

  /**
   * Undo the last step, if it is still the last one; else put back what went.
   * @param {Omit<import("./types.js").Change, "key">[]} changes
   * @param {string} title
   * @param {string} undo
   */
  async function takeBack(changes, title, undo) {
    try {
      if (undo && studio.lesson.history.undo === undo) {
        const saved = await studio.ask("undo");
        tell(saved.words || say("studio.shelf.undone", { title }));
      } else {
        const back = changes.map(({ file: name, path, before }) => /** @type {const} */ ({ file: name, act: "insert", path, value: before }));
        await studio.save(back, say("studio.shelf.undoing", { title }));
      }
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
    show();
    list.querySelector("button")?.focus();
  }

  /** @param {Item} item @param {string} title */
  function remove({ file: { name }, path, value }, title) {
    const change = /** @type {const} */ ({ file: name, act: "remove", path, before: value });
    save([change], say("studio.shelf.deleting", { title }), say("studio.shelf.deleted", { title }), title);
  }

  /** @param {Item} item @param {DataFile} other @param {string} title @param {string} quiz */
  function transfer({ file: { name }, path, value }, other, title, quiz) {
    const end = listOf(other).list.length;
    save(
      [
        { file: name, act: "remove", path, before: value },
        { file: other.name, act: "insert", path: ["questions", end], value },
      ],
      say("studio.shelf.transferring", { title }),
      say("studio.shelf.transferred", { title, quiz }),
    );
  }

  /** @param {number} from @param {number} to */
  function move(from, to) {
    if (to < 0 || to >= list.children.length) return;
    moving = true;
    moveRow(list, from, to);
    const title = titleOf(studio, rows.get(list.children[to])?.value);
    studio.announce(say("studio.form.part.moved", { label: title, place: to + 1, count: list.children.length }));
  }

  function settle() {
    clearTimeout(pause);
    pause = setTimeout(store, MOVED_MS);
  }

  async function store() {
    clearTimeout(pause);
    if (!moving) return;
    moving = false;
    const { path, list: before } = listOf(file());
    const after = [...list.children].map((node) => rows.get(node)?.value);
    if (after.length === before.length) await save(changesBetween(file().name, path, before, after), say("studio.shelf.moved"));
  }

  function showKinds(/** @type {Item[]} */ items) {
    const found = [...new Set(items.map(({ kind }) => kind))];
    const now = kinds.value;
    kindFilter.hidden = found.length < 2;
    kinds.replaceChildren(make("option", { value: "" }, say("studio.shelf.state.all")),
      ...found.map((kind) => make("option", { value: kind }, kindNoun(studio, file().shelf, kind)))); // prettier-ignore
    kinds.value = found.includes(now) ? now : "";
  }

  function showNew() {
    const { shelf } = file();
    const { annotations, files } = studio.lesson.forms;
    const one = shelf === "quiz" ? ["question", say("studio.article.kind.question")] : [shelf, files[shelf]?.label ?? say("studio.shelf.add")];
    const names = shelf === "annotations" ? annotations.map(({ name, label: words }) => [name, words]) : [one];
    news.replaceChildren(...names.map(([name, kind]) => {
      // Where a heading names what is added, the button need not.
      const headed = name === shelf;
      const button = make("button", { type: "button" }, headed ? say("studio.shelf.add") : say("studio.shelf.add.kind", { kind }));
      if (headed) button.setAttribute("aria-label", `${say("studio.shelf.add")} – ${kind}`);
      button.addEventListener("click", () => begin(name));
      return button;
    })); // prettier-ignore
    const mine = unfinished(studio).filter(({ file: name }) => name === file().name);
    begun.hidden = !mine.length;
    begun.replaceChildren(...mine.map((each) => {
      const typed = studio.kept(typedKey({ ...each, file: { name: each.file } }));
      const button = make("button", { type: "button", class: "shelf-open" }, make("span", { class: "shelf-title" }, titleOf(studio, typed?.value)), " ", make("span", { class: "badge unkept" }, say("studio.shelf.badge.new")));
      button.addEventListener("click", () => resume(each));
      return make("li", { class: "shelf-item" }, button);
    }));
  }

  function show() {
    if (moving) return;
    const focused = /** @type {HTMLElement | null} */ (list.contains(document.activeElement) ? document.activeElement : null);
    const at = focused ? [...list.children].findIndex((node) => node.contains(focused)) : -1;
    const held = at >= 0 ? rows.get(list.children[at]) : undefined;
    const which = focused ? [...(focused.closest("li")?.querySelectorAll("button, summary") ?? [])].indexOf(focused) : -1;
    const items = itemsOf(file());
    showKinds(items);
    showNew();
    const shown = items.filter(wanted);
    const sorted = file().shelf === "annotations" ? inArticleOrder(shown) : shown;
    const ordered = ORDERED.includes(file().shelf) && !filtered() && items.length > 1;
    how.hidden = !ordered;
    filters.hidden = items.length < 2;
    rows = new Map();
    list.replaceChildren(...sorted.map((item) => row(item, ordered)));
    count.textContent = items.length ? say("studio.shelf.count", { shown: shown.length, count: items.length }) : say("studio.shelf.empty");
    if (!held) return;
    const again = [...rows].find(([, item]) => (held.id ? item.id === held.id : same(item.path, held.path)));
    const node = /** @type {HTMLElement | undefined} */ (again?.[0].querySelectorAll("button, summary")[which] ?? again?.[0].querySelector("button"));
    node?.focus();
  }

  /** @param {Item[]} items */
  function inArticleOrder(items) {
    const placed = items.map((item, index) => ({ item, at: spanOf(studio, item)?.start ?? -1, index }));
    return placed.sort((one, other) => one.at - other.at || one.index - other.index).map(({ item }) => item);
  }

  for (const [node, name] of /** @type {[HTMLElement, string][]} */ ([[search, "input"], [kinds, "change"], [states, "change"]])) {
    node.addEventListener(name, show);
  }
  const ordered = () => ORDERED.includes(file().shelf) && !filtered();
  movable(list, { move, dropped: settle, free: ordered });

  return {
    root,
    show,
    /** @param {Item} item */
    focus(item) {
      const found = [...rows].find(([, each]) => (item.id ? each.id === item.id : same(each.path, item.path)));
      (found?.[0].querySelector("button") ?? news.querySelector("button"))?.focus();
    },
    end() {
      if (moving) store();
    },
  };
}

/** @param {string} text without capitals and accents, as people search */
function plainLetters(text) {
  return text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
