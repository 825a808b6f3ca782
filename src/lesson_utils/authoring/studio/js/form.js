/** A form made from what validates the files: value in, value out. */

import { make, nextUid, same } from "../../../browser/dom.js";
import { choiceField, dateField, flagField, numberField } from "./fieldchoices.js";
import { oddView } from "./fieldframe.js";
import { localizedField, textField } from "./fieldtexts.js";
import { byName, groupField, listField, viewAt } from "./parts.js";
import { passageField, passagesField } from "./passagefields.js";
import { isBlank, isMapping, isScalar, valueIn, withFields } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Path} Path
 * @typedef {import("./types.js").Trouble} Trouble
 * @typedef {import("./fieldframe.js").FieldView} FieldView
 * @typedef {{fields: Field[], value: () => any, show: (troubles: Trouble[]) => void, speak: () => void,
 *   focus: (path: Path) => void, root: HTMLElement, end: () => void}} MountedForm
 */

/** @type {Record<string, (field: Field, owner: any, context: any) => FieldView>} */
const fieldMakers = {
  text: textField,
  localized: localizedField,
  choice: choiceField,
  flag: flagField,
  integer: numberField,
  number: numberField,
  date: dateField,
  passage: passageField,
  passages: passagesField,
  list: listField,
  group: groupField,
};

/**
 * Tell whether a field's form can hold what a file has there.
 * @param {Field} field
 * @param {any} owner
 */
function holds(field, owner) {
  if (field.spread) {
    const quote = valueIn(owner, ["quote"]);
    const several = field.kind === "passages" && Array.isArray(quote) && quote.every(isScalar);
    return quote === undefined || quote === null || isScalar(quote) || several;
  }
  const value = valueIn(owner, [field.name]);
  if (value === undefined || value === null) return true;
  const anchor = (/** @type {any} */ one) => isScalar(one) || (isMapping(one) && isScalar(one.quote));
  switch (field.kind) {
    case "localized":
      return isScalar(value) || (isMapping(value) && Object.values(value).every((text) => isScalar(text) || text === null));
    case "flag":
      return typeof value === "boolean";
    case "passage":
      return anchor(value);
    case "passages":
      return Array.isArray(value) ? value.every(anchor) : anchor(value);
    case "list":
      return Array.isArray(value);
    case "group":
      return isMapping(value) || (field.bare !== undefined && isScalar(value));
    default:
      return isScalar(value);
  }
}

/**
 * Make the view of a field.
 * @param {Field} field
 * @param {any} owner the mapping that it stands in
 * @param {import("./fieldframe.js").FormContext} context
 * @returns {FieldView}
 */
function fieldView(field, owner, context) {
  const maker = fieldMakers[field.kind] ?? textField;
  if (holds(field, owner)) return keepingForm(maker(field, owner, context), owner);
  return oddView(field, field.spread ? owner.quote : owner[field.name], context);
}

/**
 * Let a view whose field is as it was in the beginning give what the file has, to the letter.
 * @param {FieldView} view
 * @param {any} owner
 * @returns {FieldView}
 */
function keepingForm(view, owner) {
  const { read } = view;
  const first = read();
  const names = Object.keys(first);
  const original = Object.fromEntries(names.map((name) => [name, valueIn(owner, [name])]));
  view.read = () => {
    const now = read();
    return same(now, first) ? original : now;
  };
  return view;
}

/**
 * Show a form.
 * @param {HTMLElement} host
 * @param {{form: import("./types.js").Form, value: any, languages: string[],
 *   studio: import("./types.js").Studio, change: (value: any) => void, pathPrefix?: Path,
 *   fresh?: boolean}} setting `fresh`: nobody has written it yet, and nothing is scolded unread
 * @returns {MountedForm}
 */
