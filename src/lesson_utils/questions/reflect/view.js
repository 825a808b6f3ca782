import { make, say } from "../../browser/dom.js";
import { isEmpty, isIdList, isIdMapping, nothing } from "../outcomes.js";
import { blank } from "../judging/wording.js";
import { register } from "../registry.js";

/** @typedef {import("../tables.js").ReflectTable} ReflectTable */

/** None, half or all of a criterion's points. */
const LEVELS = ["no", "partly", "yes"];

/**
 * Give the model answer once something has been written, and what writers say of it; there is no
 * score.
 * @param {ReflectTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function reflectGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (typeof response !== "object" || response === null || Array.isArray(response)) {
    return nothing("malformed");
  }
  const { model, total } = table;
  const field = total ? "levels" : "ticked";
  const { text, [field]: said = total ? {} : [], ...others } = /** @type {any} */ (response);
  const sound = total ? isIdMapping(said) : isIdList(said);
  if (typeof text !== "string" || !sound || Object.keys(others).length) return nothing("malformed");
  if (blank(text)) return nothing("empty");
  const given = total ? Object.keys(said) : said;
  const criteria = table.criteria.filter(({ id }) => given.includes(id));
  if (criteria.length < given.length) return nothing("unknown");
  const ticked = criteria.map(({ id }) => id);
  if (!total) return { status: "open", model, ticked };
  if (!ticked.every((id) => LEVELS.includes(said[id]))) return nothing("unknown");
  const levels = Object.fromEntries(ticked.map((id) => [id, said[id]]));
  const sum = criteria.reduce((points, row) => points + worth(row, levels), 0);
  return { status: "open", model, ticked: [], levels, sum };
}

/**
 * Give the points of a criterion that writers give themselves.
 * @param {import("../tables.js").CriterionRow} row
 * @param {Record<string, string>} levels
 */
const worth = ({ id, points }, levels) => (points * LEVELS.indexOf(levels[id] ?? "no")) / 2;

/**
 * Write whole and half points of a total, in a way that every language has.
 * @param {number} points
 * @param {number} total
 */
const ofTotal = (points, total) =>
  `${Math.floor(points) || ""}${points % 1 ? "½" : points && ""}\u00a0/\u00a0${total}`;

/**
 * Say what writers give themselves; nothing where criteria have no points.
 * @param {ReflectTable} table
 * @param {any} outcome
 * @param {import("../types.js").Texts} texts
 * @returns {string}
 */
const sumWords = ({ total }, outcome, texts) =>
  outcome?.levels ? say(texts, "ui.reflect.sum", { sum: ofTotal(outcome.sum, total) }) : "";

/**
 * Show room to write; then the model answer, with a grid to look at one's own by.
 * @param {import("../types.js").Context<ReflectTable>} context
 * @returns {import("../types.js").View}
 */
export function reflectView({ table, texts, uid, typing, commit, announce }) {
  const id = `${uid}-answer`;
  const { starters, total } = table;
  const area = make("textarea", { id, rows: starters.length ? "12" : "5" });
  area.addEventListener("input", typing);
  const title = make("label", { for: id }, say(texts, "ui.reflect.label"));
  const begin = starters.map((text) => {
    const button = make("button", { type: "button", class: "quiet" }, `${text} …`);
    button.addEventListener("click", () => {
      area.focus();
      const apart = /\S$/.test(area.value.slice(0, area.selectionStart)) ? " " : "";
      // Deprecated, and the one way that leaves it to be undone.
      document.execCommand("insertText", false, `${apart}${text} `);
    });
    return button;
  });
  const help = make("p", { class: "ways" }, say(texts, "ui.reflect.starters"), ...begin);
  /** @type {{box: HTMLInputElement, part: string}[]} */
  const boxes = [];
  const sum = make("strong", { class: "sum" });
  /**
   * @param {string} part
   * @param {string} value
   * @param {string} words
   */
  function option(part, value, words) {
    const box = make("input", { type: total ? "radio" : "checkbox", name: uid + part, value });
    box.addEventListener("change", () => {
      commit(read());
      if (total) announce(`${sum.textContent}`);
    });
    boxes.push({ box, part });
    return make("label", {}, box, make("span", {}, words));
  }
  const rows = table.criteria.map(({ id: part, text, points }) => {
    if (!total) return make("div", { class: "option" }, option(part, part, text));
    const levels = LEVELS.map((level) => option(part, level, say(texts, `ui.reflect.level.${level}`)));
    const legend = make("legend", {}, `${text} (${points})`);
    return make("fieldset", { class: "sentence" }, legend, make("div", { class: "modes" }, ...levels));
  });
  const grid = make(
    "fieldset",
    { class: "grid" },
    make("legend", {}, say(texts, total ? "ui.reflect.levels" : "ui.reflect.grid")),
    ...rows,
    total ? sum : "",
  );
  const compare = make(
    "div",
    { class: "model", hidden: true },
    make("p", { class: "evidence-title" }, say(texts, "ui.reflect.model")),
    make("p", {}, table.model),
    grid,
  );
  function read() {
    const chosen = boxes.filter(({ box }) => box.checked);
    const levels = Object.fromEntries(chosen.map(({ box, part }) => [part, box.value]));
    return { text: area.value, ...(total ? { levels } : { ticked: Object.keys(levels) }) };
  }
  return {
    root: make("div", {}, starters.length ? help : "", title, area, compare),
    needsCheck: true,
    checkLabel: say(texts, "ui.reflect.compare"),
    keeps: true,
    read,
    write(response) {
      const { text, ticked, levels } = /** @type {any} */ (response) ?? {};
      const shown = typeof text === "string" ? text : "";
      if (area.value !== shown) area.value = shown;
      for (const { box, part } of boxes) {
        box.checked = total ? levels?.[part] === box.value : isIdList(ticked) && ticked.includes(part);
      }
    },
    mark(outcome) {
      compare.hidden = outcome?.status !== "open";
      sum.textContent = sumWords(table, outcome, texts);
    },
  };
}

/**
 * Say what was written; where criteria have points, what writers give themselves for each.
 * @param {ReflectTable} table
 * @param {any} response
 * @param {import("../types.js").Texts} texts
 */
function reflectWords(table, response, texts) {
  const outcome = /** @type {any} */ (reflectGrade(table, response));
  const { levels } = outcome;
  const rows = table.criteria.map(
    (row) => levels && `${row.text} ${ofTotal(worth(row, levels), row.points)}`,
  );
  return [response?.text, ...rows, sumWords(table, outcome, texts)].filter(Boolean).join("\n   ");
}

// Answer in free words, then compare with a model: never scored.
register({ name: "reflect", grade: reflectGrade, view: reflectView, words: reflectWords });
