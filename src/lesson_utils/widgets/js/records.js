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
 * Read a record from anywhere: a file, the browser's storage, the kernel. What has not the form
 * of an answer is left out; null if it is no record of this lesson.
 * @param {unknown} value
 * @param {string} lesson
 * @returns {LessonRecord | null}
 */
export function readRecord(value, lesson) {
  if (!isObject(value) || value.format !== RECORD_FORMAT || value.lesson !== lesson) return null;
  if (!isCount(value.version) || value.version > RECORD_VERSION) return null;
  if (!isObject(value.quizzes)) return null;
  const record = emptyRecord(lesson);
  if (typeof value.seed === "string") record.seed = value.seed;
  for (const [name, quiz] of Object.entries(value.quizzes)) {
    if (!isObject(quiz) || !isObject(quiz.answers)) continue;
    const read = emptyQuiz();
    read.phase = fields(read.phase, quiz.phase) ?? read.phase;
    for (const [id, answer] of Object.entries(quiz.answers)) {
      const entry = fields(emptyEntry(), answer);
      if (entry) read.answers[id] = entry;
    }
    record.quizzes[name] = read;
  }
  return record;
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
 * Make one record of two of the same lesson: of each answer the later one.
 * @param {LessonRecord} one
 * @param {LessonRecord} other
 * @returns {LessonRecord}
 */
export function mergeRecords(one, other) {
  const seeds = [one.seed, other.seed].filter(Boolean).sort();
  const record = { ...emptyRecord(one.lesson), seed: seeds[0] ?? "" };
  for (const name of new Set([...Object.keys(one.quizzes), ...Object.keys(other.quizzes)])) {
    const left = one.quizzes[name] ?? emptyQuiz();
    const right = other.quizzes[name] ?? emptyQuiz();
    const answers = { ...left.answers };
    for (const [id, entry] of Object.entries(right.answers)) {
      answers[id] = answers[id] ? later(answers[id], entry) : entry;
    }
    record.quizzes[name] = { answers, phase: later(left.phase, right.phase) };
  }
  return record;
}
