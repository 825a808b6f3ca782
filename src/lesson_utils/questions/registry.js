/**
 * The types of question by name: each type's `view.js` puts its own in.
 * @type {Map<string, import("./types.js").QuestionType>}
 */
export const questionTypes = new Map();

/**
 * Add a type of question.
 * @param {import("./types.js").QuestionType} type
 */
export function register(type) {
  questionTypes.set(type.name, type);
}

/**
 * Grade a response by a question's table; Python does the same (`grading.py`).
 * @param {import("./types.js").Table} table
 * @param {unknown} response
 * @returns {import("./types.js").Outcome}
 */
export function grade(table, response) {
  const type = questionTypes.get(table.type);
  if (!type) throw new Error(`no question type ${table.type}`);
  return type.grade(table, response);
}
