/** The items of a lesson's files: where they stand, what they are called, what they lack. */

import { same } from "../../../browser/dom.js";
import { anyText, isMapping, missingIn, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Form} Form
 * @typedef {import("./types.js").Path} Path
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {{file: DataFile, path: Path, value: any, kind: string, id: string}} Item an item as it
 *   stands in a file; its path is empty where it is the file itself
 */

/** Shelves of which the file is one thing. */
export const WHOLE_FILES = ["lesson", "places"];
/** Shelves whose order somebody chose. */
export const ORDERED = ["facts", "quiz", "steps", "timeline", "levels"];
/** What a title is taken from, the best first. */
const TITLES = ["prompt", "label", "title", "name", "gist", "text", "quote", "evidence"];
/** A title is as long as this at most. */
const MOST_TITLE = 90;
/** Fields that are no part of a form: who wrote them did not have to. */
export const UNSHOWN = ["id", "kind", "type", "draft"];

/**
 * Give the list that a file's items are in, and the path to it.
 * @param {DataFile} file
 * @returns {{path: Path, list: any[]}}
 */
export function listOf(file) {
  const path = file.shelf === "quiz" ? ["questions"] : [];
  const list = valueIn(file.value, path);
  return { path, list: Array.isArray(list) ? list : [] };
}

/**
 * Give the items of a file, in its order.
 * @param {DataFile} file
 * @returns {Item[]}
 */
export function itemsOf(file) {
  const { path, list } = listOf(file);
  return list.map((value, index) => itemAt(file, [...path, index], value));
}

/**
 * @param {DataFile} file
 * @param {Path} path
 * @param {any} value
 * @returns {Item}
 */
export function itemAt(file, path, value) {
  const id = valueIn(value, ["id"]);
  return { file, path, value, kind: kindOf(file.shelf, value), id: typeof id === "string" ? id : "" };
}

/**
 * Give the kind of an item: a question's type, an annotation's kind, else the shelf.
 * @param {string} shelf
 * @param {any} value
 * @returns {string}
 */
export function kindOf(shelf, value) {
  const name = shelf === "quiz" ? "type" : shelf === "annotations" ? "kind" : "";
  return name ? String(valueIn(value, [name]) ?? "") : shelf;
}

/**
 * Find an item again, wherever it stands now.
 * @param {Studio} studio
 * @param {Item} item
 * @returns {Item | null}
 */
export function foundAgain(studio, item) {
  const file = studio.lesson.files.find(({ name }) => name === item.file.name);
  if (!file) return null;
  if (!item.path.length) return itemAt(file, [], file.value);
  const items = itemsOf(file);
  if (item.id) return items.find(({ id }) => id === item.id) ?? null;
  return items.find(({ path }) => same(path, item.path)) ?? null;
}

/**
 * Give the form of a kind.
 * @param {Studio} studio
 * @param {string} shelf
 * @param {string} kind
 * @returns {Form | null}
 */
export function formOf({ lesson: { forms } }, shelf, kind) {
  if (shelf === "quiz") return forms.questions.find(({ name }) => name === kind) ?? null;
  if (shelf === "annotations") return forms.annotations.find(({ name }) => name === kind) ?? null;
  return forms.files[shelf] ?? null;
}

/**
 * Give a kind in words.
 * @param {Studio} studio
 * @param {string} shelf
 * @param {string} kind
 * @returns {string}
 */
export function kindWords(studio, shelf, kind) {
  return formOf(studio, shelf, kind)?.label ?? (kind || studio.say("studio.shelf.kind.none"));
}

/**
 * Give a kind in a word: an annotation's form is called by what one does.
 * @param {Studio} studio
 * @param {string} shelf
 * @param {string} kind
 * @returns {string}
 */
export function kindNoun(studio, shelf, kind) {
  const key = `studio.article.kind.${kind}`;
  const noun = shelf === "annotations" ? studio.say(key) : key;
  return noun === key ? kindWords(studio, shelf, kind) : noun;
}

/**
 * Give a short title.
 * @param {Studio} studio
 * @param {any} value
 * @returns {string}
 */
