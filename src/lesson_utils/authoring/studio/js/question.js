/** What type a question is: each said in a sentence, with an example of what it asks. */

import { make, nextUid, same } from "../../../browser/dom.js";
import { isBlank, isMapping, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Form} Form
 * @typedef {import("./types.js").Studio} Studio
 */

/** Parts of two types are alike if they have this many fields of one name and kind in common. */
const ALIKE_FIELDS = 2;

/**
 * Give a question as one of another type, with all that fits it.
 * @param {any} value
 * @param {Form | null} from
 * @param {Form} to
 * @returns {{value: any, lost: Field[]}} `lost` are the fields that the new type has not
 */
export function asType(value, from, to) {
  const whole = isMapping(value) ? value : {};
  const theirs = new Map(to.fields.map((field) => [field.name, field]));
  /** @type {Record<string, any>} */
  const next = {};
  const lost = [];
  const own = new Map((from?.fields ?? []).map((field) => [field.name, field]));
  for (const [name, part] of Object.entries(whole)) {
    const [mine, its] = [own.get(name), theirs.get(name)];
    if (name === "type") next.type = to.name;
    else if (!mine || (its && fits(mine, its))) next[name] = mine && its?.item ? trimmed(part, mine, its) : part;
    else {
      const other = to.fields.find((field) => !own.has(field.name) && !(field.name in next) && alikeParts(mine, field));
      if (other) next[other.name] = trimmed(part, mine, other);
      else if (!isBlank(part)) lost.push(mine);
    }
  }
  return { value: { ...next, type: to.name }, lost };
}

/** @param {Field} mine @param {Field} its @returns {boolean} */
function fits(mine, its) {
  if (mine.kind === "group" && its.kind === "group") return same((mine.fields ?? []).map(({ name }) => name), (its.fields ?? []).map(({ name }) => name));
  if (mine.kind === "list" && its.kind === "list") return mine.item?.kind === its.item?.kind;
  return mine.kind === its.kind || (mine.kind === "integer" && its.kind === "number");
}

/** @param {Field} mine @param {Field} its */
function alikeParts(mine, its) {
  const [one, other] = [mine.item?.fields ?? [], its.item?.fields ?? []];
  const common = one.filter((field) => other.some(({ name, kind }) => name === field.name && kind === field.kind));
  return common.length >= ALIKE_FIELDS;
}

/**
 * Leave out of parts what the other type's parts have no field for.
 * @param {any} list
 * @param {Field} mine
 * @param {Field} its
 */
function trimmed(list, mine, its) {
  const [one, other] = [mine.item?.fields, its.item?.fields];
  if (!Array.isArray(list) || !one || !other) return list;
  const gone = one.filter(({ name }) => !other.some((field) => field.name === name)).map(({ name }) => name);
  return list.map((part) => (isMapping(part) ? Object.fromEntries(Object.entries(part).filter(([name]) => !gone.includes(name))) : part));
}

/**
 * Put a passage where a new question has it: as its evidence, or as what is asked about.
 * @param {Form} form
 * @param {any} value
 * @param {any} anchor
 * @returns {any}
 */
export function aboutPassage(form, value, anchor) {
  const { fields } = form;
  const spread = typeof anchor === "string" ? { quote: anchor } : anchor;
  const own = fields.find(({ kind, spread: inside }) => kind === "passage" && inside);
  const evidence = fields.find(({ kind }) => kind === "passages");
  const parts = fields.find(({ kind, item }) => kind === "list" && item?.fields?.some((field) => field.kind === "passage" && field.spread));
  const { evidence: given, ...rest } = value;
  const bare = same(given, anchor) ? rest : value;
  if (own) return isBlank(bare.quote) ? { ...bare, ...spread } : bare;
  if (evidence && (evidence.required || !parts?.required)) return isBlank(bare.evidence) ? { ...bare, [evidence.name]: anchor } : bare;
  return parts && isBlank(bare[parts.name]) ? { ...bare, [parts.name]: [spread] } : bare;
}

/**
 * Let one choose the type.
 * @param {Studio} studio
 * @param {() => any} value of the question now
 * @param {any} anchor of the passage that it is to be about; undefined for none
 * @param {(value: any) => void} change
 */
export function typeChooser(studio, value, anchor, change) {
  const { say } = studio;
  const uid = nextUid();
  const told = make("p", { class: "type-told", role: "status" });
  const other = make("button", { type: "button", "aria-expanded": "false", "aria-controls": uid });
  const now = make("p", { class: "form-actions type-now" }, other);
  const list = make("fieldset", { class: "types", id: uid }, make("legend", {}, say("studio.question.type")));
  /** What each type had when it was left, to be there on return. @type {Map<string, any>} */
  const left = new Map();
  /** The last change of type: nothing is lost by going through several. @type {{from: any, to: any} | null} */
  let last = null;
  /** @type {HTMLInputElement[]} */
  const buttons = [];

  /** @param {boolean} open */
  function unfold(open) {
    list.hidden = !open;
    other.setAttribute("aria-expanded", String(open));
  }

  for (const form of studio.lesson.forms.questions) {
    const button = make("input", { type: "radio", name: uid, value: form.name });
    const key = `studio.question.example.${form.name}`;
    const example = say(key);
    const said = make("span", { class: "type-said" }, make("b", {}, form.label), " ", form.help,
      example === key ? "" : make("span", { class: "type-example" }, example)); // prettier-ignore
    button.addEventListener("change", () => turn(form));
    buttons.push(button);
    list.append(make("label", { class: "choice type" }, button, said));
  }

  /** @param {Form} form */
  function turn(form) {
    const whole = last && same(last.to, value()) ? last.from : value();
    const from = studio.lesson.forms.questions.find(({ name }) => name === valueIn(whole, ["type"])) ?? null;
    if (from) left.set(from.name, whole);
    const next = asType(whole, from, form);
    // What only that type has, and was written before it was left, comes back.
    const had = left.get(form.name);
    for (const field of form.fields) {
      const old = valueIn(had, [field.name]);
      if (next.value[field.name] === undefined && old !== undefined) next.value[field.name] = old;
    }
    const names = next.lost.map(({ label }) => label).join(", ");
    told.textContent = names ? say("studio.question.lost", { fields: names }) : "";
    if (anchor !== undefined) next.value = aboutPassage(form, next.value, anchor);
    last = { from: whole, to: next.value };
    change(next.value);
  }

  other.addEventListener("click", () => {
    unfold(list.hidden === true);
    if (!list.hidden) (buttons.find((button) => button.checked) ?? buttons[0])?.focus();
  });

  return {
    root: make("div", { class: "type-chooser" }, now, list, told),
    focus: () => (buttons.find((button) => button.checked) ?? buttons[0])?.focus(),
    /** @param {string} type that the question has now */
    show(type) {
      const form = studio.lesson.forms.questions.find(({ name }) => name === type);
      for (const button of buttons) button.checked = button.value === type;
      now.hidden = !form;
      other.textContent = say("studio.question.other", { type: form?.label ?? type });
      if (!form) unfold(true);
      else if (!list.contains(document.activeElement)) unfold(false);
    },
  };
}
