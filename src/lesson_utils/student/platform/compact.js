import { grade } from "../../questions/registry.js";
import { emptyEntry, emptyQuiz, emptyRecord, ownValue } from "../records.js";
import { decoded, encoded, hashed } from "./coding.js";

/**
 * A record in as few characters as a platform takes. What the lesson itself knows is left away: an
 * entry stands under a hash of its question's edition, and its points are those of its answer. Times
 * are counted from the earliest, all numbers to the base of 36.
 *
 *     1!token!seed!base!left;  !quiz time.finished.score.maximum;  …
 *     question time.attempts.seconds.hints+=response~draft;        …   (+: the points were told)
 *
 * @typedef {import("../types.js").Entry} Entry
 * @typedef {import("../types.js").LessonRecord} LessonRecord
 * @typedef {import("../standing.js").Counted} Counted
 * @typedef {import("../../questions/types.js").Table} Table
 * @typedef {{quiz: string, table: Table}} Place a question, and the quiz it stands in
 */

const COMPACT_VERSION = 1;
const BASE = 36;
const HEAD = /^(\d+)!([^!;]*)!([^!;]*)!([0-9a-z]+)!(\d+);/;
const ENTRY = /^([0-9a-z]{5})([0-9a-z]+)(?:\.([0-9a-z]+))?(?:\.([0-9a-z]+))?(?:\.([0-9a-z]+))?(\+?)(?:=([^~]*))?(?:~(.*))?$/s;
const PHASE = /^!([0-9a-z]{5})([0-9a-z]+)\.([01])\.([0-9a-z]+)\.([0-9a-z]+)$/;

/** @param {number} number */
const short = (number) => number.toString(BASE);

/** @param {string | undefined} digits */
const long = (digits) => parseInt(digits ?? "0", BASE);

/**
 * Give each question of a lesson under its key; a key that two share is hashed once more.
 * @param {Counted[]} quizzes
 * @returns {Map<string, Place>}
 */
function questionsByKey(quizzes) {
  const found = new Map();
  for (const { id: quiz, tables } of quizzes) {
    for (const table of tables) {
      let key = hashed(`${quiz}\n${table.id}\n${table.edition}`);
      while (found.has(key)) key = hashed(`${key}+`);
      found.set(key, { quiz, table });
    }
  }
  return found;
}

/**
 * Write a record. What does not fit is left out: first what is not answered yet, then the longest.
 * @param {LessonRecord} record
 * @param {Counted[]} quizzes
 * @param {string} token of the attempt
 * @param {number} room in characters
 * @param {number} [before] how many were left out before, and may still be elsewhere
 * @returns {{text: string, left: Place[]}} `left` is what was left out, in part or whole
 */
export function compact(record, quizzes, token, room, before = 0) {
  const written = [...questionsByKey(quizzes)].flatMap(([key, place]) => {
    const entry = ownValue(ownValue(record.quizzes, place.quiz)?.answers ?? {}, place.table.id);
    return entry && entry.edition === place.table.edition ? [{ key, place, entry }] : [];
  });
  const phases = quizzes.flatMap(({ id }) => {
    const { phase } = ownValue(record.quizzes, id) ?? emptyQuiz();
    return phase.at ? [{ id, phase }] : [];
  });
  const times = [...written.map(({ entry }) => entry.at), ...phases.map(({ phase }) => phase.at)];
  const base = times.reduce((first, at) => Math.min(first, at), times[0] ?? 1) - 1;
  const told = phases.map(({ id, phase: { at, finished, score, maximum } }) => {
    const numbers = [Number(finished), score, maximum].map(short).join(".");
    return `!${hashed(id)}${short(at - base)}.${numbers};`;
  });
  const rows = written.map(({ key, place, entry }) => {
    const whole = entryText(key, entry, base);
    // Without what is not answered yet it is an earlier one: the whole one, where it is, stays.
    const earlier = { ...entry, at: entry.at - 1, draft: null };
    const less = entry.draft === null ? whole : entry.response === null ? "" : entryText(key, earlier, base);
    return { place, whole, text: whole, less };
  });
  // The number of those left out has a digit or more: what it may take is kept free.
  const head = `${COMPACT_VERSION}!${token}!${encoded(record.seed)}!${short(base)}!`;
  const fixed = head.length + String(rows.length).length + 1 + told.join("").length;
  let length = rows.reduce((sum, { text }) => sum + text.length, fixed);
  for (const step of ["less", ""]) {
    const longest = [...rows].sort((one, other) => other.text.length - one.text.length);
    for (const row of longest) {
      if (length <= room) break;
      const instead = step ? row.less : "";
      length -= row.text.length - instead.length;
      row.text = instead;
    }
  }
  const left = rows.filter(({ whole, text }) => whole !== text).map(({ place }) => place);
  const text = [`${head}${Math.max(left.length, before)};`, ...told, ...rows.map((row) => row.text)].join("");
  return { text, left };
}

