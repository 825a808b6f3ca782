import { same } from "../../../browser/dom.js";
import { valueIn } from "./values.js";

/**
 * What becomes of changes whose item was changed on disk meanwhile.
 *
 * @typedef {import("./types.js").Change} Change
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Path} Path
 * @typedef {{path: Path, value: any}} Item
 */

/**
 * Give the path of the item that a path leads into: a member of the file's list, or of its
 * questions; else the file as a whole.
 * @param {any} value of the file
 * @param {Path} path
 * @returns {Path}
 */
function itemPath(value, path) {
  if (typeof path[0] === "number") return path.slice(0, 1);
  return path.length > 1 && Array.isArray(value?.[path[0]]) ? path.slice(0, 2) : [];
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
 * Make changes fit the files as they are now, so that they prevail.
 * @template {Omit<Change, "key">} T
 * @param {T[]} changes
 * @param {Item[]} items for each change, its item as it was
 * @param {DataFile[]} files as they are now
 * @returns {T[]}
 */
export function rebased(changes, items, files) {
  /** @type {T[]} */
  const fitting = [];
  /** @type {Set<string>} */
  const brought = new Set();
  for (const [index, change] of changes.entries()) {
    const item = items[index];
    const file = files.find(({ name }) => name === change.file);
    const listed = item.path.length > 0;
    if (change.act === "insert" && change.path.length <= item.path.length) {
      const list = valueIn(file?.value, change.path.slice(0, -1));
      const most = Array.isArray(list) ? list.length : 0;
      const place = Math.min(Number(change.path.at(-1)), most);
      fitting.push({ ...change, path: [...change.path.slice(0, -1), place], before: undefined });
      continue;
    }
    const again = itemAgain(file, item);
    if (again) {
      const path = [...again.path, ...change.path.slice(item.path.length)];
      fitting.push({ ...change, path, before: valueIn(file?.value, path) });
      continue;
    }
    const name = `${change.file} ${item.path.join("/")}`;
    if (brought.has(name) || (change.act === "remove" && same(change.path, item.path))) continue;
    brought.add(name);
    const mine = mineOf(changes, items, change.file, item);
    const list = valueIn(file?.value, item.path.slice(0, -1));
    const path = listed ? [...item.path.slice(0, -1), Array.isArray(list) ? list.length : 0] : [];
    fitting.push({ ...change, act: listed ? "insert" : "set", path, value: mine, before: undefined, to: undefined });
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
