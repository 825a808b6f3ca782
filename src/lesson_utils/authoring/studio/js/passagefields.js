/** Fields that say a place of the article. */

import { asWritten, make, same } from "../../../browser/dom.js";
import { fieldFrame, plainView } from "./fieldframe.js";
import { focusAfter } from "./focus.js";
import { quotePlaces, quoteOf } from "./quoting.js";
import { isMapping, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./fieldframe.js").FormContext} FormContext
 * @typedef {import("./fieldframe.js").FieldView} FieldView
 * @typedef {{root: HTMLElement, anchor: () => any, focus: () => void}} PassageRow
 */

/** What an anchor has, where it stands in the mapping around it. */
const SPREAD = ["quote", "occurrence", "prefix", "suffix"];

/**
 * Show one passage, to be chosen anew, looked at, taken away.
 * @param {any} first as a file says it; undefined where none is chosen yet
 * @param {FormContext} context
 * @param {{changed: () => void, note: (words: string) => void, remove: (() => void) | null}} around
 * @returns {PassageRow}
 */
function passageRow(first, context, { changed, note, remove }) {
  const { studio } = context;
  const { article } = studio.lesson;
  let anchor = first;
  const quote = make("blockquote", { class: "passage-quote", ...asWritten(article.language) });
  const which = make("span", { class: "passage-which" });
  const pick = make("button", { type: "button", class: "passage-pick" });
  const look = make("button", { type: "button" }, studio.say("studio.form.passage.show"));
  const away = make("button", { type: "button" }, studio.say("studio.form.passage.remove"));
  const root = make("div", { class: "passage" }, quote, which, make("p", { class: "form-actions" }, pick, look, remove ? away : ""));
  /** Answers that come late are not of what is asked now. */
  let asked = 0;

  function show() {
    const text = quoteOf(anchor);
    quote.textContent = text;
    quote.hidden = look.hidden = away.hidden = !text;
    pick.textContent = studio.say(text ? "studio.form.passage.other" : "studio.form.passage.choose");
    const places = text ? quotePlaces(text, article.text) : [];
    which.replaceChildren();
    if (places.length > 1) which.append(...occurrences(places));
  }

  /** @param {{start: number, around: string}[]} places */
  function occurrences(places) {
    const now = isMapping(anchor) ? Number(anchor.occurrence ?? 0) : 0;
    const none = make("option", { value: "0" }, studio.say("studio.form.passage.which.none"));
    const select = make("select", {}, ...(now ? [] : [none]), ...places.map(({ around }, at) =>
      make("option", { value: String(at + 1), ...asWritten(article.language) }, `${at + 1}. ${around}`)));
    select.value = String(now);
    select.addEventListener("change", () => {
      const { prefix: _, suffix: __, ...rest } = isMapping(anchor) ? anchor : { quote: anchor };
      anchor = { ...rest, occurrence: Number(select.value) };
      const { start } = places[Number(select.value) - 1];
      studio.point({ start, end: start + [...quoteOf(anchor)].length }, true);
      changed();
    });
    const words = studio.say("studio.form.passage.which", { count: places.length });
    return [make("label", {}, words, " ", select)];
  }

  async function find() {
    const mine = (asked += 1);
    const found = await studio.ask("find", { anchor });
    if (mine === asked) note(found.start < 0 ? found.words : "");
    return found;
  }

  pick.addEventListener("click", async () => {
    try {
      const span = await studio.pick(studio.say("studio.form.passage.pick"));
      if (!span) return;
      const found = await studio.ask("anchor", span);
      asked += 1;
      anchor = found.anchor;
      show();
      note(found.words);
      studio.announce(`${quoteOf(anchor)} ${found.words}`.trim());
      changed();
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
    if (root.isConnected) focusAfter(pick, pick);
  });
  look.addEventListener("click", async () => {
    try {
      const { start, end } = await find();
      if (start >= 0) studio.point({ start, end }, true);
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
  });
  away.addEventListener("click", () => {
    anchor = undefined;
    show();
    note("");
    remove?.();
  });
  show();
  return { root, anchor: () => anchor, focus: () => pick.focus() };
}

/**
 * Give what a field has as its anchor, and the entries of the mapping around it that are part of it.
 * @param {Field} field
 * @param {any} owner
 */
function anchorOf(field, owner) {
  const names = SPREAD.filter((name) => isMapping(owner) && Object.hasOwn(owner, name));
  const spread = Object.fromEntries(names.map((name) => [name, owner[name]]));
  if (!field.spread) return { spread, own: valueIn(owner, [field.name]) };
  const bare = spread.quote === undefined || spread.quote === null;
  return { spread, own: bare ? undefined : Array.isArray(spread.quote) ? spread.quote : spread };
}

/**
 * Give the entries that an anchor comes to in the mapping around it.
 * @param {any} anchor
 * @returns {Record<string, any>}
 */
function spreadOut(anchor) {
  const bare = isMapping(anchor) ? anchor : { quote: anchor };
  return Object.fromEntries(SPREAD.map((name) => [name, bare[name]]));
}

/**
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function passageField(field, owner, context) {
  const frame = fieldFrame(field, context, true);
  const { spread: before, own } = anchorOf(field, owner);
  const row = passageRow(own ?? undefined, context, {
    changed: context.changed,
    note: frame.note,
    remove: field.required ? null : () => context.changed(),
  });
  frame.body.append(row.root);
  return plainView(field, frame, {
    read() {
      const anchor = row.anchor();
      if (same(anchor, own)) return field.spread ? before : { [field.name]: own };
      return field.spread ? spreadOut(anchor) : { [field.name]: anchor };
    },
    focus: row.focus,
  });
}

/**
 * One passage or several, in whichever form a file has them: as it was, as long as it can be.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function passagesField(field, owner, context) {
  const { studio } = context;
  const frame = fieldFrame(field, context, true);
  const { spread: before, own } = anchorOf(field, owner);
  const original = own ?? undefined;
  const listed = Array.isArray(original);
  const firsts = listed ? original : original === undefined ? [] : [original];
  /** @type {PassageRow[]} */
  let rows = [];
  const list = make("ol", { class: "passages" });
  const more = make("button", { type: "button" }, studio.say("studio.form.passage.add"));

  /** @param {any} anchor */
  function add(anchor) {
    const item = make("li");
    const row = passageRow(anchor, context, {
      changed() {
        arrange();
        context.changed();
      },
      note: frame.note,
      remove() {
        rows = rows.filter((each) => each !== row);
        item.remove();
        if (!rows.length) add(undefined);
        arrange();
        context.changed();
        more.focus();
      },
    });
    rows.push(row);
    item.append(row.root);
    list.append(item);
    return row;
  }
  function arrange() {
    const bare = rows.length === 1 && !quoteOf(rows[0].anchor());
    more.hidden = bare;
    list.classList.toggle("one", rows.length === 1);
  }
  for (const anchor of firsts) add(anchor);
  if (!rows.length) add(undefined);
  arrange();
  more.addEventListener("click", () => {
    add(undefined).root.querySelector("button")?.click();
    arrange();
  });
  frame.body.append(list, more);
  return plainView(field, frame, {
    read() {
      const now = rows.map((row) => row.anchor()).filter((anchor) => quoteOf(anchor));
      if (same(now, firsts)) return field.spread ? before : { [field.name]: original };
      if (field.spread) return spreadOut(listed || now.length > 1 ? now.map(quoteOf) : now[0]);
      if (!now.length) return { [field.name]: undefined };
      return { [field.name]: listed || now.length > 1 ? now : now[0] };
    },
    focus: () => rows[0].focus(),
  });
}
