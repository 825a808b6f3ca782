/** How a new item begins: with its kind, its passage, and where it is to stand in its file. */

import { formOf, itemsOf, spanOf } from "./items.js";
import { aboutPassage } from "./question.js";
import { quotePlaces, quoteOf } from "./quoting.js";
import { isMapping, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Studio} Studio
 */

/**
 * Begin an item.
 * @param {Studio} studio
 * @param {DataFile} file
 * @param {string} name its kind, or the type of a question; a shelf's name where there is but one
 * @param {{anchor?: any, span?: import("./types.js").Span, type?: string, value?: any}} seed
 * @returns {{value: any, place: (value: any) => number}}
 */
export function beginning(studio, file, name, seed) {
  const { anchor, type } = seed;
  const spread = anchor === undefined ? {} : typeof anchor === "string" ? { quote: anchor } : anchor;
  const given = isMapping(seed.value) ? seed.value : {};
  const place = (/** @type {any} */ value) => placeIn(studio, file, value, seed.span?.start);
  if (file.shelf === "annotations") return { value: { kind: name, ...spread, ...given }, place };
  if (file.shelf !== "quiz") {
    const form = formOf(studio, file.shelf, file.shelf);
    const has = form?.fields.some(({ kind }) => kind === "passage");
    return { value: { ...(has ? spread : {}), ...given }, place };
  }
  const form = formOf(studio, "quiz", type ?? "") ?? formOf(studio, "quiz", name);
  if (form) {
    const value = { type: form.name, ...given };
    return { value: anchor === undefined ? value : aboutPassage(form, value, anchor), place };
  }
  return { value: { ...(anchor === undefined ? {} : { evidence: anchor }), ...given }, place };
}

/**
 * Give the index where a person would write an item: annotations in the article's order, what has
 * a date by its date, as long as the others are in that order.
 * @param {Studio} studio
 * @param {DataFile} file
 * @param {any} value
 * @param {number} [start] of its passage
 * @returns {number}
 */
function placeIn(studio, file, value, start) {
  const items = itemsOf(file);
  /** @type {(string | number)[]} */
  let ranks = [];
  /** @type {string | number | undefined} */
  let mine;
  if (file.shelf === "annotations") {
    ranks = items.map((item) => spanOf(studio, item)?.start ?? -1);
    const places = quotePlaces(quoteOf(value), studio.lesson.article.text);
    mine = start ?? places[Number(value.occurrence ?? 1) - 1]?.start;
  } else if (["timeline", "facts", "gists"].includes(file.shelf)) {
    const field = file.shelf === "gists" ? "paragraph" : "date";
    ranks = items.map((item) => valueIn(item.value, [field]));
    mine = valueIn(value, [field]);
  }
  const wanted = mine;
  if (wanted === undefined) return items.length;
  const sorted = ranks.every((rank, at) => at === 0 || rank === -1 || ranks[at - 1] <= rank);
  const at = ranks.findIndex((rank) => rank > wanted);
  return sorted && at >= 0 ? at : items.length;
}
