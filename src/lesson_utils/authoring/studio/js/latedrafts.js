import { same } from "../../../browser/dom.js";

/**
 * What was typed in a view that is no more, once it is in its file: it is not begun any longer, and
 * what was typed since is about what stands there.
 *
 * @typedef {{key: string, id: string, value: any}} Typed what a save was made of: under which key it is
 *   kept, and the name of the item in this browser
 */

/**
 * @param {ReturnType<typeof import("./drafts.js").openDrafts>} drafts
 * @param {import("./outbox.js").Parcel} parcel that is saved
 */
export function settleTyped(drafts, { typed, changes }) {
  if (!typed) return;
  const fresh = drafts.kept("kept/fresh");
  if (Array.isArray(fresh)) drafts.keep("kept/fresh", fresh.filter(({ id }) => id !== typed.id));
  const kept = drafts.kept(`kept/${typed.key}`);
  if (!kept) return;
  drafts.keep(`kept/${typed.key}`, null);
  if (same(kept.value, typed.value)) return;
  const [{ act, file, value }] = changes;
  if (act !== "insert") drafts.keep(`kept/${typed.key}`, kept);
  else if (value?.id) drafts.keep(`kept/typed/${file}/${value.id}`, { value: { ...kept.value, id: value.id }, before: value });
}
