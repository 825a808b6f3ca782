import { make, ownKeys, say } from "../browser/dom.js";
import { noteFor } from "./notes.js";
import { feedbackOf, isEmpty, nothing } from "./outcomes.js";

/**
 * What the types with options share: single and truefalse (one option), multiple (several).
 *
 * @typedef {import("./types.js").Context<import("./tables.js").ChoiceTable>} Context
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Scored} Scored
 * @typedef {import("./tables.js").ChoiceTable} Table
 * @typedef {import("./types.js").View} View
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
 * @param {() => void} changed
 * @returns {{root: HTMLElement, inputs: Map<string, HTMLInputElement>, mark: View["mark"]}}
 */
export function optionList({ table, texts, uid }, type, changed) {
  /** @type {Map<string, HTMLInputElement>} */
  const inputs = new Map();
  /** @type {Map<string, import("./notes.js").Note>} */
  const notes = new Map();
  const root = make("div", { class: "options" });
  for (const option of table.options) {
    const input = make("input", { type, name: uid, value: option.id });
    input.addEventListener("change", changed);
    const note = noteFor(input, `${uid}-${option.id}`, texts);
    inputs.set(option.id, input);
    notes.set(option.id, note);
    const label = make("label", {}, input, make("span", { dir: "auto" }, option.text));
    root.append(make("div", { class: "option" }, label, note.root));
  }
  return {
    root,
    inputs,
    mark(outcome) {
      for (const [id, note] of notes) note.show(outcome, id);
    },
  };
}

/**
 * Show options of which one is chosen. Choosing is answering; with arrow keys one passes options on
 * the way, so there Enter or Space answers, or going on to another question.
 * @param {Context} context
 * @returns {View}
 */
export function choiceView(context) {
  let byArrow = false;
  let passing = false;
  const keys = make("p", { class: "how", role: "status" });
  const list = optionList(context, "radio", () => {
    if (byArrow) {
      pass(true);
      context.changed();
    } else answer();
  });
  function read() {
    return [...list.inputs.values()].find((input) => input.checked)?.value ?? null;
  }
  /** @param {boolean} on whether options are passed, and none is an answer yet */
  function pass(on) {
    passing = on;
    keys.textContent = on ? say(context.texts, "ui.choice.enter") : "";
  }
  function answer() {
    pass(false);
    context.commit(read());
    context.settle();
  }
  const key = ownKeys((event) => {
    byArrow = event.key.startsWith("Arrow");
    if (passing && (event.key === "Enter" || event.key === " ")) answer();
  });
  list.root.addEventListener("keydown", key);
  list.root.addEventListener("pointerdown", () => {
    byArrow = false;
  });
  return {
    root: make("div", {}, list.root, keys),
    needsCheck: false,
    left() {
      if (passing) answer();
    },
    busy: () => passing,
    read,
    write(response) {
      pass(false);
      for (const [id, input] of list.inputs) input.checked = id === response;
    },
    mark: list.mark,
  };
}

/**
 * Say one or several options in words, for a summary.
 * @param {Table} table
 * @param {unknown} response
 * @returns {string}
 */
export function choiceWords(table, response) {
  const chosen = Array.isArray(response) ? response : [response];
  return table.options
    .filter(({ id }) => chosen.includes(id))
    .map(({ text }) => text)
    .join("; ");
}
