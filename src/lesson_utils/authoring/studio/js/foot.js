/** What stays in sight under a form: the way into the file, and what a student sees. */

import { make } from "../../../browser/dom.js";

/**
 * Keep something in sight at the end of a form, and what is typed clear of it.
 * @param {HTMLElement} editor that the form and the foot are in
 * @param {(HTMLElement | null)[]} parts
 */
export function stayingFoot(editor, parts) {
  const foot = make("div", { class: "editor-foot" }, ...parts.map((part) => part ?? ""));
  const sizes = new ResizeObserver(() => {
    // What scrolls has to know: a caret comes into sight by its padding alone.
    const panel = /** @type {HTMLElement | null} */ (editor.closest(".studio-panel"));
    (panel ?? editor).style.setProperty("--foot", `${foot.offsetHeight}px`);
    clear();
  });
  sizes.observe(foot);

  /** Bring the field that has the focus out from under the foot. */
  function clear() {
    const field = document.activeElement;
    if (!field || !editor.contains(field) || foot.contains(field)) return;
    if (getComputedStyle(foot).position !== "sticky") return;
    if (field.getBoundingClientRect().bottom > foot.getBoundingClientRect().top) field.scrollIntoView({ block: "nearest" });
  }

  // A field grows as one types, after which it may be under the foot.
  for (const event of ["focusin", "input"]) editor.addEventListener(event, () => requestAnimationFrame(clear));
  editor.append(foot);
  return { end: () => sizes.disconnect() };
}
