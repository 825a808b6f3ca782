import { same } from "../../../browser/dom.js";
import { changesBetween } from "./changes.js";
import { isMapping, valueIn } from "./values.js";

/**
 * What becomes of changes whose item was changed on disk meanwhile.
 *
 * @typedef {import("./types.js").Change} Change
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Path} Path
 * @typedef {{path: Path, value: any}} Item
 */

/**
 * Give the path of the item that a path leads into, which is what one form shows: a member of the
 * file's list, or of its questions; else the file as a whole.
 * @param {any} value of the file
 * @param {Path} path
 * @returns {Path}
 */
function itemPath(value, path) {
  if (typeof path[0] === "number") return path.slice(0, 1);
  return path.length > 1 && path[0] === "questions" && Array.isArray(value?.questions) ? path.slice(0, 2) : [];
}

/**
 * Give the item that a path leads into, as it stands in a file.
 * @param {DataFile | undefined} file
 * @param {Path} path
 * @returns {Item}
 */
export function itemOf(file, path) {
  const home = itemPath(file?.value, path);
  return { path: home, value: structuredClone(valueIn(file?.value, home)) ?? null };
}

/**
 * Give the item that a change is about; of one that is put in, that which it puts in.
 * @param {DataFile | undefined} file
 * @param {Omit<Change, "key">} change
 * @returns {Item}
 */
export function itemChanged(file, { act, path, value }) {
  const item = itemOf(file, path);
  return act === "insert" && path.length === item.path.length ? { path, value } : item;
}

/**
 * Find an item again by its id, wherever it stands now; one without, where it stood.
 * @param {DataFile | undefined} file
 * @param {Item} item as it was
 * @returns {Item | null} null if it is gone
 */
export function itemAgain(file, item) {
  const id = item.value?.id;
  const list = item.path.length ? valueIn(file?.value, item.path.slice(0, -1)) : undefined;
  if (id !== undefined && Array.isArray(list)) {
    const index = list.findIndex((one) => one?.id === id);
    return index < 0 ? null : { path: [...item.path.slice(0, -1), index], value: list[index] };
  }
  const value = valueIn(file?.value, item.path);
  return value === undefined || value === null ? null : { path: item.path, value };
}

/**
 * Give an item with changes made in it.
 * @param {any} value
 * @param {{act: string, path: Path, value?: any, to?: number}[]} changes with paths inside it
 * @returns {any} null if it is removed
 */
export function withChanges(value, changes) {
  const made = { value: structuredClone(value) };
  for (const { act, path, value: given, to } of changes) {
    const whole = /** @type {Path} */ (["value", ...path]);
    const last = /** @type {any} */ (whole.at(-1));
    /** @type {any} */
    let home = made;
    for (const [index, step] of whole.slice(0, -1).entries()) {
      home = home[step] ??= typeof whole[index + 1] === "number" ? [] : {};
    }
    const list = Array.isArray(home) ? home : null;
    if (act === "insert" && list) list.splice(last, 0, given);
    else if (act === "move" && list) list.splice(to ?? last, 0, ...list.splice(last, 1));
    else if (act !== "remove" && (act !== "set" || given !== null)) home[last] = given;
    else if (list) list.splice(last, 1);
    else delete home[last];
  }
  return made.value ?? null;
}

/**
 * Give what comes of two versions of one value: mine where I changed something, else theirs. Of a
 * list that both changed mine is taken whole: its places are not those of theirs.
 * @param {any} base as it was before
 * @param {any} mine
 * @param {any} theirs
 * @returns {any}
 */
export function prevailing(base, mine, theirs) {
  if (same(base, mine)) return theirs;
  if (!isMapping(mine) || !isMapping(theirs)) return mine;
  /** @type {Record<string, any>} */
  const made = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = prevailing(valueIn(base, [name]), valueIn(mine, [name]), valueIn(theirs, [name]));
    if (value !== undefined && value !== null) made[name] = value;
  }
  return made;
}

/**
 * Make changes fit the files as they are now, so that they prevail.
 * @param {Omit<Change, "key">[]} changes
 * @param {Item[]} items for each change, its item as it was
 * @param {DataFile[]} files as they are now
 * @returns {Omit<Change, "key">[]}
 */
export function rebased(changes, items, files) {
  /** @type {Omit<Change, "key">[]} */
  const fitting = [];
  /** @type {Set<string>} */
  const brought = new Set();
  for (const [index, change] of changes.entries()) {
    const item = items[index];
    const file = files.find(({ name }) => name === change.file);
    const list = valueIn(file?.value, item.path.slice(0, -1));
    const most = Array.isArray(list) ? list.length : 0;
    const home = item.path.slice(0, -1);
    const again = itemAgain(file, item);
    if (change.act === "insert" && change.path.length <= item.path.length) {
      const place = Math.min(Number(change.path.at(-1)), most);
      fitting.push({ ...change, path: [...home, place], before: undefined });
      continue;
    }
    const whole = item.path.length > 0 && same(change.path, item.path) && change.act !== "set";
    if (whole && (again || change.act === "remove")) {
      const to = change.to === undefined ? {} : { to: Math.min(change.to, most - 1) };
      if (again) fitting.push({ ...change, ...to, path: again.path, before: again.value });
      continue;
    }
    // All that is changed in an item is one: its changes were thought of one after the other.
    const name = JSON.stringify([change.file, item.value?.id ?? item.path]);
    if (brought.has(name)) continue;
    brought.add(name);
    const mine = mineOf(changes, items, change.file, item);
    if (again) {
      fitting.push(...changesBetween(change.file, again.path, again.value, prevailing(item.value, mine, again.value)));
    } else if (item.path.length) {
      fitting.push({ file: change.file, act: "insert", path: [...home, most], value: mine });
    } else {
      fitting.push({ file: change.file, act: "set", path: [], value: mine });
    }
  }
  return fitting;
}

/**
 * Give an item as it was to become.
 * @param {Omit<Change, "key">[]} changes
 * @param {Item[]} items
 * @param {string} file
 * @param {Item} item
 * @returns {any}
 */
export function mineOf(changes, items, file, item) {
  const own = changes
    .filter((change, index) => change.file === file && same(items[index].path, item.path))
    .map((change) => ({ ...change, path: change.path.slice(item.path.length) }));
  // A new item, or one taken to another place, is no change inside of it.
  const [{ act, value }] = own.slice(-1);
  if (act === "insert" && own.some(({ path }) => !path.length)) return value;
  return withChanges(item.value, own.filter(({ act: what, path }) => path.length || what !== "move"));
}
