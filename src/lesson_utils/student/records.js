/**
 * What is kept of a student's work, and how two copies of it become one. `records.py` does the
 * same; `tests/records` holds both to one result.
 *
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 * @typedef {import("./types.js").Phase} Phase
 * @typedef {import("./types.js").QuizRecord} QuizRecord
 */

export const RECORD_FORMAT = "lesson-record";
export const RECORD_VERSION = 1;

/**
 * @param {string} lesson
 * @returns {LessonRecord}
 */
export function emptyRecord(lesson) {
  return { format: RECORD_FORMAT, version: RECORD_VERSION, lesson, seed: "", quizzes: {} };
}

/** @returns {QuizRecord} */
export function emptyQuiz() {
  return { answers: {}, phase: { at: 0, finished: false, score: 0, maximum: 0 } };
}

/** @returns {Entry} */
export function emptyEntry() {
  const counts = { attempts: 0, hints: 0, seconds: 0, score: 0, maximum: 0 };
  return { at: 0, edition: "", response: null, draft: null, ...counts };
}

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a map has under a key, whatever objects have by nature: a question may be "constructor".
 * @template T
 * @param {Record<string, T>} map
 * @param {string} key
 * @returns {T | undefined}
 */
export function ownValue(map, key) {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/**
 * Take over the fields of a pattern from an untrusted value; null if one has the wrong form.
 * @template {Record<string, any>} T
 * @param {T} pattern
 * @param {unknown} value
 * @returns {T | null}
 */
function fields(pattern, value) {
  if (!isObject(value)) return null;
  /** @type {Record<string, any>} */
  const found = {};
  for (const [name, usual] of Object.entries(pattern)) {
    const given = value[name] ?? usual;
    if (typeof usual === "number" && !isCount(given)) return null;
    if (["string", "boolean"].includes(typeof usual) && typeof given !== typeof usual) return null;
    found[name] = given;
  }
  return /** @type {T} */ (found);
}

/**
 * Tell whether a value is a record that a newer version of this package made. A version that is no
 * number is newer too: none that is known wrote one.
 * @param {unknown} value
 * @returns {boolean}
 */
export function isNewer(value) {
  if (!isObject(value) || value.format !== RECORD_FORMAT) return false;
  const { version } = value;
  if (typeof version !== "number") return version !== undefined && version !== null;
  return version > RECORD_VERSION;
}

/**
 * Read a record from anywhere: a file, the browser's storage, the kernel. What has not the form
 * of an answer is left out; null if it is no record of this lesson.
 * @param {unknown} value
 * @param {string} lesson
 * @returns {LessonRecord | null}
 */
export function readRecord(value, lesson) {
  if (!isObject(value) || value.format !== RECORD_FORMAT || value.lesson !== lesson) return null;
  if (isNewer(value) || !isCount(value.version)) return null;
  if (!isObject(value.quizzes)) return null;
  const seed = typeof value.seed === "string" ? value.seed : "";
  const quizzes = Object.entries(value.quizzes).flatMap(([name, quiz]) => {
    if (!isObject(quiz) || !isObject(quiz.answers)) return [];
    const { phase } = emptyQuiz();
    const answers = Object.entries(quiz.answers).flatMap(([id, answer]) => {
      const entry = fields(emptyEntry(), answer);
      return entry ? [[id, entry]] : [];
    });
    const read = { answers: Object.fromEntries(answers), phase: fields(phase, quiz.phase) ?? phase };
    return [[name, read]];
  });
  return { ...emptyRecord(lesson), seed, quizzes: Object.fromEntries(quizzes) };
}

/**
 * The later one; where both have one time, always the same one of the two.
 * @template {{at: number}} T
 * @param {T} one
 * @param {T} other
 * @returns {T}
 */
function later(one, other) {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return JSON.stringify(one) >= JSON.stringify(other) ? one : other;
}

/**
 * All that two maps have; what both have is made one.
 * @template T
 * @param {Record<string, T>} one
 * @param {Record<string, T>} other
 * @param {(left: T, right: T) => T} join
 * @returns {Record<string, T>}
 */
function joined(one, other, join) {
  const added = Object.entries(other).map(([key, right]) => {
    const left = ownValue(one, key);
    return [key, left ? join(left, right) : right];
  });
  return { ...one, ...Object.fromEntries(added) };
}

/**
 * Make one record of two of the same lesson: of each answer the later one.
 * @param {LessonRecord} one
 * @param {LessonRecord} other
 * @returns {LessonRecord}
 */
export function mergeRecords(one, other) {
  const seeds = [one.seed, other.seed].filter(Boolean).sort();
  const quizzes = joined(one.quizzes, other.quizzes, (left, right) => ({
    answers: joined(left.answers, right.answers, later),
    phase: later(left.phase, right.phase),
  }));
  return { ...emptyRecord(one.lesson), seed: seeds[0] ?? "", quizzes };
}

/**
 * Tell whether a record has an answer or a phase that another one lacks or has from earlier.
 * @param {LessonRecord} one
 * @param {LessonRecord} other
 * @returns {boolean}
 */
export function hasNewer(one, other) {
  return Object.entries(one.quizzes).some(([name, { answers, phase }]) => {
    const theirs = ownValue(other.quizzes, name) ?? emptyQuiz();
    const newer = Object.keys(answers).some(
      (id) => answers[id].at > (ownValue(theirs.answers, id)?.at ?? -1),
    );
    return newer || phase.at > theirs.phase.at;
  });
}
