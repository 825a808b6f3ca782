/** The right side of the studio: the items of a file, and the one that is being written. */

import { make } from "../../../browser/dom.js";
import { beginning } from "./beginning.js";
import { mountEditor } from "./editor.js";
import { WHOLE_FILES, foundAgain, itemAt, itemsOf, kindOf, kindWords, listOf, titleOf } from "./items.js";
import { mountProposals } from "./proposals.js";
import { quizBar } from "./quizbar.js";
import { itemList } from "./itemlist.js";
import { valueIn } from "./values.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Path} Path
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {{lead: (file: string, path: Path) => void, begin: (kind: string, seed: any) => void,
 *   news: (news: import("./types.js").News) => void, end: () => void}} Shelf
 */

/**
 * Show a shelf.
 * @param {HTMLElement} host
 * @param {Studio} studio
 * @param {string} shelf
 * @returns {Shelf}
 */
export function mountShelf(host, studio, shelf) {
  if (shelf === "proposals") return mountProposals(host, studio);
  const kind = shelf === "questions" ? "quiz" : shelf;
  const { say } = studio;
  const files = () => studio.lesson.files.filter((file) => file.shelf === kind);
  let chosen = String(studio.kept("quiz") ?? "");
  /** @type {import("./editor.js").Editor | null} */
  let editor = null;

  const root = make("div", { class: "shelf-side" });
  const top = make("div", { class: "shelf-top" });
  const listPlace = make("div", { class: "shelf-list" });
  const editPlace = make("div", { class: "shelf-edit", hidden: true });
  const said = make("p", { class: "shelf-said", hidden: true });
  const name = studio.lesson.forms.files[kind];
  const heading = kind === "quiz" || !name ? "" : make("h3", { class: "shelf-name" }, name.label);
  root.append(heading, heading && make("p", { class: "field-help" }, name.help), top, said, listPlace, editPlace);
  host.append(root);

  /** @returns {DataFile} */
  function file() {
    const all = files();
    const none = /** @type {DataFile} */ ({ name: kind === "quiz" ? "" : `${kind}.yml`, shelf: kind, there: false, value: null, troubles: [] });
    return all.find(({ name }) => name === chosen) ?? all[0] ?? none;
  }

  const bar = kind === "quiz"
    ? quizBar(studio, {
        file,
        choose(name) {
          chosen = name;
          studio.keep("quiz", name);
          close();
        },
        settings: () => open(itemAt(file(), [], file().value), []),
      })
    : null;
  const list = itemList(studio, {
    file,
    open: (item) => open(item, []),
    begin: (name) => begin(name, {}),
    resume: ({ id, path, file: name }) => {
      const found = studio.lesson.files.find((each) => each.name === name) ?? file();
      const typed = studio.kept(`typed/${name}/${id}`);
      write({ ...itemAt(found, path, typed?.value ?? {}), id }, true);
    },
    duplicate,
    tell,
  });
  top.append(bar?.root ?? "");
  listPlace.append(list.root);

  /** @param {string} words @param {(() => void) | null} [undo] */
  function tell(words, undo) {
    const back = make("button", { type: "button" }, say("studio.form.undo"));
    back.addEventListener("click", () => {
      said.hidden = true;
      undo?.();
    });
    said.replaceChildren(words, " ", undo ? back : "");
    said.hidden = !words;
    studio.announce(words);
    if (undo) back.focus();
  }

  /** Say what an item is, and what it is about. @param {any} value */
  function headingOf(value) {
    const what = kindOf(kind, value);
    const words = what ? kindWords(studio, kind, what) : say("studio.article.kind.question");
    return say("studio.shelf.heading", { kind: words, title: titleOf(studio, value) });
  }

  /**
   * @param {Item} item
   * @param {boolean} fresh
   * @param {{place?: (value: any) => number, anchor?: any}} [more]
   */
  function write(item, fresh, more = {}) {
    editor?.end();
    said.hidden = true;
    const back = make("button", { type: "button" }, say("studio.shelf.back"));
    back.addEventListener("click", () => close());
    const title = make("h3", { tabindex: "-1" }, headingOf(item.value));
    const whole = WHOLE_FILES.includes(kind);
    editPlace.replaceChildren(make("div", { class: "editor-head" }, whole ? "" : back, whole ? "" : title));
    editPlace.hidden = false;
    listPlace.hidden = true;
    if (bar) bar.root.hidden = true;
    editor = mountEditor(editPlace, studio, item, {
      fresh,
      ...more,
      kept(now) {
        title.textContent = headingOf(now.value);
      },
    });
  }

  /** @param {Item} item @param {Path} path where the focus is to go, inside it */
  function open(item, path) {
    write(item, false);
    editor?.focus(path);
  }

  /** Back to the list, and to the item in it. */
  function close() {
    const item = editor?.item();
    editor?.end();
    editor = null;
    editPlace.hidden = true;
    editPlace.replaceChildren();
    listPlace.hidden = false;
    if (bar) bar.root.hidden = false;
    bar?.show();
    list.show();
    if (item) list.focus(item);
  }

  /** @param {Item} item */
  function duplicate(item) {
    const { id: _, ...rest } = structuredClone(item.value);
    const index = Number(item.path[item.path.length - 1]);
    write(freshItem(item.file, rest), true, { place: () => index + 1 });
    editor?.focus([]);
  }

  /** @param {DataFile} where @param {any} value @returns {Item} */
  function freshItem(where, value) {
    const { path, list: items } = listOf(where);
    return { ...itemAt(where, [...path, items.length], value), id: `+${Date.now().toString(36)}` };
  }

  /** @param {string} name @param {any} seed */
  function begin(name, seed) {
    if (kind === "quiz" && seed.file) chosen = seed.file;
    if (kind === "quiz" && !file().name) {
      bar?.make();
      return;
    }
    const { value, place } = beginning(studio, file(), name, seed);
    write(freshItem(file(), value), true, { place, anchor: seed.anchor });
    editor?.focus([]);
  }

  if (WHOLE_FILES.includes(kind)) write(itemAt(file(), [], file().value), false);
  else close();

  return {
    lead(name, path) {
      const found = files().find((each) => each.name === name);
      if (!found) return;
      if (name !== chosen) {
        chosen = name;
        if (kind === "quiz") studio.keep("quiz", name);
      }
      const at = listOf(found).path;
      const index = path[at.length];
      const item = typeof index === "number" && !WHOLE_FILES.includes(kind) ? itemsOf(found)[index] : undefined;
      const now = editor?.item();
      const target = item ?? itemAt(found, [], found.value);
      if (!item && !WHOLE_FILES.includes(kind) && kind !== "quiz") {
        close();
        return;
      }
      const there = now && now.file.name === name && (target.id ? now.id === target.id : String(now.path) === String(target.path));
      if (!there) write(target, false);
      editor?.focus(item ? path.slice(at.length + 1) : path);
    },
    begin,
    news() {
      bar?.show();
      list.show();
      editor?.news();
      const item = editor?.item();
      if (!item || !editor || WHOLE_FILES.includes(kind)) return;
      const gone = valueIn(item.value, ["id"]) !== undefined && item.path.length > 0 && !item.id.startsWith("+") && !foundAgain(studio, item);
      if (gone && !editor.unkept()) {
        close();
        tell(say("studio.shelf.gone"));
      }
    },
    end() {
      editor?.end();
      list.end();
      root.remove();
    },
  };
}
