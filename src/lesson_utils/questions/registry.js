import { classifyType } from "./classify.js";
import { clozeType } from "./cloze.js";
import { locateType } from "./locate.js";
import { matchType } from "./match.js";
import { multipleType } from "./multiple.js";
import { numberType } from "./number.js";
import { orderType } from "./order.js";
import { reflectType } from "./reflect.js";
import { shortType } from "./short.js";
import { singleType } from "./single.js";
import { truefalseType } from "./truefalse.js";

/**
 * The types of question by name, the same as `TYPES` in `questions/__init__.py`.
 * @type {Map<string, import("../browser/types.js").QuestionType>}
 */
export const questionTypes = new Map(
  [
    singleType,
    multipleType,
    truefalseType,
    orderType,
    matchType,
    classifyType,
    clozeType,
    shortType,
    numberType,
    locateType,
    reflectType,
  ].map((type) => [type.name, type]),
);

/**
 * Grade a response by a question's table; Python does the same (`grading.py`).
 * @param {import("../browser/types.js").Table} table
 * @param {unknown} response
 * @returns {import("../browser/types.js").Outcome}
 */
export function grade(table, response) {
  const type = questionTypes.get(table.type);
  if (!type) throw new Error(`no question type ${table.type}`);
  return type.grade(table, response);
}
