/** Fields with fields inside: some together, or a list of parts to be put in order. */

import { make } from "../../../browser/dom.js";
import { fieldFrame } from "./fieldframe.js";
import { movable, moveRow } from "./partmoves.js";
import { isBlank, isMapping, valueIn, withFields } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Path} Path
 * @typedef {import("./fieldframe.js").FormContext} FormContext
 * @typedef {import("./fieldframe.js").FieldView} FieldView
 * @typedef {{view: FieldView, row: HTMLElement, first: any, remove: HTMLButtonElement,
 *   up: HTMLButtonElement, down: HTMLButtonElement, number: HTMLElement}} Part
 */

/** Under this name a part stands alone in a mapping made for it. */
const PART = "part";

/**
 * Give the view in some that a path leads into.
 * @param {Map<string, FieldView>} views by the names they are in a file
 * @param {Path} path
 * @returns {FieldView | null}
 */
export function viewAt(views, path) {
  const view = views.get(String(path[0]));
  return view ? view.find(path.slice(1)) : null;
}

/**
 * Give the names that fields have in a file.
 * @param {Field[]} fields
 * @param {FieldView[]} views of them, in their order
 * @returns {Map<string, FieldView>}
 */
export function byName(fields, views) {
  const pairs = fields.flatMap((field, at) => {
    const spread = field.spread ? ["quote", "occurrence", "prefix", "suffix"] : [];
    return [...spread, field.name].map((name) => /** @type {[string, FieldView]} */ ([name, views[at]]));
  });
  return new Map(pairs);
}

/**
 * Fields together.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function groupField(field, owner, context) {
  const frame = fieldFrame(field, context, true);
  const original = valueIn(owner, [field.name]);
  const fields = field.fields ?? [];
  const { bare } = field;
  // A text alone may stand for the whole group.
  const alone = bare !== undefined && original !== undefined && original !== null && !(isMapping(original) && Object.hasOwn(original, bare));
  const inner = bare !== undefined && alone ? { [bare]: original } : original;
  const views = fields.map((each) => context.field(each, inner ?? {}, context));
  const named = byName(fields, views);
  frame.body.append(...views.map((view) => view.root));
  /** @type {FieldView} */
  const view = {
    root: frame.root,
    label: field.label,
    read() {
      const now = withFields(inner, views.map((each) => each.read()));
      if (bare !== undefined && (alone || original === undefined)) {
        const more = Object.keys(now).some((name) => name !== bare);
        if (!more) return { [field.name]: now[bare] };
      }
      const none = !isMapping(original) && isBlank(now) && field.name !== PART;
      return { [field.name]: none ? original : now };
    },
    find: (path) => viewAt(named, path) ?? (bare && path.length ? named.get(bare)?.find(path) : null) ?? view,
    tell: frame.tell,
    focus: () => views[0]?.focus(),
    spoken: frame.spoken,
    parts: () => views,
  };
  return view;
}

