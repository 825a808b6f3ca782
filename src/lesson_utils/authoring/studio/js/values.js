/** Values of files, taken as they come: a file may hold anything anywhere. */

import { same } from "../../../browser/dom.js";

/** @typedef {import("./types.js").Path} Path */

/**
 * Tell whether a value has fields.
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Tell whether a value can be shown in a line of text as it stands.
 * @param {unknown} value
 */
export function isScalar(value) {
  return ["string", "number", "boolean"].includes(typeof value);
}

/**
 * Tell whether nothing is written: nothing at all, white space, or parts that are all so.
 * @param {unknown} value
 * @returns {boolean}
 */
export function isBlank(value) {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return !value.trim();
  if (Array.isArray(value)) return value.every(isBlank);
  return isMapping(value) && Object.values(value).every(isBlank);
}

/**
 * Give what a path leads to; undefined where it leads nowhere.
 * @param {any} value
 * @param {Path} path
 * @returns {any}
 */
export function valueIn(value, path) {
  let found = value;
  for (const step of path) {
    const has = typeof found === "object" && found !== null && Object.hasOwn(found, step);
    if (!has) return undefined;
    found = found[step];
  }
  return found;
}

/**
 * Give a mapping with some fields changed, each where it stood; undefined takes one out. Where all
 * is as before, it is the same mapping.
 * @param {unknown} original
 * @param {Record<string, any>[]} entries
 * @returns {any}
 */
export function withFields(original, entries) {
  /** @type {Record<string, any>} */
  const whole = isMapping(original) ? { ...original } : {};
  for (const [name, value] of entries.flatMap((some) => Object.entries(some))) {
    if (value === undefined) delete whole[name];
    else whole[name] = value;
  }
  return isMapping(original) && same(original, whole) ? original : whole;
}

/**
 * Give a text in a language, or in whichever there is; empty where there is none.
 * @param {unknown} text
 * @param {string[]} languages those wanted, the best first
 * @returns {string}
 */
export function anyText(text, languages) {
  if (isScalar(text)) return String(text);
  if (!isMapping(text)) return "";
  const texts = [...languages.map((language) => valueIn(text, [language])), ...Object.values(text)];
  return String(texts.find((found) => isScalar(found) && String(found).trim()) ?? "");
}

/**
 * List the languages that a text lacks; one for all lacks none.
 * @param {unknown} text
 * @param {string[]} languages
 * @returns {string[]}
 */
export function languagesMissing(text, languages) {
  return isMapping(text) ? languages.filter((language) => isBlank(valueIn(text, [language]))) : [];
}

/**
 * List the languages that any text of an item lacks.
 * @param {import("./types.js").Field[]} fields
 * @param {unknown} value
 * @param {string[]} languages
 * @returns {string[]}
 */
export function missingIn(fields, value, languages) {
  if (!isMapping(value)) return [];
  const found = fields.flatMap((field) => {
    const own = valueIn(value, [field.name]);
    if (field.kind === "localized") return isBlank(own) ? [] : languagesMissing(own, languages);
    if (field.kind === "group") return missingIn(field.fields ?? [], own, languages);
    if (field.kind !== "list" || !Array.isArray(own) || !field.item) return [];
    const part = { ...field.item, name: "part" };
    return own.flatMap((each) => missingIn([part], { part: each }, languages));
  });
  return languages.filter((language) => found.includes(language));
}
