/** @typedef {import("./types.js").Texts} Texts */

/** Quiz and reader are loaded apart, each with a counter of its own. */
const uidPrefix = `lesson-${Math.random().toString(36).slice(2, 10)}`;
let lastUid = 0;

/**
 * Give an id that no other view on the page has.
 * @returns {string}
 */
export function nextUid() {
  lastUid += 1;
  return `${uidPrefix}-${lastUid}`;
}

/**
 * JupyterLab takes keys for its own shortcuts unless the element with the focus says this itself:
 * an element around it is not asked (its shortcuts are meant for whatever has the focus).
 */
export const OWN_KEYS = "data-lm-suppress-shortcuts";
/** What `keyCode` says of a key that an input method takes. */
const COMPOSITION_KEY = 229;
/** The mark of a text that is not translated yet: `content/untranslated.py` has the same. */
const UNTRANSLATED = /(\[([A-Z][A-Z\d-]+)\u00a0– [^\]]+\] )/;
const FOCUSABLE = ["button", "input", "select", "summary", "textarea"];

/** Languages whose usual script is written from right to left; `texts` in Python has the same. */
const RIGHT_TO_LEFT = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"];

/**
 * Give the direction in which a language is written.
 * @param {string} language
 * @returns {"ltr" | "rtl"}
 */
function direction(language) {
  return RIGHT_TO_LEFT.includes(language.split("-")[0].toLowerCase()) ? "rtl" : "ltr";
}

/**
 * Say in which language an element is, and so in which direction.
 * @param {HTMLElement} node
 * @param {string} language
 */
export function setLanguage(node, language) {
  node.lang = language;
  node.dir = direction(language);
}

/**
 * Make an element. Text always goes in as text: nothing from a data file is ever parsed as HTML.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean>} [attributes] `true` sets an empty attribute, `false` none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (FOCUSABLE.includes(tag)) node.setAttribute(OWN_KEYS, "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  if (typeof attributes.lang === "string") setLanguage(node, attributes.lang);
  // An option holds nothing but text.
  node.append(...(tag === "option" ? children : children.flatMap(inItsLanguage)));
  return node;
}

/**
 * Give what to append for a text: one that is not translated yet is in an element of its language.
 * @param {Node | string} text
 * @returns {(Node | string)[]}
 */
export function inItsLanguage(text) {
  if (typeof text !== "string") return [text];
  // Before the first mark, then each mark, its language, and the text.
  const pieces = text.split(UNTRANSLATED);
  return pieces.flatMap((piece, at) => {
    if (at % 3 === 2) return [];
    return at && at % 3 === 0 ? make("span", { lang: pieces[at - 1].toLowerCase() }, piece) : piece;
  });
}

/**
 * Say of an element that it is the article's own text: in its language, and to be read in it. A
 * browser that translates the page leaves it alone.
 * @param {string} language
 * @returns {Record<string, string>}
 */
export function asWritten(language) {
  return { lang: language, translate: "no" };
}

/**
 * Hear keys, but for those that belong to an input method: Enter ends a composition there. Safari
 * tells that key after the composition's end, as no part of it, and with this code alone.
 * @template {KeyboardEvent} T
 * @param {(event: T) => void} act
 * @returns {(event: T) => void}
 */
export function ownKeys(act) {
  return (event) => {
    if (!event.isComposing && event.keyCode !== COMPOSITION_KEY) act(event);
  };
}

/**
 * Give a text with its {placeholders} filled in, and of {count:point|points} the word that the number
 * takes, as `fill` in Python does; the key itself where the text is missing.
 * @param {Texts} texts
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(texts, key, values = {}) {
  const zero = texts["ui.plural.zero"] === "one";
  const text = (texts[key] ?? key).replace(/\{(\w+):([^|{}]*)\|([^|{}]*)\}/g, (_, name, one, many) =>
    values[name] === 1 || (values[name] === 0 && zero) ? one : many,
  );
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Count characters as Python does: by code point, not by UTF-16 unit.
 * @param {string} text
 * @returns {number}
 */
export function characters(text) {
  return [...text].length;
}

/**
 * Tell whether two JSON values are the same.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function same(one, other) {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/**
 * Tell whether the reader asked for less motion.
 * @returns {ScrollBehavior}
 */
export function scrolling() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