/**
 * Parts in their order, to be added, moved and taken out.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function listField(field, owner, context) {
  const { studio } = context;
  const frame = fieldFrame(field, context, true);
  const original = valueIn(owner, [field.name]) ?? undefined;
  const item = /** @type {Field & {listed: boolean}} */ ({ required: true, ...field.item, name: PART, listed: true });
  const simple = ["text", "integer", "number", "date", "choice"].includes(item.kind);
  const { least = field.required ? 1 : 0, most = Infinity } = field;
  const fixed = least === most;
  const firsts = Array.isArray(original) ? original : Array.from({ length: field.required ? least : 0 });
  /** @type {Part[]} */
  let parts = [];
  const list = make("ol", { class: `parts${simple ? " simple" : ""}${field.parts ? " told" : ""}` });
  const add = make("button", { type: "button", class: "part-add" });
  const said = make("p", { class: "part-said", hidden: true });

  /** @param {Part} part @param {number} to */
  function move(part, to) {
    const from = parts.indexOf(part);
    if (to < 0 || to >= parts.length || to === from) return;
    parts.splice(from, 1);
    parts.splice(to, 0, part);
    moveRow(list, from, to);
    arrange();
    studio.announce(studio.say("studio.form.part.moved", { label: item.label, place: to + 1, count: parts.length }));
    context.changed();
  }

  /** @param {any} first @returns {Part} */
  function makePart(first) {
    const view = context.field(item, { [PART]: first ?? undefined }, context);
    const button = (/** @type {string} */ sign) => make("button", { type: "button", class: "part-tool" }, sign);
    const [up, down, remove] = ["↑", "↓", "✕"].map(button);
    const number = make("span", { class: "part-number", "aria-hidden": "true" });
    const grip = make("span", { class: "part-grip", "aria-hidden": "true" });
    const tools = make("div", { class: "part-tools" }, ...(fixed ? [number] : [grip, number, up, down, remove]));
    const row = make("li", { class: "part" }, tools, view.root);
    const part = { view, row, first, remove, up, down, number };
    up.addEventListener("click", () => move(part, parts.indexOf(part) - 1));
    down.addEventListener("click", () => move(part, parts.indexOf(part) + 1));
    remove.addEventListener("click", () => takeOut(part));
    return part;
  }

  /** @param {Part} part */
  function takeOut(part) {
    if (remains(part)) return;
    const at = parts.indexOf(part);
    parts.splice(at, 1);
    part.row.remove();
    arrange();
    context.changed();
    const back = make("button", { type: "button" }, studio.say("studio.form.undo"));
    back.addEventListener("click", () => {
      put(part, Math.min(at, parts.length));
      said.hidden = true;
      part.view.focus();
    });
    const words = studio.say("studio.form.part.removed", { label: item.label, place: at + 1 });
    said.replaceChildren(words, " ", back);
    said.hidden = false;
    studio.announce(words);
    back.focus();
  }

  /** @param {Part} part */
  function remains(part) {
    return part.remove.getAttribute("aria-disabled") === "true";
  }

  /** @param {Part} part @param {number} at */
  function put(part, at) {
    parts.splice(at, 0, part);
    list.insertBefore(part.row, list.children[at] ?? null);
    arrange();
    context.changed();
  }

  function arrange() {
    parts.forEach(({ number, up, down, remove, view }, at) => {
      const values = { label: item.label, place: at + 1 };
      number.textContent = field.parts ? "" : `${at + 1}`;
      view.root.setAttribute("data-place", String(at + 1));
      name(view.root, field.parts?.[at] ?? studio.say("studio.form.part.name", values));
      for (const [button, key, blocked] of /** @type {[HTMLElement, string, boolean][]} */ ([
        [up, "up", at === 0],
        [down, "down", at === parts.length - 1],
        [remove, parts.length <= least ? "least" : "remove", parts.length <= least],
      ])) {
        const words = studio.say(`studio.form.part.${key}`, { ...values, least });
        button.setAttribute("aria-label", words);
        button.title = words;
        button.setAttribute("aria-disabled", String(blocked));
      }
    });
    const full = parts.length >= most;
    add.textContent = studio.say(full ? "studio.form.part.most" : "studio.form.part.add", { most });
    add.setAttribute("aria-label", `${add.textContent} – ${field.label}`);
    add.setAttribute("aria-disabled", String(full));
  }

  add.addEventListener("click", () => {
    if (parts.length >= most) return;
    const part = makePart(undefined);
    said.hidden = true;
    put(part, parts.length);
    part.view.focus();
  });
  for (const first of firsts) {
    const part = makePart(first);
    parts.push(part);
    list.append(part.row);
  }
  arrange();
  if (!fixed) movable(list, { move: (from, to) => move(parts[from], to) });
  frame.body.append(list, said, fixed ? "" : add);
  if (!fixed && parts.length > 1) frame.body.append(make("p", { class: "field-help" }, studio.say("studio.form.part.keys")));

  /** @type {FieldView} */
  const view = {
    root: frame.root,
    label: field.label,
    read() {
      const now = parts.map(({ view: each }) => each.read()[PART] ?? (simple ? "" : {}));
      const written = simple ? now.filter((each, at) => !isBlank(each) || parts[at].first !== undefined) : now;
      const none = !written.length || (!Array.isArray(original) && isBlank(written));
      if (none) return { [field.name]: Array.isArray(original) && (field.required || !original.length) ? written : undefined };
      return { [field.name]: written };
    },
    find(path) {
      const part = parts[Number(path[0])];
      return part ? part.view.find(path.slice(1)) : view;
    },
    tell: frame.tell,
    focus: () => (parts.length ? parts[0].view.focus() : add.focus()),
    spoken: frame.spoken,
    parts: () => parts.map((part) => part.view),
  };
  return view;
}

/**
 * Number a part for who does not see where it stands.
 * @param {HTMLElement} root of its view
 * @param {string} words
 */
function name(root, words) {
  const found = root.querySelector(".field-name");
  if (found) found.textContent = words;
}
