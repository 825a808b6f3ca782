import { ownValue } from "../records.js";
import { standing } from "../standing.js";
import { interaction } from "./interactions.js";

/**
 * What a platform is told of a record: score, completion, answers.
 *
 * @typedef {import("../standing.js").Counted} Counted
 * @typedef {import("../types.js").LessonRecord} LessonRecord
 * @typedef {import("./interactions.js").Known} Known
 * @typedef {import("./runtime.js").Runtime} Runtime
 * @typedef {import("./standards.js").Standard} Standard
 *
 * A question in its quiz, in the order of the page.
 * @typedef {{quiz: string, mode: string, table: import("../../questions/types.js").Table,
 *   known: Known}} Question
 *
 * The points of the page and their part of all there are; `before` if the platform had more.
 * @typedef {{points: number, maximum: number, percent: number, before: boolean}} Sent
 */

const ALL_PERCENT = 100;
const RANKS = ["", "not attempted", "unknown", "incomplete", "failed", "completed", "passed"];

/** @param {number} number */
const twoPlaces = (number) => Math.round(number * ALL_PERCENT) / ALL_PERCENT;

/**
 * Give what of a record answers a question as it is now.
 * @param {LessonRecord} record
 * @param {Question} question
 */
function answerTo(record, { quiz, table }) {
  const entry = ownValue(ownValue(record.quizzes, quiz)?.answers ?? {}, table.id);
  return entry?.edition === table.edition && entry.response !== null ? entry : undefined;
}

/**
 * Tell whether a question needs nothing more. Many a platform shows what is completed as a review: so
 * open questions have to be answered too, and a check has to be finished.
 * @param {LessonRecord} record
 * @param {Question} question
 */
function isDone(record, question) {
  const finished = ownValue(record.quizzes, question.quiz)?.phase.finished;
  return answerTo(record, question) !== undefined && (question.mode !== "check" || finished);
}

/**
 * Tell a platform of records, again and again. Each gives whether it took what matters: answers one
 * by one are more than some platforms know of.
 * @param {Runtime} runtime
 * @param {Standard} standard
 * @param {Counted[]} quizzes
 * @param {Record<string, Record<string, Known>>} names of the questions, by quiz and id
 * @param {import("../../browser/types.js").Texts} texts
 * @param {number} floor the least percentage to tell
 */
export function openTelling(runtime, standard, quizzes, names, texts, floor) {
  const questions = quizzes.flatMap(({ id: quiz, mode, tables }) =>
    tables.map((table) => ({ quiz, mode, table, known: names[quiz][table.id] })),
  );
  /** What was told of each question last. @type {string[]} */
  const told = [];
  let takesAnswers = runtime.get("cmi.interactions._children") !== "";
  /** @type {Sent | null} */
  let sent = null;

  /** @param {LessonRecord} record */
  function tellScore(record) {
    const all = standing(quizzes, record).quizzes;
    const sum = (/** @type {"answered" | "points" | "maximum"} */ name) =>
      all.reduce((total, one) => total + one[name], 0);
    const [points, maximum] = [sum("points"), sum("maximum")];
    // Before anything is answered there is no score, not even one of nothing.
    if (!maximum || !(sum("answered") || sent || floor)) return true;
    const earned = twoPlaces((ALL_PERCENT * points) / maximum);
    const percent = Math.max(floor, earned);
    sent = { points, maximum, percent, before: percent > earned };
    // The least and the most are not in every platform of SCORM 1.2.
    runtime.set(`${standard.score}.min`, 0);
    runtime.set(`${standard.score}.max`, ALL_PERCENT);
    const taken = runtime.set(`${standard.score}.raw`, percent);
    const part = Number((percent / ALL_PERCENT).toFixed(4));
    return (!standard.scaled || runtime.set(standard.scaled, part)) && taken;
  }

  /**
   * What was completed stays so, also where a student begins a quiz again. There is a pass mark only
   * where the platform has one.
   * @param {LessonRecord} record
   */
  function tellStatus(record) {
    const done = questions.every((question) => isDone(record, question));
    const pass = runtime.get(standard.pass);
    const percent = sent?.percent ?? 0;
    const reached = percent / (standard.scaled ? ALL_PERCENT : 1) >= Number(pass);
    const success = done && pass !== "" ? (reached ? "passed" : "failed") : "";
    const completion = done ? "completed" : "incomplete";
    const raise = (/** @type {string} */ element, /** @type {string} */ status) =>
      RANKS.indexOf(status) < RANKS.indexOf(runtime.get(element)) || runtime.set(element, status);
    if (!standard.success) return raise(standard.completion, success || completion);
    return raise(standard.completion, completion) && (!success || raise(standard.success, success));
  }

  /**
   * Tell of each question in the order of the page, up to the last that has an answer: so the same
   * place is the same question for every student.
   * @param {LessonRecord} record
   */
  function tellAnswers(record) {
    const given = questions.map((question) => answerTo(record, question));
    const last = given.reduce((so, entry, place) => (entry ? place : so), -1);
    for (let place = 0; place <= last; place += 1) {
      const { table, mode, known } = questions[place];
      const answer = { entry: given[place], survey: mode === "survey" };
      const fields = interaction(known, table, answer, standard, texts);
      const said = JSON.stringify(fields);
      if (told[place] === said) continue;
      const [[, id], ...rest] = fields;
      takesAnswers = runtime.set(`cmi.interactions.${place}.id`, id);
      if (!takesAnswers) return;
      for (const [name, value] of rest) runtime.set(`cmi.interactions.${place}.${name}`, value);
      told[place] = said;
    }
  }

  return {
    /** The score that was told last. */
    sent: () => sent,
    /**
     * @param {LessonRecord} record
     * @returns {boolean} whether the platform took the score and the status
     */
    tell(record) {
      const scored = tellScore(record);
      const taken = tellStatus(record) && scored;
      // One that takes nothing at the moment may know of answers all the same.
      if (takesAnswers && taken) tellAnswers(record);
      return taken;
    },
  };
}
