import { SPACE, readable } from "../../content/signs.js";
import { APOSTROPHES, DASHES, bare } from "./wording.js";

/** The same rules as `amounts.py`; `docs/grading.md` has them in words. */

/** Words for one unit; what stands behind a number falls away if the printed unit is among them. */
const SAME_UNITS = [
  ["ans", "an", "annees", "annee", "years", "year"],
  ["pour cent", "pourcent", "per cent", "percent", "%"],
];
const WORDS_OF_NUMBERS = [
  `zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
   dix-sept dix-huit dix-neuf vingt`,
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
   sixteen seventeen eighteen nineteen twenty`,
];
/** @type {Map<string, number>} */
const numberWords = new Map([["une", 1]]);
for (const words of WORDS_OF_NUMBERS) {
  words.split(/\s+/).forEach((word, number) => numberWords.set(word.replace("-", " "), number));
}
const hyphens = new RegExp(`([a-z])(?:-|${DASHES.source})(?=[a-z])`, "g");
const runsOfSpaces = new RegExp(`${SPACE}+`, "g");

/**
 * Take the printed unit from behind a number, and write a number's word in digits.
 * @param {string} text
 * @param {string} unit
 * @returns {string}
 */
export function withoutUnit(text, unit) {
  const small = smallWords(text);
  const named = smallWords(unit);
  const names = SAME_UNITS.find((same) => same.includes(named)) ?? [named, named.replace(/s$/, ""), named && `${named}s`];
  for (const name of names) {
    if (!name || !small.endsWith(name)) continue;
    const rest = small.slice(0, -name.length).replace(/ +$/, "");
    const apart = name === "%" || small.endsWith(` ${name}`) || /\p{Nd}$/u.test(rest);
    if (rest && apart) return inDigits(rest) ?? rest;
  }
  return inDigits(small) ?? text;
}

/** @param {string} text */
function smallWords(text) {
  const spaced = text.replace(runsOfSpaces, " ").replace(/^ +| +$/g, "");
  // Between letters a hyphen is as good as a space.
  return bare(spaced.replace(APOSTROPHES, "'")).normalize("NFC").replace(hyphens, "$1 ");
}

/** @param {string} text */
function inDigits(text) {
  const number = numberWords.get(text);
  return number === undefined ? null : String(number);
}

/** What means nothing between the digits of a number. */
export const ignored = new RegExp(`(?:${SPACE}|['’‘ʼ′´\\x60])+`, "g");
/**
 * Minus and the hyphens of print, the Arabic decimal mark and comma, the full stop of Chinese and
 * Japanese keyboards.
 * @type {Record<string, string>}
 */
const numberMarks = { "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u066b": ".", "\u060c": ",", "\u3002": "." };

/**
 * Read a number as typed, or as JSON has it; null if it is none.
 * @param {unknown} response
 * @param {string} thousands
 * @param {string} [unit] the one that is printed, which may stand behind it
 * @returns {number | null}
 */
export function readNumber(response, thousands, unit = "") {
  let value = response;
  if (typeof value === "string") {
    let text = withoutUnit(readable(value), readable(unit))
      .replace(ignored, "")
      .replace(/[\u2212\u2010\u2011\u066b\u060c\u3002]/g, (mark) => numberMarks[mark]);
    // The Arabic mark of thousands is one in every language.
    const marks = `[\u066c${thousands}]`;
    if (new RegExp(`^[+-]?[0-9]{1,3}(${marks}[0-9]{3})+(\\.[0-9]+)?$`).test(text)) {
      text = text.replace(new RegExp(marks, "g"), "");
    }
    if (!/^[+-]?[0-9]+([.,][0-9]+)?$/.test(text)) return null;
    value = Number(text.replace(",", "."));
  }
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
