import { asWritten, make, say } from "../../browser/dom.js";
import { noteFor } from "../notes.js";
import { isNear } from "../judging/nearness.js";
import { feedbackOf, isEarned, isEmpty, isIdMapping, nothing } from "../outcomes.js";
import { typedInput } from "../typed.js";
import { judge, plain } from "../judging/wording.js";
import { register } from "../registry.js";

/**
 * Grade a mapping from gap id to what was typed: a point for each accepted wording.
 * @param {import("../tables.js").ClozeTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function clozeGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (!isIdMapping(response)) return nothing("malformed");
  const known = new Set(table.gaps.map((gap) => gap.id));
  if (!Object.keys(response).every((id) => known.has(id))) return nothing("unknown");
  if (!table.gaps.every(({ id }) => plain(response[id] ?? ""))) return nothing("incomplete");
  /** @type {Record<string, import("../types.js").Verdict>} */
  const parts = {};
  for (const { id, accepted } of table.gaps) {
    const verdict = judge(response[id], accepted);
    const elsewhere = table.gaps.filter((gap) => gap.id !== id).flatMap((gap) => gap.accepted);
    const slip = verdict === "wrong" && isNear(response[id], accepted, elsewhere);
    parts[id] = slip ? "near" : verdict;
  }
  const score = Object.values(parts).filter(isEarned).length;
  return {
    status: "scored",
    score,
    maximum: table.maximum,
    correct: score === table.maximum,
    parts,
    feedback: feedbackOf(table.gaps, (id) => parts[id] === "wrong"),
  };
}

/**
 * Show the passage with a text field in each gap, all of one width: it must not tell the word.
 * @param {import("../types.js").Context<import("../tables.js").ClozeTable>} context
 * @returns {import("../types.js").View}
 */
export function clozeView({ table, texts, uid, articleLanguage, typing, submit }) {
  const passage = make("p", { class: "cloze", ...asWritten(articleLanguage) });
  const notes = make("ul", { class: "notes" });
  const size = Math.max(8, ...table.gaps.map((gap) => gap.text.length + 2));
  /** @type {Map<string, {input: HTMLInputElement, note: import("../notes.js").Note}>} */
  const rows = new Map();
  table.gaps.forEach((gap, index) => {
    const label = say(texts, "ui.cloze.gap", { number: index + 1, count: table.gaps.length });
    const input = typedInput(typing, submit, { lang: articleLanguage, "aria-label": label });
    input.style.width = `${size}ch`;
    const note = noteFor(input, `${uid}-${gap.id}-note`, texts, `${index + 1}. `, { wrong: "ui.verdict.notyet" });
    rows.set(gap.id, { input, note });
    const number = make("span", { class: "gap-number", "aria-hidden": "true" }, `${index + 1}`);
    passage.append(table.pieces[index], make("span", { class: "gap" }, number, input));
    notes.append(make("li", {}, note.root));
  });
  passage.append(table.pieces[table.gaps.length]);
  return {
    root: make("div", {}, passage, notes),
    needsCheck: true,
    read() {
      const typed = [...rows].filter(([, { input }]) => input.value);
      return Object.fromEntries(typed.map(([id, { input }]) => [id, input.value]));
    },
    write(response) {
      for (const [id, { input }] of rows) {
        input.value = (isIdMapping(response) && response[id]) || "";
      }
    },
    mark(outcome) {
      notes.hidden = !outcome;
      for (const gap of table.gaps) rows.get(gap.id)?.note.show(outcome, gap.id, gap.text);
    },
  };
}

/**
 * Say what was typed, gap by gap.
 * @param {import("../tables.js").ClozeTable} table
 * @param {any} response
 */
function clozeWords(table, response) {
  return table.gaps.map((gap) => response?.[gap.id] ?? "…").join("; ");
}

// Fill the gaps of a quoted passage.
register({
  name: "cloze",
  grade: clozeGrade,
  view: clozeView,
  words: clozeWords,
});
