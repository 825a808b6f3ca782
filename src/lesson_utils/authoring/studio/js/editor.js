/** One item being written: its form, what is wrong with it, and the way into its file. */

import { make, ownKeys, same } from "../../../browser/dom.js";
import { changesBetween } from "./changes.js";
import { stayingFoot } from "./foot.js";
import { mountForm } from "./form.js";
import { provisional, withIds } from "./naming.js";
import { UNSHOWN, formOf, foundAgain, itemAt, keepTyped, kindOf, listOf, titleOf, typedKey } from "./items.js";
import { kindChooser } from "./kindchooser.js";
import { questionPreview } from "./preview.js";
import { typeChooser } from "./question.js";
import { isMapping, valueIn, withFields } from "./values.js";

/**
 * @typedef {import("./items.js").Item} Item
 * @typedef {import("./types.js").Path} Path
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {{root: HTMLElement, item: () => Item, focus: (path: Path) => void, keep: () => Promise<boolean>,
 *   unkept: () => boolean, news: () => void, end: () => void}} Editor
 */

/** What is typed is tried when it pauses. */
const TRY_MS = 300;

/**
 * Write an item.
 * @param {HTMLElement} host
 * @param {Studio} studio
 * @param {Item} first as it stands in its file, or as it is to begin
 * @param {{fresh?: boolean, place?: (value: any) => number, kept: (item: Item) => void, dropped?: () => void,
 *   actions?: (Node | string)[], anchor?: any, keptAbove?: boolean}} around `fresh`: it stands in no file yet, and
 *   is to come to the index that `place` gives; `kept` hears that it is in its file; `keptAbove`: the button to keep
 *   it stands elsewhere
 * @returns {Editor}
 */
