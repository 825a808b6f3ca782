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

  const over = new AbortController();
  let pressed = false;

  /** Bring the foot into sight, and the field that has the focus out from under it. */
  function clear() {
    const field = document.activeElement;
    if (pressed || !field || !editor.contains(field) || foot.contains(field)) return;
    if (getComputedStyle(foot).position !== "sticky") return;
    if (foot.getBoundingClientRect().bottom > window.innerHeight) foot.scrollIntoView({ block: "nearest" });
    if (field.getBoundingClientRect().bottom > foot.getBoundingClientRect().top) field.scrollIntoView({ block: "nearest" });
  }

  const soon = () => requestAnimationFrame(clear);
  const { signal } = over;
  // A field grows as one types, after which it may be under the foot.
  for (const event of ["focusin", "input"]) editor.addEventListener(event, soon, { signal });
  // Nothing moves from under a finger: it would miss what it pressed, or mark a text.
  editor.addEventListener("pointerdown", () => (pressed = true), { signal });
  for (const event of ["pointerup", "pointercancel"]) {
    window.addEventListener(event, () => ((pressed = false), soon()), { capture: true, signal });
  }
  editor.append(foot);
  return { end: () => (sizes.disconnect(), over.abort()) };
}