export function mountForm(host, { form, value, languages, studio, change, pathPrefix = [], fresh = false }) {
  const whole = isMapping(value) || value === undefined || value === null;
  /** @type {Trouble[]} */
  let told = [];
  let quiet = fresh;
  let ready = false;
  /** @type {import("./fieldframe.js").FormContext} */
  const context = {
    studio,
    languages,
    changed: () => ready && change(read()),
    // After the focus has gone where it goes: what is being clicked stays where it is.
    left: () => ready && setTimeout(tell),
    quiet: () => quiet,
    field: fieldView,
  };
  // What is no mapping at all has no fields: it is shown, and may be replaced.
  const asWhole = /** @type {Field} */ ({ ...form, kind: "group", name: "whole", required: true, long: false });
  const fields = whole ? form.fields : [asWhole];
  const owner = whole ? (value ?? {}) : { whole: value };
  const views = fields.map((field) => fieldView(field, owner, context));
  const named = byName(fields, views);
  const summaryId = nextUid();
  const summary = make("div", { class: "form-summary", role: "group", "aria-labelledby": summaryId, hidden: true });
  const root = make("div", { class: "studio-form" }, ...views.map((view) => view.root), summary);
  let summed = "";
  summary.addEventListener("focusout", () => setTimeout(tell));
  host.append(root);
  ready = true;

  function read() {
    if (!whole) return views[0].read().whole;
    return withFields(value, views.map((view) => view.read()));
  }

  /** @param {Path} path */
  function inside(path) {
    const within = same(path.slice(0, pathPrefix.length), pathPrefix) ? path.slice(pathPrefix.length) : path;
    return viewAt(named, whole ? within : ["whole", ...within]);
  }

  /** @param {FieldView[]} some @returns {FieldView[]} */
  const every = (some) => some.flatMap((view) => [view, ...every(view.parts())]);

  function tell() {
    /** @type {Map<FieldView | null, string[]>} */
    const at = new Map();
    /** @type {Map<FieldView | null, string[]>} */
    const noted = new Map();
    for (const { path, words, notice } of told) {
      const view = inside(path);
      if (notice) noted.set(view, [...(noted.get(view) ?? []), words]);
      else if (view ? view.spoken() : !quiet) at.set(view, [...new Set([...(at.get(view) ?? []), words])]);
    }
    for (const view of every(views)) view.tell(at.get(view) ?? [], noted.get(view));
    const order = [...every(views), null].filter((view) => at.has(view));
    const lines = order.flatMap((view) => (at.get(view) ?? []).map((words) => ({ view, words })));
    summary.hidden = !lines.length;
    const now = JSON.stringify(lines.map(({ words }) => words));
    // Who is on a link of it stays where they are.
    if (now === summed || summary.contains(document.activeElement)) return;
    summed = now;
    const title = studio.say("studio.form.summary", { count: lines.length });
    const items = lines.map(({ view, words }) => {
      if (!view) return make("li", {}, words);
      const label = view.root.querySelector(".field-name")?.textContent ?? view.label;
      const link = make("button", { type: "button", class: "form-link" }, label);
      link.addEventListener("click", () => show(view));
      return make("li", {}, link, ` – ${words}`);
    });
    summary.replaceChildren(make("p", { id: summaryId }, title), make("ul", {}, ...items));
  }

  /** @param {FieldView} view */
  function show(view) {
    view.root.scrollIntoView({ block: "nearest" });
    view.focus();
  }

  return {
    root,
    fields,
    value: read,
    show(troubles) {
      told = troubles;
      tell();
    },
    /** Nothing is kept back any more: it was to be kept. */
    speak() {
      quiet = false;
      tell();
    },
    focus(path) {
      const view = path.length ? inside(path) : (firstEmpty(fields, views, read()) ?? views[0]);
      if (view) show(view);
    },
    end: () => root.remove(),
  };
}

/**
 * Give the first field where something has to be written.
 * @param {Field[]} fields
 * @param {FieldView[]} views
 * @param {any} value
 */
function firstEmpty(fields, views, value) {
  const at = fields.findIndex((field) => field.required && isBlank(valueIn(value, [field.spread ? "quote" : field.name])));
  return at < 0 ? null : views[at];
}