export function titleOf(studio, value) {
  const { language, languages } = studio.lesson;
  const wanted = [language, ...languages];
  const chapter = valueIn(value, ["paragraph"]) ?? valueIn(value, ["chapter"]);
  const before = chapter === undefined ? "" : `${chapter} · ${valueIn(value, ["level"]) ?? ""}`.replace(/ · $/, " ");
  const quote = isMapping(value) && typeof value.kind === "string" ? anyText(value.quote, wanted) : "";
  const found = quote || TITLES.map((name) => anyText(valueIn(value, [name]), wanted)).find((text) => text.trim());
  const text = `${before} ${found ?? ""}`.replace(/\s+/g, " ").trim();
  const signs = [...text];
  const short = signs.length > MOST_TITLE ? `${signs.slice(0, MOST_TITLE - 1).join("")}…` : text;
  return short || String(valueIn(value, ["id"]) ?? "") || studio.say("studio.shelf.untitled");
}

/** @param {string} file @returns {string} the name under which the lesson lists it */
export function quizName(file) {
  return file.replace(/^quizzes\//, "").replace(/\.ya?ml$/, "");
}

/**
 * Give a quiz's title: its own, or that of the chapter whose name it has.
 * @param {Studio} studio
 * @param {DataFile} file
 * @returns {string}
 */
export function quizTitle({ lesson }, { name, value }) {
  const chapters = valueIn(lesson.files.find(({ shelf }) => shelf === "lesson")?.value, ["chapters"]);
  const chapter = Array.isArray(chapters) ? chapters.find((each) => valueIn(each, ["id"]) === quizName(name)) : undefined;
  const found = [value, chapter].map((each) => anyText(valueIn(each, ["title"]), [lesson.language, ...lesson.languages]));
  return found.find((text) => text.trim()) ?? quizName(name);
}

/**
 * Count what is wrong with an item.
 * @param {Item} item
 * @returns {number}
 */
export function troublesOf({ file, path }) {
  return file.troubles.filter((trouble) => !trouble.notice && same(trouble.path.slice(0, path.length), path)).length;
}

/**
 * List the languages that an item lacks.
 * @param {Studio} studio
 * @param {Item} item
 * @returns {string[]}
 */
export function lackingIn(studio, { file, kind, value }) {
  const form = formOf(studio, file.shelf, kind);
  return form ? missingIn(form.fields, value, studio.lesson.languages) : [];
}

/**
 * Tell where an item begins in the article.
 * @param {Studio} studio
 * @param {Item} item
 * @returns {import("./types.js").Span | null} null where it is about no place
 */
export function spanOf({ lesson }, { file, path, id }) {
  const marks = lesson.marks.filter((mark) => mark.file === file.name && (id ? mark.item === id : same(mark.path, path)));
  if (!marks.length) return null;
  const first = marks.reduce((one, other) => (other.start < one.start ? other : one));
  return { start: first.start, end: first.end };
}

/**
 * Give all proposals, in the article's order.
 * @param {Studio} studio
 * @returns {Item[]}
 */
export function draftsOf(studio) {
  const items = studio.lesson.files.filter(({ shelf }) => !WHOLE_FILES.includes(shelf)).flatMap(itemsOf);
  const start = (/** @type {Item} */ item) => spanOf(studio, item)?.start ?? Infinity;
  const placed = items.filter(({ value }) => valueIn(value, ["draft"]) === true).map((item) => ({ item, at: start(item) }));
  return placed.sort((one, other) => (one.at === other.at ? 0 : one.at - other.at)).map(({ item }) => item);
}

/**
 * Note that typing on an item is kept in this browser, or is no more: new ones are in no file's list.
 * @param {Studio} studio
 * @param {Item} item
 * @param {{value: any, before: any} | null} typed
 * @param {boolean} fresh
 */
export function keepTyped(studio, item, typed, fresh) {
  studio.keep(typedKey(item), typed);
  if (!fresh) return;
  const others = unfinished(studio).filter(({ id }) => id !== item.id);
  const mine = { file: item.file.name, id: item.id, path: item.path };
  studio.keep("fresh", typed ? [...others, mine] : others);
}

/**
 * Give the new items that were begun and never kept.
 * @param {Studio} studio
 * @returns {{file: string, id: string, path: Path}[]}
 */
export function unfinished(studio) {
  const found = studio.kept("fresh");
  return Array.isArray(found) ? found : [];
}

/**
 * Give the key under which typing on an item is kept in this browser.
 * @param {{file: {name: string}, id: string, path: Path}} item
 */
export function typedKey({ file, id, path }) {
  return `typed/${file.name}/${id || path.join(".")}`;
}
