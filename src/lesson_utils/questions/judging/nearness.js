import { bare, plain } from "./wording.js";

/** The same rules as `nearness.py`; `docs/grading.md` has them in words. */

/** Shorter words are other words at one letter's distance. */
const SHORTEST = 4;
/** From this length on, two slips are forgiven. */
const LONG = 8;
/** No wording is compared beyond this length: it is none of a few words. */
const LONGEST_TYPED = 100;
/** A space, full stop or comma before three digits groups them; any other is a decimal mark. */
const GROUPING = /([0-9])[ .,](?=[0-9]{3}(?![0-9]))/g;
const NUMBERS = /(?:(?:^|[ (])-)?[0-9]+(?:[.,][0-9]+)*/g;

/**
 * Tell whether a wording is an accepted one but for a slip.
 * @param {string} given
 * @param {string[]} accepted
 * @param {string[]} others wrong wordings that are expected, and what other gaps accept: what is as
 *   near to one of them is no slip; one that is accepted here too does not count
 */
export function isNear(given, accepted, others) {
  const typed = folded(given);
  if (typed.length > LONGEST_TYPED) return false;
  const found = accepted.flatMap((text) => slips(typed, folded(text)) ?? []);
  if (!found.length) return false;
  const nearest = Math.min(...found);
  const here = new Set(accepted.map(inSmall));
  const elsewhere = others.filter((text) => !here.has(inSmall(text)));
  return elsewhere.every((text) => distance(typed, folded(text)) > nearest);
}

/** @param {string} text */
function inSmall(text) {
  return plain(text).toLowerCase();
}

/** @param {string} text */
function folded(text) {
  return [...bare(plain(text)).normalize("NFC")];
}

/**
 * Count the slips between two wordings; null if there are too many, or other numbers.
 * @param {string[]} typed
 * @param {string[]} wanted
 */
function slips(typed, wanted) {
  if (wanted.length < SHORTEST || Math.abs(typed.length - wanted.length) > 2) return null;
  if (numbersIn(typed) !== numbersIn(wanted)) return null;
  const found = distance(typed, wanted);
  return found > 0 && found <= (wanted.length >= LONG ? 2 : 1) ? found : null;
}

/** @param {string[]} signs */
function numbersIn(signs) {
  const found = signs.join("").replace(GROUPING, "$1").match(NUMBERS) ?? [];
  return found.map((number) => number.replace(/^[ (]/, "").replace(/,/g, ".")).join(" ");
}

/**
 * Give the optimal string alignment distance: letters put in, left out, changed or swapped.
 * @param {string[]} one
 * @param {string[]} other
 */
function distance(one, other) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const earlier = before;
    before = row;
    row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const cost = Math.min(before[j] + 1, row[j - 1] + 1, changed);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(swapped ? Math.min(cost, earlier[j - 2] + 1) : cost);
    }
  }
  return row[other.length];
}
