/** What an annotation is: changed in place, with all that the other kind has too. */

import { make, nextUid } from "../../../browser/dom.js";
import { kindNoun } from "./items.js";
import { asType } from "./question.js";
import { valueIn } from "./values.js";

/**
 * Let one choose another kind.
 * @param {import("./types.js").Studio} studio
 * @param {() => any} value of the annotation now
 * @param {(value: any) => void} change
 */
export function kindChooser(studio, value, change) {
  const { say, lesson } = studio;
  const uid = nextUid();
  const forms = () => lesson.forms.annotations;
  const select = make("select", { id: uid }, ...forms().map(({ name }) => make("option", { value: name }, kindNoun(studio, "annotations", name))));
  const told = make("p", { class: "type-told", role: "status" });
  /** What was written before the first of several changes: nothing is lost by going through them. @type {any} */
  let whole = null;
  /** @type {any} */
  let made = null;

  select.addEventListener("change", () => {
    const now = value();
    if (made === null || now !== made) whole = now;
    const from = forms().find(({ name }) => name === valueIn(whole, ["kind"])) ?? null;
    const to = forms().find(({ name }) => name === select.value);
    if (!to) return;
    const next = asType(whole, from, to);
    const { type: _, ...rest } = next.value;
    made = to === from ? whole : { ...rest, kind: to.name };
    const names = next.lost.map(({ label }) => label).join(", ");
    told.textContent = names ? say("studio.question.lost", { fields: names }) : "";
    change(made);
  });

  return {
    root: make("div", { class: "kind-chooser" }, make("p", { class: "form-actions" }, make("label", { for: uid }, say("studio.shelf.filter.kind")), select), told),
    focus: () => select.focus(),
    /** @param {string} kind that the annotation has now */
    show(kind) {
      select.value = kind;
    },
  };
}
