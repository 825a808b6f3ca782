/** Rows that are put in another order: by dragging them, or by keys. */

import { ownKeys } from "../../../browser/dom.js";
import { rowAt } from "../../../browser/rows.js";

/**
 * Let rows be dragged by their grips, and moved by Alt with the arrows while the focus is in one.
 * The list holds the pointer: a row loses it when it is put elsewhere.
 * @param {HTMLElement} list
 * @param {{move: (from: number, to: number) => void, dropped?: () => void, free?: () => boolean}} heard
 *   `move` puts the row itself elsewhere; `dropped` hears that it stays there
 */
export function movable(list, { move, dropped = () => {}, free = () => true }) {
  /** @type {HTMLElement | null} */
  let dragged = null;
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);
  /** @param {EventTarget | null} target */
  function rowOf(target) {
    return rows().find((row) => row.contains(/** @type {Node} */ (target))) ?? null;
  }
  list.addEventListener("pointerdown", (event) => {
    const grip = /** @type {HTMLElement} */ (event.target).closest(".part-grip");
    const row = grip && rowOf(grip);
    if (!row || grip.closest("[data-movable]") !== list || dragged || event.button !== 0 || !free()) return;
    event.preventDefault();
    list.setPointerCapture(event.pointerId);
    dragged = row;
    row.classList.add("dragged");
  });
  list.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const over = rowAt(rows(), event.clientY);
    const from = rows().indexOf(dragged);
    if (over < 0 || over === from) return;
    // A higher one would change places at each move: its middle has to be passed.
    const box = rows()[over].getBoundingClientRect();
    const middle = (box.top + box.bottom) / 2;
    if (over > from ? event.clientY > middle : event.clientY < middle) move(from, over);
  });
  function drop() {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    dragged = null;
    dropped();
  }
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);
  const byKeys = ownKeys((event) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || !free()) return;
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    const from = rows().indexOf(row);
    if (from + by < 0 || from + by >= rows().length) return;
    move(from, from + by);
    dropped();
  });
  list.addEventListener("keydown", byKeys);
  list.dataset.movable = "";
}

/**
 * Put a row elsewhere; what has the focus keeps it.
 * @param {HTMLElement} list
 * @param {number} from
 * @param {number} to
 */
export function moveRow(list, from, to) {
  const focused = document.activeElement;
  const row = list.children[from];
  const before = list.children[to > from ? to + 1 : to] ?? null;
  list.insertBefore(row, before);
  if (focused instanceof HTMLElement && row.contains(focused)) focused.focus();
}
