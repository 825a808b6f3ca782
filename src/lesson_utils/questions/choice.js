import { make, say } from "../widgets/js/dom.js";
import { feedbackOf, isEmpty, nothing } from "./outcomes.js";

/**
 * What the types with options share: single and truefalse (one option), multiple (several).
 *
 * @typedef {import("../widgets/js/types.js").Context} Context
 * @typedef {import("../widgets/js/types.js").Outcome} Outcome
 * @typedef {import("../widgets/js/types.js").Scored} Scored
 * @typedef {import("../widgets/js/types.js").Table} Table
 * @typedef {import("../widgets/js/types.js").View} View
 */

/**
 * Grade an option id: one point for the right one.
 * @param {Table} table
 * @param {unknown} response
 * @returns {Outcome}
 */
export function choiceGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (typeof response !== "string") return nothing("malformed");
  const chosen = table.options.find((option) => option.id === response);
  if (!chosen) return nothing("unknown");
  return {
    status: "scored",
    score: chosen.correct ? 1 : 0,
    maximum: 1,
    correct: chosen.correct,
    parts: { [response]: chosen.correct ? "right" : "wrong" },
    feedback: feedbackOf(table.options, (id) => id === response),
  };
}

/**
 * Show options with their feedback under them.
 * @param {Context} context
 * @param {"radio" | "checkbox"} type
 * @param {{changed: () => void}} on
 * @returns {{root: HTMLElement, inputs: Map<string, HTMLInputElement>, mark: View["mark"]}}
 */
export function optionList({ table, texts, uid }, type, on) {
  /** @type {Map<string, HTMLInputElement>} */
  const inputs = new Map();
  /** @type {Map<string, HTMLElement>} */
  const notes = new Map();
  const root = make("div", { class: "options" });
  for (const option of table.options) {
    const noteId = `${uid}-${option.id}`;
    const input = make("input", { type, name: uid, value: option.id });
    input.addEventListener("change", () => on.changed());
    const note = make("p", { class: "option-note", id: noteId, hidden: true });
    inputs.set(option.id, input);
    notes.set(option.id, note);
    const label = make("label", {}, input, make("span", {}, option.text));
    root.append(make("div", { class: "option" }, label, note));
  }
  return {
    root,
    inputs,
    mark(outcome) {
      for (const [id, note] of notes) {
        const verdict = outcome?.parts[id];
        const text = outcome?.feedback.find((item) => item.id === id)?.text ?? "";
        note.hidden = !verdict;
        note.className = `option-note ${verdict ?? ""}`;
        note.replaceChildren();
        const input = /** @type {HTMLInputElement} */ (inputs.get(id));
        input.removeAttribute("aria-describedby");
        if (!verdict) continue;
        input.setAttribute("aria-describedby", note.id);
        note.append(make("strong", {}, say(texts, `ui.verdict.${verdict}`)), ` ${text}`);
      }
    },
  };
}

/**
 * Show options of which one is chosen; choosing is answering.
 * @param {Context} context
 * @returns {View}
 */
export function choiceView(context) {
  const list = optionList(context, "radio", { changed: () => context.commit(read()) });
  function read() {
    return [...list.inputs.values()].find((input) => input.checked)?.value ?? null;
  }
  return {
    root: list.root,
    needsCheck: false,
    read,
    write(response) {
      for (const [id, input] of list.inputs) input.checked = id === response;
    },
    mark: list.mark,
  };
}
