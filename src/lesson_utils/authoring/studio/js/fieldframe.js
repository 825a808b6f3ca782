/** What every field of a form has around it: its name, a sentence of help, what is wrong with it. */

import { make, nextUid } from "../../../browser/dom.js";
import { isMapping } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Path} Path
 *
 * What fields share: `languages` are those shown; `changed` hears each change; `left` that a field
 * was left; `quiet` while what was never touched is not to be scolded; `item` is the whole as it is.
 * @typedef {object} FormContext
 * @property {import("./types.js").Studio} studio
 * @property {string[]} languages
 * @property {() => void} changed
 * @property {() => void} left
 * @property {() => boolean} quiet
 * @property {(field: Field, owner: any, context: FormContext) => FieldView} field makes a field
 *
 * `read` gives the entries of the mapping around it, undefined where one is not to be there; `find`
 * the view that a path inside the field leads to; `spoken` whether it may be said what is wrong.
 * @typedef {object} FieldView
 * @property {HTMLElement} root
 * @property {string} label
 * @property {() => Record<string, any>} read
 * @property {(path: Path) => FieldView} find
 * @property {(words: string[], notices?: string[]) => void} tell what is wrong, and what is worth knowing
 * @property {() => void} focus
 * @property {() => boolean} spoken
 * @property {() => FieldView[]} parts
 */

/**
 * Frame a field.
 * @param {Field} field
 * @param {FormContext} context
 * @param {boolean} set whether it has several controls, and so is a group with a legend
 */
export function fieldFrame(field, context, set) {
  const { studio } = context;
  const uid = nextUid();
  const optional = make("span", { class: "field-optional" }, ` (${studio.say("studio.form.optional")})`);
  const name = make("span", { class: "field-name" }, field.label, field.required || field.kind === "flag" ? "" : optional);
  const help = make("p", { class: "field-help", id: `${uid}-help`, hidden: !field.help }, field.help);
  const told = make("p", { class: "field-told", id: `${uid}-told`, hidden: true });
  const trouble = make("ul", { class: "field-trouble", id: `${uid}-trouble`, hidden: true });
  const body = make("div", { class: "field-body" });
  const title = set
    ? make("legend", { id: `${uid}-name` }, name)
    : make("label", { for: uid, id: `${uid}-name` }, name);
  /** @type {HTMLElement} */
  const root = make(set ? "fieldset" : "div", { class: `field field-${field.kind}` }, title, help, body, trouble, told);
  /** @type {Set<HTMLElement>} */
  const controls = new Set();
  let touched = false;
  let wrong = false;

  function describe() {
    const ids = [field.help && help.id, !trouble.hidden && trouble.id, !told.hidden && told.id];
    const said = ids.filter(Boolean).join(" ");
    for (const control of set ? [root] : controls) {
      if (said) control.setAttribute("aria-describedby", said);
      else control.removeAttribute("aria-describedby");
    }
    for (const control of controls) control.toggleAttribute("aria-invalid", false);
    if (wrong) for (const control of controls) control.setAttribute("aria-invalid", "true");
    root.classList.toggle("is-wrong", wrong);
  }

  // What moves within the field does not leave it.
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (root.contains(/** @type {Node | null} */ (relatedTarget)) || touched) return;
    touched = true;
    context.left();
  });

  return {
    root,
    body,
    uid,
    /** @param {HTMLElement} control what is written or chosen in */
    control(control) {
      controls.add(control);
      describe();
    },
    /** @param {string} words what is worth knowing, wrong or not */
    note(words) {
      told.textContent = words;
      told.hidden = !words;
      describe();
    },
    /** @param {string[]} words @param {string[]} [notices] */
    tell(words, notices = []) {
      wrong = words.length > 0;
      trouble.hidden = !wrong && !notices.length;
      const notice = (/** @type {string} */ each) => make("li", { class: "notice" }, each);
      trouble.replaceChildren(...words.map((each) => make("li", {}, each)), ...notices.map(notice));
      describe();
    },
    spoken: () => touched || !context.quiet(),
    /** Say that it has been worked on: what is wrong is said at once. */
    touch() {
      touched = true;
    },
  };
}

/**
 * Give a view of a field that has no fields inside.
 * @param {Field} field
 * @param {ReturnType<typeof fieldFrame>} frame
 * @param {{read: () => Record<string, any>, focus: () => void}} own
 * @returns {FieldView}
 */
export function plainView(field, frame, own) {
  /** @type {FieldView} */
  const view = {
    root: frame.root,
    label: field.label,
    tell: frame.tell,
    spoken: frame.spoken,
    find: () => view,
    parts: () => [],
    ...own,
  };
  return view;
}

/**
 * Show what stands in a field that its form cannot hold: as text, untouched until it is replaced.
 * @param {Field} field
 * @param {any} value
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function oddView(field, value, context) {
  const { studio } = context;
  const frame = fieldFrame(field, context, true);
  /** @type {FieldView | null} */
  let fresh = null;
  const shown = make("pre", { class: "field-odd", tabindex: "0", "aria-label": field.label }, odd(value));
  const replace = make("button", { type: "button" }, studio.say("studio.form.odd.replace"));
  const back = make("button", { type: "button", hidden: true }, studio.say("studio.form.odd.back"));
  replace.addEventListener("click", () => {
    fresh = context.field(field, {}, context);
    frame.body.replaceChildren(back, fresh.root);
    back.hidden = false;
    context.changed();
    fresh.focus();
  });
  back.addEventListener("click", () => {
    fresh = null;
    frame.body.replaceChildren(make("p", {}, studio.say("studio.form.odd")), shown, replace);
    context.changed();
    replace.focus();
  });
  frame.body.append(make("p", {}, studio.say("studio.form.odd")), shown, replace);
  /** @type {FieldView} */
  const view = {
    root: frame.root,
    label: field.label,
    tell: frame.tell,
    spoken: () => true,
    read: () => fresh?.read() ?? { [field.name]: value },
    find: (path) => fresh?.find(path) ?? view,
    parts: () => (fresh ? [fresh] : []),
    focus: () => (fresh ? fresh.focus() : replace.focus()),
  };
  return view;
}

/** Longer nonsense is not shown whole. */
const MOST_ODD = 2000;

/** @param {any} value */
function odd(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 1);
  const bare = isMapping(value) || Array.isArray(value) ? text.replace(/^[[\]{}],?\n?|["[\]{}]/gm, "") : text;
  return bare.length > MOST_ODD ? `${bare.slice(0, MOST_ODD)}…` : bare;
}
