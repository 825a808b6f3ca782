/** Fields in which something is chosen, or a number or a date is typed. */

import { make } from "../../../browser/dom.js";
import { fieldFrame, plainView } from "./fieldframe.js";
import { growingChoice } from "./growing.js";
import { readTypedDate, readTypedNumber, writeNumber } from "./readings.js";
import { isScalar, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./fieldframe.js").FormContext} FormContext
 * @typedef {import("./fieldframe.js").FieldView} FieldView
 */

/** More choices than this are a list to open. */
const MOST_BUTTONS = 5;
/** No number and no date is as long. */
const MOST_TYPED = 60;

/**
 * Choose one of several: by buttons where they are few.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function choiceField(field, owner, context) {
  const { studio } = context;
  const original = valueIn(owner, [field.name]) ?? undefined;
  const known = field.choices ?? [];
  const strange = isScalar(original) && !known.some(({ value }) => value === original);
  const odd = { value: original, label: studio.say("studio.form.choice.odd", { value: String(original) }) };
  const none = { value: undefined, label: studio.say("studio.form.choice.none") };
  const choices = [...(field.required ? [] : [none]), ...known, ...(strange ? [odd] : [])];
  let chosen = original;
  /** @param {any} value */
  function choose(value) {
    chosen = value;
    context.changed();
  }
  const read = () => ({ [field.name]: chosen });
  const listed = /** @type {any} */ (field).listed === true;
  if (listed || known.length > MOST_BUTTONS) {
    const frame = fieldFrame(field, context, false);
    // Nothing is chosen by itself where something has to be.
    const offered = field.required && original === undefined ? [none, ...choices] : choices;
    const options = offered.map(({ label }, at) => make("option", { value: String(at) }, label));
    const select = make("select", { id: frame.uid, "aria-required": String(field.required) }, ...options);
    select.selectedIndex = offered.findIndex(({ value }) => value === original);
    select.addEventListener("change", () => choose(offered[select.selectedIndex]?.value));
    frame.control(select);
    const more = growingChoice(field, context, (choice, here) => {
      offered.push(choice);
      select.append(make("option", { value: String(offered.length - 1) }, choice.label));
      select.selectedIndex = offered.length - 1;
      choose(choice.value);
      if (here) select.focus();
    });
    frame.body.append(select, more?.root ?? "");
    return plainView(field, frame, { read, focus: () => select.focus() });
  }
  const frame = fieldFrame(field, context, true);
  const more = growingChoice(field, context, (choice, here) => {
    const button = offer(choice);
    buttons.push(button);
    button.checked = true;
    choose(choice.value);
    if (here) button.focus();
  });
  frame.body.append(more?.root ?? "");

  /** @param {{value: any, label: string}} choice */
  function offer({ value, label }) {
    const button = make("input", { type: "radio", name: frame.uid });
    button.checked = value === original;
    button.addEventListener("change", () => choose(value));
    frame.control(button);
    frame.body.insertBefore(make("label", { class: "choice" }, button, label), more?.root ?? null);
    return button;
  }
  const buttons = choices.map(offer);
  // A group is as wrong as its buttons, which cannot say so themselves.
  const focus = () => (buttons.find((button) => button.checked) ?? buttons[0] ?? more)?.focus();
  return plainView(field, frame, { read, focus });
}

/**
 * Say yes or no.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function flagField(field, owner, context) {
  const frame = fieldFrame(field, context, false);
  const original = valueIn(owner, [field.name]);
  const box = make("input", { id: frame.uid, type: "checkbox" });
  box.checked = original === true;
  if (field.sole) box.dataset.sole = field.name;
  box.addEventListener("change", () => {
    if (field.sole && box.checked) untickOthers(box, context.studio);
    context.changed();
  });
  frame.control(box);
  frame.root.prepend(box);
  return plainView(field, frame, {
    read() {
      if (box.checked === (original === true)) return { [field.name]: original };
      return { [field.name]: box.checked || (field.required ? false : undefined) };
    },
    focus: () => box.focus(),
  });
}

/**
 * Untick what is ticked in the other parts of a list, of which one alone may be.
 * @param {HTMLInputElement} box
 * @param {import("./types.js").Studio} studio
 */
function untickOthers(box, studio) {
  const mine = box.closest(".part");
  for (const part of mine?.parentElement?.children ?? []) {
    const other = /** @type {HTMLInputElement | null} */ (part === mine ? null : part.querySelector(`[data-sole="${box.dataset.sole}"]`));
    if (!other?.checked) continue;
    other.checked = false;
    studio.announce(studio.say("studio.form.part.unticked", { part: part.querySelector(".field-name")?.textContent ?? "" }));
  }
}

/**
 * Type something that is understood as something else, which is told.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @param {{shown: string, mode: string, understand: (text: string) => {value: any, words: string} | string}}
 *   reading `understand` gives what is wrong as words
 * @returns {FieldView}
 */
function understoodField(field, owner, context, { shown, mode, understand }) {
  const frame = fieldFrame(field, context, false);
  const original = valueIn(owner, [field.name]);
  const input = make("input", {
    id: frame.uid, type: "text", inputmode: mode, autocomplete: "off", maxlength: String(MOST_TYPED),
    "aria-required": String(field.required), class: "field-short",
  }); // prettier-ignore
  input.value = shown;
  const read = () => {
    const text = input.value.trim();
    if (input.value === shown) return original;
    const found = text ? understand(text) : undefined;
    return typeof found === "object" ? found.value : text || undefined;
  };
  function say() {
    const text = input.value.trim();
    const found = text ? understand(text) : "";
    frame.note(typeof found === "object" ? found.words : found);
  }
  input.addEventListener("input", () => {
    say();
    context.changed();
  });
  say();
  frame.control(input);
  frame.body.append(input);
  return plainView(field, frame, {
    read: () => ({ [field.name]: read() }),
    focus: () => input.focus(),
  });
}

/**
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function numberField(field, owner, context) {
  const { say, lesson } = context.studio;
  const whole = field.kind === "integer";
  const shown = writeNumber(valueIn(owner, [field.name]), lesson.language);
  return understoodField(field, owner, context, {
    shown,
    mode: whole ? "numeric" : "decimal",
    understand(text) {
      const value = readTypedNumber(text, lesson.language);
      if (value === null) return say("studio.form.number.odd");
      if (whole && !Number.isInteger(value)) return say("studio.form.number.whole");
      const plain = text === writeNumber(value, lesson.language);
      const words = value.toLocaleString(lesson.language, { maximumFractionDigits: 12 });
      return { value, words: plain ? "" : say("studio.form.number.read", { number: words }) };
    },
  });
}

/**
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function dateField(field, owner, context) {
  const { say, lesson } = context.studio;
  const original = valueIn(owner, [field.name]);
  return understoodField(field, owner, context, {
    shown: isScalar(original) ? String(original) : "",
    mode: "text",
    understand(text) {
      const found = readTypedDate(text, lesson.language);
      return found ? { value: found.written, words: found.words } : say("studio.form.date.odd");
    },
  });
}
