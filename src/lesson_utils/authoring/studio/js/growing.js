/** A choice that is not in the list yet is added where it is needed. */

import { make, ownKeys } from "../../../browser/dom.js";
import { anyText, isBlank, valueIn, withFields } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./fieldframe.js").FormContext} FormContext
 */

/**
 * Offer to add to the list that a field's choices come from.
 * @param {Field} field
 * @param {FormContext} context
 * @param {(choice: {value: any, label: string}, here: boolean) => void} added hears what can be chosen now,
 *   and whether the focus is here still
 * @returns {{root: HTMLElement, focus: () => void} | null} null where the list is a closed one
 */
export function growingChoice(field, context, added) {
  const { studio } = context;
  const { say } = studio;
  const { grows } = field;
  if (!grows) return null;
  const { file, path, fields } = grows;
  if (!fields.length) {
    const go = make("button", { type: "button" }, say("studio.form.choice.elsewhere"));
    go.addEventListener("click", () => studio.lead(file, []));
    return { root: make("p", { class: "form-actions" }, go), focus: () => go.focus() };
  }
  const said = make("p", { class: "field-told", role: "status", hidden: true });
  const place = make("div", { class: "choice-new-fields" });
  const keep = make("button", { type: "button" }, say("studio.form.choice.add"));
  const root = make("details", { class: "choice-new" }, make("summary", {}, say(`studio.form.choice.new.${field.name}`)), place, make("p", { class: "form-actions" }, keep), said);
  root.open = !field.choices?.length;
  /** @type {import("./fieldframe.js").FieldView[]} */
  let views = [];
  let busy = false;

  function lay() {
    // It is no part of the item around it: nothing of it is tried or kept with that.
    const own = { ...context, changed() {}, left() {}, quiet: () => true };
    views = fields.map((each) => context.field(each, {}, own));
    place.replaceChildren(...views.map((view) => view.root));
  }

  /** @param {string} words */
  function tell(words) {
    said.textContent = words;
    said.hidden = !words;
  }

  const written = () => withFields({}, views.map((view) => view.read()));

  async function add() {
    const value = written();
    const { language, languages } = studio.lesson;
    const label = fields.map(({ name }) => anyText(valueIn(value, [name]), [language, ...languages])).find(Boolean) ?? "";
    if (isBlank(value) || !label.trim()) {
      tell(say("studio.form.choice.blank"));
      views[0].focus();
      return;
    }
    const { name: id } = await studio.ask("id", { file, text: label });
    const list = valueIn(studio.lesson.files.find(({ name }) => name === file)?.value, path);
    const whole = { id, ...value };
    const end = Array.isArray(list) ? list.length : 0;
    /** @type {Omit<import("./types.js").Change, "key">} */
    const change = Array.isArray(list) ? { file, act: "insert", path: [...path, end], value: whole } : { file, act: "set", path, value: [whole] };
    const saved = await studio.save([change], say("studio.form.saved.new", { title: label }));
    if (saved.status !== "saved") {
      tell(saved.words || say("studio.form.failed"));
      return;
    }
    tell("");
    const here = root.contains(document.activeElement);
    root.open = false;
    lay();
    added({ value: id, label }, here);
    studio.announce(say("studio.form.choice.added", { label }));
  }

  async function start() {
    if (busy) return;
    busy = true;
    try {
      await add();
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
    busy = false;
  }

  keep.addEventListener("click", start);
  const key = ownKeys((event) => {
    if (event.key !== "Enter" || !(event.target instanceof Element) || !event.target.matches("input[type=text], textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    start();
  });
  place.addEventListener("keydown", key);
  // A name that was written and left is meant: it would be lost otherwise.
  root.addEventListener("focusout", () =>
    setTimeout(() => {
      if (root.isConnected && !root.contains(document.activeElement) && !isBlank(written())) start();
    }),
  );
  lay();
  return {
    root,
    focus() {
      root.open = true;
      views[0].focus();
    },
  };
}
