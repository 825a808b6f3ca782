/** Parts that have an id: who writes them gives them a name, the studio the id. */

import { freeAmong } from "./freeid.js";
import { isMapping, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 */

/**
 * Give a value with ids for all parts that are to have one and have none.
 * @param {Field[]} fields
 * @param {any} value
 * @param {(part: any, taken: string[]) => string | Promise<string>} name
 * @returns {Promise<any>}
 */
async function named(fields, value, name) {
  if (!isMapping(value)) return value;
  const whole = { ...value };
  for (const field of fields) {
    const own = valueIn(value, [field.name]);
    if (field.kind === "group") whole[field.name] = await named(field.fields ?? [], own, name);
    if (field.kind !== "list" || !Array.isArray(own) || field.item?.kind !== "group") continue;
    const taken = own.map((part) => valueIn(part, ["id"])).filter((id) => typeof id === "string");
    const parts = [];
    for (const part of own) {
      const lacks = field.item.named && isMapping(part) && part.id === undefined;
      const id = lacks ? await name(part, taken) : undefined;
      if (id) taken.push(id);
      parts.push(await named(field.item.fields ?? [], id ? { id, ...part } : part, name));
    }
    whole[field.name] = parts;
  }
  for (const field of fields) if (whole[field.name] === undefined) delete whole[field.name];
  return whole;
}

/**
 * Give a value as it may be tried: its new parts are called something meanwhile.
 * @param {Field[]} fields
 * @param {any} value
 * @returns {Promise<any>}
 */
export function provisional(fields, value) {
  return named(fields, value, (_, taken) => `new-item-${taken.length + 1}`);
}

/**
 * Give a value as it is to be kept: its new parts have ids made from their words.
 * @param {import("./types.js").Studio} studio
 * @param {string} file
 * @param {Field[]} fields
 * @param {any} value
 * @param {(part: any) => string} words
 * @returns {Promise<any>}
 */
export function withIds(studio, file, fields, value, words) {
  return named(fields, value, async (part, taken) => {
    const { name: given } = await studio.ask("id", { file, text: words(part) });
    return freeAmong(given, taken);
  });
}
