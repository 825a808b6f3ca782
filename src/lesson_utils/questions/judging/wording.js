/** The same rules as `wording.py`; `docs/grading.md` has them in words. */

import { SPACE, readable } from "../../content/signs.js";

export const APOSTROPHES = /[’‘‛ʼ′´`]/g;
export const DASHES = /[‐‑‒–—―⁃]/g;
const spaces = new RegExp(`${SPACE}+`, "g");
/** What may stand around an answer. */
const around = "\"'«»‹›“”„‟‚″〝〞〟「」『』《》〈〉()[]{}【】.,;:!?…¿¡،؛؟۔。、·•‣∙▪▫◦●○■□▶►➢➤❖\uf0b7\uf0a7 ";
/** A dash before a number is a minus; a full stop or comma there is a decimal mark. */
const before = new RegExp(
  `^(?:[${around.replace(".,", "").replace("[]", "[\\]")}]|[.,](?![0-9])|[-−](?![.,]?[0-9]))*`,
);
const behind = `${around}—―`;
/** They fall away behind an answer where they stand alone: in "A-" they belong to it. */
const shortDashes = "-−‐‑‒–⁃";

/**
 * Prepare a wording: what is left is compared.
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  const spaced = readable(text)
    .normalize("NFC")
    .replace(APOSTROPHES, "'")
    .replace(spaces, " ");
  let end = spaced.length;
  const alone = () =>
    shortDashes.includes(spaced[end - 1]) &&
    (behind + shortDashes).includes(spaced[Math.max(end - 2, 0)]);
  while (end && (behind.includes(spaced[end - 1]) || alone())) end -= 1;
  return spaced
    .slice(0, end)
    .replace(DASHES, "-")
    .replace(before, "")
    .replace(/^−|−$/g, "-");
}

/**
 * Tell whether a text is nothing that can be seen.
 * @param {string} text
 */
export function blank(text) {
  return !readable(text).replace(spaces, "");
}

/** @param {string} text */
export function bare(text) {
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
 * @returns {import("../types.js").Verdict}
 */
export function judge(given, accepted) {
  const typed = plain(given);
  const wanted = accepted.map(plain);
  if (wanted.includes(typed)) return "right";
  const small = typed.toLowerCase();
  if (wanted.some((text) => text.toLowerCase() === small)) return "case";
  return wanted.some((text) => bare(text) === bare(typed)) ? "accents" : "wrong";
}
