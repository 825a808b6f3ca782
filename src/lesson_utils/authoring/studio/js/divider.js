/** What parts the article from the forms: moved with the mouse, a finger or the arrows. */

import { make, ownKeys } from "../../../browser/dom.js";

/** Percents of the width that the article may take. */
const LEAST_SHARE = 25;
const MOST_SHARE = 75;
const SHARE_STEP = 3;

/**
 * @param {import("./types.js").Studio} studio
 * @param {HTMLElement} first what stands before it
 * @returns {HTMLElement}
 */
export function paneDivider(studio, first) {
  first.id ||= `studio-article-${Math.random().toString(36).slice(2)}`;
  const root = make("div", {
    class: "studio-divider", role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-controls": first.id,
    "aria-label": studio.say("studio.shell.divider"), "aria-valuemin": String(LEAST_SHARE), "aria-valuemax": String(MOST_SHARE),
  }); // prettier-ignore
  const kept = studio.kept("divider");
  let share = 46;

  /** @param {number} to */
  function set(to) {
    share = Math.round(Math.min(MOST_SHARE, Math.max(LEAST_SHARE, to)));
    first.style.setProperty("--share", `${share}%`);
    root.setAttribute("aria-valuenow", String(share));
  }

  /** @param {number} to */
  function move(to) {
    set(to);
    studio.keep("divider", share);
  }

  const rightToLeft = () => getComputedStyle(root).direction === "rtl";

  root.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    root.focus();
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => {
    if (!root.hasPointerCapture(event.pointerId)) return;
    const { left, right, width } = /** @type {HTMLElement} */ (root.parentElement).getBoundingClientRect();
    move(((rightToLeft() ? right - event.clientX : event.clientX - left) / width) * 100);
  });
  const key = ownKeys((event) => {
    const onward = rightToLeft() ? "ArrowLeft" : "ArrowRight";
    const back = rightToLeft() ? "ArrowRight" : "ArrowLeft";
    const to = { [onward]: share + SHARE_STEP, [back]: share - SHARE_STEP, Home: LEAST_SHARE, End: MOST_SHARE }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  });
  root.addEventListener("keydown", key);
  set(typeof kept === "number" ? kept : share);
  return root;
}
