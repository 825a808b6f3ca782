/**
 * What copying and other keyboards bring along: signs nobody sees, full-width letters, digits.
 * `signs.py` does the same and says why; all is spelt out, since each browser's Unicode differs in
 * age from Python's.
 */

/** White space of any kind. */
export const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";
const invisible =
  /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
/** The zeros of all scripts (category Nd, Unicode 18); one to nine follow each of them. */
export const ZEROS = `
  30 660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090
  17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0
  aa50 abf0 ff10 104a0 10d30 10d40 11066 110f0 11136 111d0 112f0 11450 114d0
  11650 116c0 116d0 116da 11730 118e0 11950 11bf0 11c50 11d50 11da0 11de0 11f50
  16130 16a60 16ac0 16b50 16d70 1ccf0 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6 1e140 1e2f0
  1e4f0 1e5f1 1e950 1fbf0
`;
/** @type {Map<number, number>} */
const digitValues = new Map();
for (const zero of ZEROS.trim().split(/\s/)) {
  for (let value = 0; value < 10; value += 1) digitValues.set(parseInt(zero, 16) + value, value);
}

/**
 * Give a text as it is read: without invisible signs, of usual width, digits as 0 to 9.
 * @param {string} text
 * @returns {string}
 */
export function readable(text) {
  const plainly = text
    .replace(invisible, "")
    .replace(/[\ufb00-\ufb06\uff01-\uff5e\ufe50-\ufe6b]+/g, (found) => found.normalize("NFKC"));
  return [...plainly].map((sign) => digitValues.get(sign.codePointAt(0) ?? 0) ?? sign).join("");
}
