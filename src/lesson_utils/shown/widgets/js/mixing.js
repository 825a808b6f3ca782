import { questionTypes } from "../../../questions/registry.js";

/**
 * A number that depends on nothing but the text (FNV-1a, 32 bits).
 * @param {string} text
 * @returns {number}
 */
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/**
 * Put items in an order that depends on nothing but the seed and their ids.
 * @template {{id: string}} T
 * @param {T[]} items
 * @param {string} seed
 * @returns {T[]}
 */
export function mixed(items, seed) {
  const places = new Map(items.map((item) => [item, hash(`${seed}/${item.id}/${seed}`)]));
  return [...items].sort((one, other) => Number(places.get(one)) - Number(places.get(other)));
}

/**
 * Put what a question offers in an order of its own.
 * @param {import("../../../questions/types.js").Table} table
 * @param {string} seed
 * @returns {import("../../../questions/types.js").Table}
 */
export function mixedWithin(table, seed) {
  const changes = (questionTypes.get(table.type)?.mixed ?? []).map((field) => [
    field,
    mixed(/** @type {{id: string}[]} */ (table[field]), `${seed}/${table.id}`),
  ]);
  return { ...table, ...Object.fromEntries(changes) };
}
