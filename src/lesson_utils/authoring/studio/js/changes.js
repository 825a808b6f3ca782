/** The smallest changes that make one value another: what a person would have typed anew. */

import { same } from "../../../browser/dom.js";
import { isMapping, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Path} Path
 * @typedef {Omit<import("./types.js").Change, "key">} Step
 */

/**
 * Give the changes that lead from one value to another, in the order in which they are to be made.
 * @param {string} file
 * @param {Path} path where the value stands
 * @param {any} before
 * @param {any} after
 * @returns {Step[]}
 */
export function changesBetween(file, path, before, after) {
  if (same(before, after)) return [];
  if (isMapping(before) && isMapping(after)) return mappingChanges(file, path, before, after);
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(file, path, before, after);
  return [{ file, act: "set", path, value: after ?? null, before: before ?? null }];
}

/**
 * @param {string} file
 * @param {Path} path
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 * @returns {Step[]}
 */
function mappingChanges(file, path, before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [mine, theirs] = [valueIn(before, [name]), valueIn(after, [name])];
    return changesBetween(file, [...path, name], mine, theirs);
  });
}

/**
 * Parts that went are taken out, those that stayed are put in their order, new ones put in between;
 * then each that stayed is changed where it is.
 * @param {string} file
 * @param {Path} path
 * @param {any[]} before
 * @param {any[]} after
 * @returns {Step[]}
 */
function listChanges(file, path, before, after) {
  const origins = partOrigins(before, after);
  const kept = new Set(origins);
  /** @type {Step[]} */
  const steps = [];
  for (let index = before.length - 1; index >= 0; index -= 1) {
    if (kept.has(index)) continue;
    steps.push({ file, act: "remove", path: [...path, index], before: before[index] });
  }
  const order = before.map((_, index) => index).filter((index) => kept.has(index));
  const wanted = origins.filter((origin) => origin >= 0);
  const staying = longestRise(wanted.map((origin) => order.indexOf(origin))).map((at) => wanted[at]);
  const placed = new Set(staying);
  wanted.forEach((origin, at) => {
    if (placed.has(origin)) return;
    const from = order.indexOf(origin);
    // It comes behind the one that is before it in the end.
    const behind = at ? order.indexOf(wanted[at - 1]) : -1;
    const to = from <= behind ? behind : behind + 1;
    placed.add(origin);
    if (from === to) return;
    order.splice(from, 1);
    order.splice(to, 0, origin);
    steps.push({ file, act: "move", path: [...path, from], before: before[origin], to });
  });
  origins.forEach((origin, index) => {
    if (origin >= 0) return;
    steps.push({ file, act: "insert", path: [...path, index], value: after[index] });
  });
  origins.forEach((origin, index) => {
    if (origin < 0) return;
    steps.push(...changesBetween(file, [...path, index], before[origin], after[index]));
  });
  return steps;
}

/**
 * Say of each part of a list which part of the one before it was; -1 if it is new.
 * @param {any[]} before
 * @param {any[]} after
 * @returns {number[]}
 */
function partOrigins(before, after) {
  const origins = after.map(() => -1);
  /** @type {Set<number>} */
  const taken = new Set();
  /** @param {(one: any, other: any, from: number, to: number) => boolean} fits */
  function pair(fits) {
    after.forEach((part, to) => {
      if (origins[to] >= 0) return;
      const from = before.findIndex((old, at) => !taken.has(at) && fits(old, part, at, to));
      if (from < 0) return;
      origins[to] = from;
      taken.add(from);
    });
  }
  pair((one, other) => idIn(one) !== undefined && idIn(one) === idIn(other));
  pair((one, other, from, to) => from === to && same(one, other));
  pair((one, other) => same(one, other));
  pair((one, other, from, to) => from === to && alike(one, other));
  pair(alike);
  // As many as before: each was written anew where it stands.
  if (before.length === after.length) pair((one, other) => idIn(one) === undefined || idIn(other) === undefined);
  return origins;
}

/** @param {any} part */
function idIn(part) {
  const id = isMapping(part) ? valueIn(part, ["id"]) : undefined;
  return typeof id === "string" && id ? id : undefined;
}

/**
 * Tell whether a part may be another one changed: some of its texts are the same.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
function alike(one, other) {
  if (!isMapping(one) || !isMapping(other)) return false;
  if (idIn(one) !== undefined && idIn(other) !== undefined) return false;
  return Object.keys(one).some((name) => {
    const [mine, theirs] = [one[name], valueIn(other, [name])];
    return same(mine, theirs) ? !["boolean", "undefined"].includes(typeof mine) : alike(mine, theirs);
  });
}

/**
 * Give the places of a longest rising selection of numbers: what is in it need not be moved.
 * @param {number[]} numbers
 * @returns {number[]}
 */
function longestRise(numbers) {
  /** @type {number[][]} */
  const best = [];
  numbers.forEach((number, at) => {
    const before = best.slice(0, at).filter((rise) => numbers[rise[rise.length - 1]] < number);
    const longest = before.reduce((one, other) => (other.length > one.length ? other : one), []);
    best.push([...longest, at]);
  });
  return best.reduce((one, other) => (other.length > one.length ? other : one), []);
}
