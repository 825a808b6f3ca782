import { grade } from "../questions/registry.js";
import { ownValue } from "./records.js";

/**
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 * @typedef {import("../questions/types.js").Table} Table
 *
 * A quiz as far as its answers are counted: its tables without what they say.
 * @typedef {{id: string, title: string, mode: string, notebook: string, tables: Table[]}} Counted
 *
 * What is answered of all that counts, and the points earned of all there are; open questions, which
 * have no points, are counted apart.
 * @typedef {{id: string, label: string, notebook: string, answered: number, graded: number,
 *   points: number, maximum: number}} Standing
 */

/**
 * Give what of quizzes is counted.
 * @param {Pick<import("../questions/types.js").QuizPayload, "quiz" | "title" | "mode" | "questions">[]} quizzes
 * @returns {Counted[]}
 */
export function countedIn(quizzes) {
  return quizzes.map(({ quiz, title, mode, questions }) => (
    { id: quiz, title, mode, notebook: "", tables: questions }
  ));
}

/**
 * Count a student's answers by quiz and by skill, as `tally_lesson` does in Python: an answer to an
 * earlier edition is none, and a check that is not finished gives nothing away.
 * @param {Counted[]} quizzes
 * @param {LessonRecord} record
 * @returns {{quizzes: Standing[], skills: Standing[]}}
 */
export function standing(quizzes, record) {
  /** @type {Map<string, Standing>} */
  const skills = new Map();
  const found = quizzes.map(({ id, title, mode, notebook, tables }) => {
    const whole = empty(id, title, notebook);
    const answers = ownValue(record.quizzes, id)?.answers ?? {};
    for (const table of tables) {
      const skill = skills.get(table.skill) ?? empty(table.skill, table.skillLabel, "");
      skills.set(table.skill, skill);
      for (const one of [whole, skill]) add(one, table, ownValue(answers, table.id), mode);
    }
    return whole;
  });
  return { quizzes: found, skills: [...skills.values()] };
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} notebook
 * @returns {Standing}
 */
function empty(id, label, notebook) {
  return { id, label, notebook, answered: 0, graded: 0, points: 0, maximum: 0 };
}

/**
 * @param {Standing} one
 * @param {Table} table
 * @param {import("./types.js").Entry | undefined} entry
 * @param {string} mode
 */
function add(one, table, entry, mode) {
  if (!table.maximum) return;
  one.graded += 1;
  if (mode !== "survey") one.maximum += table.maximum;
  if (entry?.edition !== table.edition) return;
  const outcome = grade(table, entry.response);
  if (outcome.status !== "scored") return;
  one.answered += 1;
  if (entry.maximum > 0 && mode !== "survey") one.points += outcome.score;
}
