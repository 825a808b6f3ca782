/** Numbers and dates as teachers type them. */

const TYPED_SPACES = /[\s\u00a0\u2009\u202f]/g;
const MINUS_SIGNS = /[\u2010-\u2015\u2212]/g;
const DATE_PART = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

/**
 * Read a number: with a comma or a point, groups of digits with spaces, any minus sign. In English a
 * comma before each three digits parts thousands.
 * @param {string} typed
 * @param {string} language of the interface
 * @returns {number | null}
 */
export function readTypedNumber(typed, language) {
  let text = typed.replace(TYPED_SPACES, "").replace(/['’]/g, "").replace(MINUS_SIGNS, "-");
  const groups = (/** @type {string} */ mark) => new RegExp(`^[+-]?[1-9]\\d{0,2}(?:\\${mark}\\d{3})+(?!\\d)`);
  const both = text.includes(",") && text.includes(".");
  if (groups(",").test(text) && (both ? text.lastIndexOf(",") < text.indexOf(".") : several(text, ",") || language === "en")) {
    text = text.replaceAll(",", "");
  } else if (groups(".").test(text) && (both || several(text, "."))) text = text.replaceAll(".", "");
  text = text.replace(",", ".");
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/**
 * @param {string} text
 * @param {string} mark
 */
function several(text, mark) {
  return text.split(mark).length > 2;
}

/**
 * Write a number to be read in a field.
 * @param {unknown} value
 * @param {string} language
 * @returns {string}
 */
export function writeNumber(value, language) {
  if (typeof value !== "number") return value === undefined || value === null ? "" : String(value);
  const text = String(value);
  return language === "fr" ? text.replace(".", ",") : text;
}

/**
 * Read a date, or a stretch of time: 2013, 2013-06, 2013-06-30, 2013/2023.
 * @param {string} typed
 * @param {string} language
 * @returns {{written: string, words: string} | null} as files have it, and in words
 */
export function readTypedDate(typed, language) {
  const parts = typed.replace(MINUS_SIGNS, "-").split("/").map((part) => readDay(part.trim(), language));
  if (parts.length > 2) return null;
  const found = parts.flatMap((part) => (part ? [part] : []));
  if (found.length < parts.length || found[0].first > found[found.length - 1].last) return null;
  return {
    written: found.map(({ written }) => written).join("/"),
    words: found.map(({ words }) => words).join(" – "),
  };
}

/**
 * @param {string} part
 * @param {string} language
 */
function readDay(part, language) {
  const match = DATE_PART.exec(part);
  if (!match || Number(match[1]) === 0) return null;
  const [, year, month, day] = match;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const real = at.getUTCMonth() === Number(month ?? 1) - 1 && at.getUTCDate() === Number(day ?? 1);
  if (!real) return null;
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { year: "numeric", timeZone: "UTC", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
  const written = [year, ...[month, day].flatMap((number) => (number ? [number.padStart(2, "0")] : []))].join("-");
  const locale = language === "en" ? "en-GB" : language;
  const words = new Intl.DateTimeFormat(locale, /** @type {any} */ (form)).format(at);
  return { written, words, first: `${written}-00-00`.slice(0, 10), last: `${written}-99-99`.slice(0, 10) };
}
