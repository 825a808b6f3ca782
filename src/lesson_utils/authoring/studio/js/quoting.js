/** Quotes in the article, counted as Python counts. */

import { isMapping, isScalar } from "./values.js";

/** So much of the text around a passage tells it from others. */
const QUOTE_AROUND = 24;
/** A passage that stands in more places than this is told by its number in the file alone. */
const MOST_PLACES = 50;

/**
 * Give the quote of an anchor, in whichever form it is written.
 * @param {any} anchor
 * @returns {string}
 */
export function quoteOf(anchor) {
  const quote = isMapping(anchor) ? anchor.quote : anchor;
  return isScalar(quote) ? String(quote) : "";
}

/**
 * Give the places where a quote stands to the letter, with the words around each.
 * @param {string} quote
 * @param {string} text
 * @returns {{start: number, around: string}[]} `start` in code points
 */
export function quotePlaces(quote, text) {
  const places = [];
  let characters = 0;
  let last = 0;
  for (let at = text.indexOf(quote); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(quote, at + 1)) {
    characters += [...text.slice(last, at)].length;
    last = at;
    const end = at + quote.length;
    const left = text.slice(Math.max(0, at - QUOTE_AROUND), at).replace(/^\S*\s/, "");
    const right = text.slice(end, end + QUOTE_AROUND).replace(/\s\S*$/, "");
    const middle = quote.length > 2 * QUOTE_AROUND ? `${quote.slice(0, QUOTE_AROUND)}…` : quote;
    places.push({ start: characters, around: `…${left}${middle}${right}…`.replace(/\s+/g, " ") });
  }
  return places;
}
