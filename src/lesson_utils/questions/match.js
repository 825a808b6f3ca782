import { make, say } from "../widgets/js/dom.js";
import { feedbackOf, isEmpty, isIdMapping, nothing } from "./outcomes.js";

/**
 * Grade a mapping from left id to right id: a point for each left side with its right one.
 * @param {import("../widgets/js/types.js").Table} table
 * @param {unknown} response
 * @returns {import("../widgets/js/types.js").Outcome}
 */
export function matchGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (!isIdMapping(response)) return nothing("malformed");
  const lefts = new Set(table.lefts.map((left) => left.id));
  const rights = new Set(table.rights.map((right) => right.id));
  const pairs = Object.entries(response);
  if (!pairs.every(([left, right]) => lefts.has(left) && rights.has(right))) {
    return nothing("unknown");
  }
  if (pairs.length < lefts.size) return nothing("incomplete");
  /** @type {Record<string, import("../widgets/js/types.js").Verdict>} */
  const parts = {};
  for (const { id } of table.lefts) parts[id] = response[id] === table.key[id] ? "right" : "wrong";
  const score = Object.values(parts).filter((verdict) => verdict === "right").length;
  return {
    status: "scored",
    score,
    maximum: table.maximum,
    correct: score === table.lefts.length,
    parts,
    feedback: feedbackOf(table.lefts, (id) => parts[id] === "wrong"),
  };
}

/**
 * Show each left side with a list of the right sides.
 * @param {import("../widgets/js/types.js").Context} context
 * @returns {import("../widgets/js/types.js").View}
 */
export function matchView({ table, texts, uid, withdraw }) {
  const root = make("div", { class: "pairs" });
  /** @type {Map<string, {select: HTMLSelectElement, note: HTMLElement}>} */
  const rows = new Map();
  for (const left of table.lefts) {
    const id = `${uid}-${left.id}`;
    const select = make(
      "select",
      { id },
      make("option", { value: "" }, say(texts, "ui.match.choose")),
      ...table.rights.map((right) => make("option", { value: right.id }, right.text)),
    );
    select.addEventListener("change", () => withdraw());
    const note = make("p", { class: "option-note", id: `${id}-note`, hidden: true });
    rows.set(left.id, { select, note });
    root.append(make("div", { class: "pair" }, make("label", { for: id }, left.text), select, note));
  }
  return {
    root,
    needsCheck: true,
    read() {
      const chosen = [...rows].filter(([, { select }]) => select.value);
      return Object.fromEntries(chosen.map(([id, { select }]) => [id, select.value]));
    },
    write(response) {
      for (const [id, { select }] of rows) {
        select.value = (isIdMapping(response) && response[id]) || "";
      }
    },
    mark(outcome) {
      for (const [id, { select, note }] of rows) {
        const verdict = outcome?.parts[id];
        const text = outcome?.feedback.find((part) => part.id === id)?.text ?? "";
        note.hidden = !verdict;
        note.className = `option-note ${verdict ?? ""}`;
        note.replaceChildren();
        select.removeAttribute("aria-describedby");
        if (!verdict) continue;
        select.setAttribute("aria-describedby", note.id);
        note.append(make("strong", {}, say(texts, `ui.verdict.${verdict}`)), text && ` ${text}`);
      }
    },
  };
}

/**
 * Match each left side with its right side.
 * @type {import("../widgets/js/types.js").QuestionType}
 */
export const matchType = { name: "match", grade: matchGrade, view: matchView };
