/** The same rules as `wording.py`; `docs/grading.md` has them in words. */

/** Spelt out, since Python's and JavaScript's own ideas of white space differ. */
export const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";
const spaces = new RegExp(`${SPACE}+`, "g");
const around = /^[ .,;:!?…«»“”"'()]+|[ .,;:!?…«»“”"'()]+$/g;

/**
 * Prepare a wording: what is left is compared.
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return text
    .normalize("NFC")
    .replace(/[’‘ʼ′´`]/g, "'")
    .replace(/[‐‑–—]/g, "-")
    .replace(spaces, " ")
    .replace(around, "");
}

/**
 * Tell whether a text is white space alone.
 * @param {string} text
 */
export function blank(text) {
  return !text.replace(spaces, "");
}

/** @param {string} text */
function bare(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss");
}

/**
 * Give the best verdict of a wording over all accepted ones.
 * @param {string} given
 * @param {string[]} accepted
 * @returns {import("../widgets/js/types.js").Verdict}
 */
export function judge(given, accepted) {
  const typed = plain(given);
  const wanted = accepted.map(plain);
  if (wanted.includes(typed)) return "right";
  const small = typed.toLowerCase();
  if (wanted.some((text) => text.toLowerCase() === small)) return "case";
  return wanted.some((text) => bare(text) === bare(typed)) ? "accents" : "wrong";
}
