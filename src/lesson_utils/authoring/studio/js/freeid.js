/**
 * An id for a new item where the kernel cannot be asked for one: made as it would make it, from the
 * first words of a text, and free among what is known here.
 */

const LONGEST_ID = 40;

/**
 * @param {string} text
 * @returns {string}
 */
function idStem(text) {
  const plain = text.slice(0, 400).replace(/[’'ʼ]/g, " ").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const whole = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (whole.length <= LONGEST_ID) return whole;
  const cut = whole.slice(0, LONGEST_ID + 1).lastIndexOf("-");
  return whole.slice(0, cut > 0 ? cut : LONGEST_ID);
}

/**
 * @param {string} text
 * @param {unknown[]} values of all files
 * @returns {string}
 */
export function freeId(text, values) {
  const taken = values.flatMap((value) => [...JSON.stringify(value ?? null).matchAll(/"id":"([^"]*)"/g)].map((found) => found[1]));
  return freeAmong(idStem(text) || "item", taken);
}

/**
 * Give a name that is not taken yet: itself, or with a number behind it.
 * @param {string} stem
 * @param {string[]} taken
 * @returns {string}
 */
export function freeAmong(stem, taken) {
  let name = stem;
  for (let number = 2; taken.includes(name); number += 1) name = `${stem}-${number}`;
  return name;
}
