import { grade, questionTypes } from "../../questions/registry.js";
import { readNumber } from "../../questions/judging/amounts.js";

/**
 * What a platform is told of one answer, in the standard's own forms: an interaction.
 *
 * @typedef {import("../types.js").Entry} Entry
 * @typedef {import("../../browser/types.js").Texts} Texts
 * @typedef {import("../../questions/types.js").Table} Table
 * @typedef {import("./standards.js").Standard} Standard
 *
 * A question as a platform knows it: `form` is its plain form, `codes` what each of its parts is
 * called there (left sides and right sides apart), `key` a response that is right; `range` is that of
 * an amount.
 * @typedef {{name: string, form: string, codes?: Record<string, string>[], gaps?: string[],
 *   key?: unknown, range?: [number, number], thousands?: string, unit?: string}} Known
 * @typedef {{type: string, value: string}} Said
 */

/** What SCORM 2004 lets an answer in several texts have. */
const MOST_TEXTS = 10;
/** The first number that is too long for Moodle's SCORM 2004. */
const TOO_LONG = 100_000;
const MOST_POINTS = 100;
const EXACT_DIGITS = 7;
/** What a platform may take for the end of a line; a no-break space is none. */
const BREAKS = /[ \t-\r\u0085\u2028\u2029]+/g;

/**
 * Put a text on one line, in so many characters.
 * @param {unknown} text
 * @param {number} limit
 */
function fitted(text, limit) {
  const flat = String(text ?? "").replace(/\p{Cs}/gu, "\ufffd").replace(BREAKS, " ").trim();
  // What stands between these brackets at the start is the standard's own.
  const plain = flat.replaceAll("[,]", "[ , ]").replace(/^\{/, " {");
  if (plain.length <= limit) return plain;
  return `${plain.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** @param {number} number */
const written = (number) => number.toFixed(EXACT_DIGITS).replace(/\.?0+$/, "");

/**
 * Say a response as a standard has it.
 * @param {Known} known
 * @param {Table} table
 * @param {any} response
 * @param {Standard} standard
 * @param {Texts} texts
 * @returns {Said}
 */
function said(known, table, response, standard, texts) {
  const { between, pair, line, long, most } = standard;
  const [one = {}, other = {}] = known.codes ?? [];
  const codes = (/** @type {string[]} */ ids) => ids.map((id) => one[id]).join(between);
  if (known.form === "choices") {
    return { type: "choice", value: codes(Array.isArray(response) ? response : [response]) };
  }
  if (known.form === "ordering") return { type: "sequencing", value: codes(response) };
  if (known.form === "pairs") {
    const sides = Object.keys(one).filter((id) => Object.hasOwn(response, id));
    const value = sides.map((id) => `${one[id]}${pair}${other[response[id]]}`).join(between);
    return { type: "matching", value };
  }
  if (known.form === "amount") {
    const number = readNumber(response, known.thousands ?? "", known.unit);
    const numbers = [number, ...(known.range ?? [])];
    const short = numbers.every((each) => Math.abs(each ?? Infinity) < TOO_LONG);
    if (number !== null && (short || !standard.number)) return { type: "numeric", value: written(number) };
  }
  if (["amount", "wording"].includes(known.form)) return { type: "fill-in", value: fitted(response, line) };
  if (known.form === "gaps") {
    const typed = (known.gaps ?? []).map((id) => response[id]);
    if (typed.length <= MOST_TEXTS && between !== ",") {
      return { type: "fill-in", value: typed.map((text) => fitted(text, line)).join(between) };
    }
    return { type: long, value: fitted(typed.join(" / "), most) };
  }
  const words = known.form === "essay" ? response.text : inItsWords(table, response, texts);
  return { type: long, value: fitted(words, most) };
}

/**
 * @param {Table} table
 * @param {unknown} response
 * @param {Texts} texts
 */
function inItsWords(table, response, texts) {
  return questionTypes.get(table.type)?.words(table, response, texts) ?? "";
}

/**
 * Give the fields of an interaction in the order in which they are to be set; those of the question
 * alone where there is no answer.
 * @param {Known} known
 * @param {Table} table
 * @param {{entry: Entry | undefined, survey: boolean}} given
 * @param {Standard} standard
 * @param {Texts} texts
 * @returns {[string, string][]}
 */
export function interaction(known, table, { entry, survey }, standard, texts) {
  const outcome = entry?.edition === table.edition ? grade(table, entry.response) : null;
  const answered = entry && outcome && outcome.status !== "nothing" ? outcome : null;
  const key = known.key ?? null;
  const right = key === null ? null : said(known, table, key, standard, texts);
  const answer = answered && entry ? said(known, table, entry.response, standard, texts) : null;
  const type = answer?.type ?? right?.type ?? standard.long;
  /** @type {[string, string][]} */
  const fields = [["id", known.name], ["type", type]];
  if (standard.about) fields.push([standard.about, fitted(table.prompt, standard.line)]);
  if (answered && entry) fields.push([standard.when, standard.moment(entry.at)]);
  if (right && type === right.type) {
    const range = type === "numeric" && standard.number && known.range;
    const pattern = range ? range.map(written).join("[:]") : right.value;
    fields.push(["correct_responses.0.pattern", pattern]);
  }
  fields.push(["weighting", String(survey ? 0 : Math.min(table.maximum, MOST_POINTS))]);
  if (!answer || !answered || !entry) return fields;
  // What a student has not been told, nobody is.
  const told = answered.status === "scored" && !survey && entry.maximum > 0 ? answered : null;
  const points = told && (told.correct ? "correct" : told.score ? String(told.score) : standard.wrong);
  fields.push([standard.answer, answer.value], ["result", points ?? "neutral"]);
  fields.push(["latency", standard.span(entry.seconds)]);
  return fields;
}