export function mountEditor(host, studio, first, { fresh = false, place, kept, dropped = () => {}, actions = [], anchor, keptAbove = false }) {
  const { say } = studio;
  let item = first;
  let isFresh = fresh;
  const typed = studio.kept(typedKey(item));
  /** As it stands in its file, as far as is known here. */
  let before = fresh ? undefined : (typed?.before ?? item.value);
  let value = typed ? typed.value : item.value;
  let ended = false;
  let tries = 0;
  let language = studio.shown.includes(studio.lesson.language) ? studio.lesson.language : (studio.shown[0] ?? studio.lesson.language);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  /** @type {import("./form.js").MountedForm | null} */
  let form = null;
  let shownLanguages = [...studio.shown];

  const formPlace = make("div");
  const state = make("span", { class: "editor-state", role: "status" });
  const keepButton = make("button", { type: "button", class: "check", "aria-keyshortcuts": "Control+Enter" }, say("studio.form.keep"));
  const revert = make("button", { type: "button" }, say("studio.form.revert"));
  const preview = item.file.shelf === "quiz" ? questionPreview(studio) : null;
  const bar = make("p", { class: "form-actions editor-bar" }, keepButton, revert, ...actions, state);
  /** @param {any} next the same as something else */
  const turn = (next) => {
    value = next;
    lay();
    changed(next);
  };
  const chooser = preview
    ? typeChooser(studio, () => value, anchor, turn)
    : item.file.shelf === "annotations" ? kindChooser(studio, () => value, turn) : null;
  const root = make("div", { class: "studio-editor" }, chooser?.root ?? "", formPlace);
  const foot = stayingFoot(root, [bar, preview?.root ?? null]);
  host.append(root);

  /** Make the form of what is there now. */
  function lay() {
    form?.end();
    const kind = kindOf(item.file.shelf, value);
    const found = formOf(studio, item.file.shelf, kind);
    chooser?.show(kind);
    revert.hidden = !found;
    keepButton.hidden = !found || keptAbove;
    if (!found) {
      form = null;
      const words = say(preview ? "studio.question.choose" : "studio.form.unknown", { kind });
      formPlace.replaceChildren(preview && !kind ? "" : make("p", {}, words));
      return;
    }
    formPlace.replaceChildren();
    const fields = found.fields.filter(({ name }) => !UNSHOWN.includes(name) || !item.path.length);
    form = mountForm(formPlace, {
      form: { ...found, fields },
      value,
      languages: studio.shown,
      studio,
      change: changed,
      fresh: isFresh,
    });
    form.root.setAttribute("role", "group");
    form.root.setAttribute("aria-label", found.label);
  }

  const unkept = () => isFresh ? value !== first.value : !same(before, value);

  /** @param {any} next */
  function changed(next) {
    value = next;
    tell();
    keepTyped(studio, item, unkept() ? { value, before: isFresh ? null : before } : null, isFresh);
    soon();
  }

  function soon() {
    clearTimeout(pause);
    pause = setTimeout(attempt, TRY_MS);
  }

  /** @param {string} [words] */
  function tell(words) {
    const waiting = unkept();
    state.textContent = words ?? (waiting ? say(isFresh ? "studio.form.state.new" : "studio.form.state.unkept") : "");
    state.classList.toggle("waiting", waiting);
    keepButton.setAttribute("aria-disabled", String(!keepable()));
    revert.disabled = !waiting;
  }

  const keepable = () => isFresh || unkept() || isDraft();
  const isDraft = () => valueIn(value, ["draft"]) === true;

  async function attempt() {
    const mine = (tries += 1);
    if (!form) return;
    try {
      const tried = await studio.ask("try", { file: item.file.name, path: item.path, value: await provisional(form.fields, value), language });
      if (ended || mine !== tries) return;
      form?.show(tried.troubles);
      preview?.languages(language, (chosen) => {
        language = chosen;
        attempt();
      });
      preview?.show(tried.quiz);
    } catch (error) {
      if (!ended && mine === tries) tell(error instanceof Error ? error.message : String(error));
    }
  }

  let keeping = false;
  /** @returns {Promise<boolean>} whether it is in its file */
  async function keep() {
    if (keeping || !form || !keepable()) return false;
    keeping = true;
    clearTimeout(pause);
    form.speak();
    try {
      return await keepNow();
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      keeping = false;
    }
  }

  async function keepNow() {
    const sent = value;
    let next = value;
    const words = say(isFresh ? "studio.form.saved.new" : "studio.form.saved.change", { title: titleOf(studio, value) });
    if (isMapping(next) && next.draft === true) {
      const { draft: _, ...rest } = next;
      next = rest;
    }
    if (isFresh && needsId(item)) {
      const { name: id } = await studio.ask("id", { file: item.file.name, text: titleOf(studio, next) });
      next = { id, ...next };
    }
    next = await withIds(studio, item.file.name, form?.fields ?? [], next, (part) => titleOf(studio, part));
    const now = isFresh ? null : foundAgain(studio, item);
    if (!isFresh && !now) throw new Error(say("studio.form.gone"));
    const path = now ? now.path : item.path;
    const at = path.slice(0, -1);
    const file = item.file.name;
    const saved = await studio.save(
      isFresh ? [{ file, act: "insert", path: [...at, place?.(next) ?? listOf(item.file).list.length], value: next }] : changesBetween(file, path, before, next),
      words,
      { key: typedKey(item), id: item.id, value: sent },
    );
    if (saved.chosen === "theirs") {
      takeTheirs();
      return false;
    }
    if (saved.status !== "saved") {
      tell(saved.words || say("studio.form.failed"));
      attempt();
      return false;
    }
    keepTyped(studio, item, null, isFresh);
    before = next;
    isFresh = false;
    item = itemAt(item.file, path, next);
    item = foundAgain(studio, item) ?? item;
    const joined = saved.chosen === "mine" && !same(item.value, next);
    if (joined) before = item.value;
    // What was typed while it was being saved is not in the file yet.
    if (same(sent, value)) {
      value = before;
      if (joined) lay();
    }
    else changed(withFields(value, [{ ...(next.id === undefined ? {} : { id: next.id }), draft: undefined }]));
    tell(say("studio.form.state.kept"));
    studio.announce(say("studio.form.state.kept"));
    // What was to be tried when it was kept has not been.
    attempt();
    kept(item);
    return true;
  }

  /** Show what the file has: what was typed is put aside elsewhere. */
  function takeTheirs() {
    keepTyped(studio, item, null, isFresh);
    const again = foundAgain(studio, item);
    if (again) item = again;
    before = value = again ? again.value : value;
    lay();
    tell(again ? undefined : say("studio.form.gone"));
    attempt();
  }

  keepButton.addEventListener("click", keep);
  revert.addEventListener("click", () => {
    const back = value;
    const again = make("button", { type: "button" }, say("studio.form.undo"));
    const set = (/** @type {any} */ to) => {
      value = to;
      lay();
      changed(value);
    };
    set(isFresh ? first.value : before);
    again.addEventListener("click", () => {
      set(back);
      form?.focus([]);
    });
    state.replaceChildren(say("studio.form.reverted"), " ", again);
    again.focus();
    if (isFresh) dropped();
  });
  const keys = ownKeys((event) => {
    const control = event.ctrlKey || event.metaKey;
    if (!control || event.altKey || event.shiftKey || !(event.key === "Enter" || event.key.toLowerCase() === "s")) return;
    event.preventDefault();
    event.stopPropagation();
    keep();
  });
  root.addEventListener("keydown", keys);

  lay();
  tell(typed && !fresh ? say("studio.form.state.back") : undefined);
  attempt();

  return {
    root,
    item: () => item,
    keep,
    unkept,
    focus(path) {
      if (form) form.focus(path);
      else chooser?.focus();
    },
    news() {
      const again = isFresh ? null : foundAgain(studio, item);
      const untouched = !unkept();
      if (!same(shownLanguages, studio.shown)) {
        shownLanguages = [...studio.shown];
        lay();
        attempt();
      }
      if (!again) return;
      item = again;
      if (!untouched || same(again.value, before)) return;
      before = value = again.value;
      lay();
      tell();
      attempt();
    },
    end() {
      ended = true;
      clearTimeout(pause);
      form?.end();
      preview?.end();
      foot.end();
      root.remove();
    },
  };
}

/** @param {Item} item */
function needsId({ file: { shelf } }) {
  return !["gists", "levels"].includes(shelf);
}