/**
 * @param {string} key
 * @param {Entry} entry
 * @param {number} base
 */
function entryText(key, { at, response, draft, attempts, seconds, hints, maximum }, base) {
  const counts = [attempts, seconds, hints];
  return [
    key,
    short(at - base),
    `.${counts.map(short).join(".")}`.replace(/(?:\.0)+$/, ""),
    maximum > 0 ? "+" : "",
    response === null ? "" : `=${encoded(response)}`,
    draft === null ? "" : `~${encoded(draft)}`,
    ";",
  ].join("");
}

/**
 * Read what was written. What was cut off, and answers to questions that have changed since, are no
 * answers.
 * @param {string} text
 * @param {string} lesson
 * @param {Counted[]} quizzes
 * @returns {{state: "empty" | "sound" | "newer" | "odd", token: string, left: number,
 *   record: LessonRecord}}
 */
export function expand(text, lesson, quizzes) {
  const record = emptyRecord(lesson);
  const head = HEAD.exec(text);
  const version = Number(head?.[1] ?? /^(\d+)!/.exec(text)?.[1] ?? 0);
  const state = !text ? "empty" : version > COMPACT_VERSION ? "newer" : head ? "sound" : "odd";
  if (!head || state !== "sound") return { state, token: "", left: 0, record };
  const places = questionsByKey(quizzes);
  const named = new Map(quizzes.map(({ id }) => [hashed(id), id]));
  const base = long(head[4]);
  record.seed = String(attempted(() => decoded(head[3])) ?? "");
  /** @param {string} name */
  const quizOf = (name) => {
    const found = ownValue(record.quizzes, name) ?? emptyQuiz();
    record.quizzes = Object.fromEntries([...Object.entries(record.quizzes), [name, found]]);
    return found;
  };
  // Behind the last sign of an end is what was cut off, or nothing.
  for (const part of text.slice(head[0].length).split(";").slice(0, -1)) {
    const phase = PHASE.exec(part);
    const name = named.get(phase?.[1] ?? "");
    if (phase && name !== undefined) {
      const [at, score, maximum] = [base + long(phase[2]), long(phase[4]), long(phase[5])];
      quizOf(name).phase = { at, finished: phase[3] === "1", score, maximum };
      continue;
    }
    const entry = ENTRY.exec(part);
    const place = places.get(entry?.[1] ?? "");
    const read = entry && place && attempted(() => entryOf(entry, base, place.table));
    if (!read || !place) continue;
    const quiz = quizOf(place.quiz);
    quiz.answers = Object.fromEntries([...Object.entries(quiz.answers), [place.table.id, read]]);
  }
  return { state, token: head[2], left: Number(head[5]), record };
}

/**
 * @param {RegExpExecArray} parts
 * @param {number} base
 * @param {Table} table
 * @returns {Entry}
 */
function entryOf([, , time, attempts, seconds, hints, told, response, draft], base, table) {
  const entry = {
    ...emptyEntry(),
    at: base + long(time),
    edition: table.edition,
    response: response === undefined ? null : decoded(response),
    draft: draft === undefined ? null : decoded(draft),
    attempts: long(attempts),
    hints: long(hints),
    seconds: long(seconds),
  };
  const outcome = grade(table, entry.response);
  if (!told || outcome.status !== "scored") return entry;
  return { ...entry, score: outcome.score, maximum: outcome.maximum };
}

/**
 * @template T
 * @param {() => T} act
 * @returns {T | null} null where it cannot be done
 */
function attempted(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
