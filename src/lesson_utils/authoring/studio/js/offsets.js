/**
 * Places in a text: characters (code points), as Python and the files count them, and the units in
 * which a browser does.
 *
 * @typedef {import("./types.js").Span} Span
 */

/** What is written together with the word after it: "l’", "qu’". */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’](?=.)/iu;
const ELIDING = ["ca", "fr", "it", "oc"];

/**
 * Give how many units the first characters of a text take.
 * @param {string} text
 * @param {number} count
 * @returns {number}
 */
export function unitsOf(text, count) {
  let units = 0;
  let left = count;
  for (const letter of text) {
    if (left <= 0) break;
    left -= 1;
    units += letter.length;
  }
  return units;
}

/**
 * Give how many characters stand in the first units of a text; one that is cut through counts.
 * @param {string} text
 * @param {number} units
 * @returns {number}
 */
export function charactersOf(text, units) {
  return [...text.slice(0, units)].length;
}

/**
 * Give the stretch without the white space at its edges; null if nothing is left.
 * @param {string[]} letters the characters of the text
 * @param {Span} span
 * @returns {Span | null}
 */
export function tightSpan(letters, { start, end }) {
  let [from, to] = [Math.max(0, start), Math.min(end, letters.length)];
  while (from < to && !letters[from].trim()) from += 1;
  while (to > from && !letters[to - 1].trim()) to -= 1;
  return from < to ? { start: from, end: to } : null;
}

/**
 * Give the words of a text, in order: what no letter or digit stands in is none.
 * @param {string} text
 * @param {string} language
 * @param {number} [offset] where the text starts, in characters
 * @returns {Span[]}
 */
export function wordsOf(text, language, offset = 0) {
  /** @type {Span[]} */
  const words = [];
  const elides = ELIDING.includes(language.split("-")[0]);
  let [units, place] = [0, offset];
  for (const { segment, index } of wordPieces(text, language)) {
    place += charactersOf(text.slice(units, index), index - units);
    units = index;
    const elided = elides ? (ELIDED.exec(segment)?.[0].length ?? 0) : 0;
    const end = place + [...segment].length;
    if (elided) words.push({ start: place, end: place + elided });
    words.push({ start: place + elided, end });
  }
  return words;
}

/**
 * @param {string} text
 * @param {string} language
 * @returns {{segment: string, index: number}[]}
 */
function wordPieces(text, language) {
  if (!Intl.Segmenter) {
    return [...text.matchAll(/[\p{L}\p{M}\p{N}'’_-]+/gu)].map((found) => ({ segment: found[0], index: found.index }));
  }
  let pieces;
  try {
    pieces = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  } catch {
    pieces = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  }
  return [...pieces].filter(({ segment, isWordLike }) => isWordLike || /[\p{L}\p{N}]/u.test(segment));
}

/**
 * Give the index of the last of a list's members that fit; -1 if none does.
 * @template T
 * @param {T[]} list
 * @param {(one: T) => boolean} fits
 * @returns {number}
 */
export function lastIndexOf(list, fits) {
  for (let index = list.length - 1; index >= 0; index -= 1) if (fits(list[index])) return index;
  return -1;
}

/**
 * Cut a stretch wherever a mark starts or ends.
 * @template {Span} T
 * @param {Span} stretch
 * @param {T[]} marks
 * @returns {{start: number, end: number, covering: T[]}[]} the shortest mark first
 */
export function cutByMarks({ start, end }, marks) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start && mark.start < mark.end);
  const bounds = [start, end, ...inside.flatMap((mark) => [mark.start, mark.end])];
  const cuts = [...new Set(bounds)].filter((cut) => cut >= start && cut <= end).sort((one, other) => one - other);
  const length = (/** @type {T} */ mark) => mark.end - mark.start;
  return cuts.slice(0, -1).map((from, index) => ({
    start: from,
    end: cuts[index + 1],
    covering: inside
      .filter((mark) => mark.start <= from && mark.end >= cuts[index + 1])
      .sort((one, other) => length(one) - length(other)),
  }));
}
