import { make, same, say } from "../../browser/dom.js";
import { rowAt } from "../../browser/rows.js";
import { noteFor } from "../notes.js";
import { feedbackOf, isEmpty, isIdList, nothing } from "../outcomes.js";
import { register } from "../registry.js";

/**
 * Grade a list of all ids: a point for each item that comes after the one before it in the key. The
 * key's first item has no verdict.
 * @param {import("../tables.js").OrderTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function orderGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (!isIdList(response)) return nothing("malformed");
  const key = table.items.map((item) => item.id);
  if (!response.every((id) => key.includes(id))) return nothing("unknown");
  if (response.length < key.length) return nothing("incomplete");
  /** @type {Record<string, import("../types.js").Verdict>} */
  const parts = {};
  key.slice(1).forEach((id, index) => {
    const follows = response.indexOf(key[index]) < response.indexOf(id);
    parts[id] = follows ? "right" : "wrong";
  });
  const score = Object.values(parts).filter((verdict) => verdict === "right").length;
  return {
    status: "scored",
    score,
    maximum: table.maximum,
    correct: score === key.length - 1,
    parts,
    feedback: feedbackOf(table.items, (id) => parts[id] === "wrong"),
  };
}

/** An item is not wrong, it comes too early. */
const VERDICTS = { right: "ui.order.placed", wrong: "ui.order.misplaced" };

/**
 * Show items to be moved: by their buttons, or by dragging them.
 * @param {import("../types.js").Context<import("../tables.js").OrderTable>} context
 * @returns {import("../types.js").View}
 */
export function orderView({ table, texts, uid, changed, announce, settle }) {
  const root = make("ol", { class: "items" });
  /** @type {Map<string, {row: HTMLLIElement, note: import("../notes.js").Note,
   *   up: HTMLButtonElement, down: HTMLButtonElement}>} */
  const rows = new Map();

  /** Whether the order shown is the student's own. */
  let touched = false;

  const order = () => [...root.children].map((row) => /** @type {HTMLElement} */ (row).dataset.id);

  /** @param {string[]} ids */
  function place(ids) {
    root.append(...ids.map((id) => /** @type {any} */ (rows.get(id)).row));
    ids.forEach((id, index) => {
      const { up, down } = /** @type {any} */ (rows.get(id));
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === ids.length - 1));
    });
  }

  /**
   * @param {string} id
   * @param {number} to
   * @param {string} text
   */
  function move(id, to, text) {
    const ids = /** @type {string[]} */ (order());
    if (to < 0 || to >= ids.length || ids[to] === id) return;
    ids.splice(ids.indexOf(id), 1);
    ids.splice(to, 0, id);
    const focused = document.activeElement;
    place(ids);
    touched = true;
    if (focused instanceof HTMLElement && root.contains(focused)) focused.focus();
    changed();
    announce(say(texts, "ui.order.moved", { item: text, place: to + 1, count: ids.length }));
  }

  for (const item of table.items) {
    const step = (/** @type {number} */ by) => () =>
      move(item.id, order().indexOf(item.id) + by, item.text);
    const up = make("button", { type: "button", class: "move" }, "↑");
    const down = make("button", { type: "button", class: "move" }, "↓");
    up.setAttribute("aria-label", say(texts, "ui.order.up", { item: item.text }));
    down.setAttribute("aria-label", say(texts, "ui.order.down", { item: item.text }));
    up.addEventListener("click", step(-1));
    down.addEventListener("click", step(1));
    const text = make("span", { class: "item-text", dir: "auto" }, item.text);
    const note = noteFor(up, `${uid}-${item.id}`, texts, "", VERDICTS);
    const grip = make("span", { class: "grip", "aria-hidden": "true" });
    const line = make("div", { class: "item" }, up, down, make("div", { class: "held" }, text, grip));
    const row = make("li", { "data-id": item.id }, line, note.root);
    rows.set(item.id, { row, note, up, down });
  }
  place(table.shown);
  const moveTo = (/** @type {HTMLElement} */ row, /** @type {number} */ to) => {
    const item = table.items.find(({ id }) => id === row.dataset.id);
    if (item) move(item.id, to, item.text);
  };
  const dragging = makeDraggable(root, moveTo, settle);

  return {
    root,
    needsCheck: true,
    empty: "ui.order.untouched",
    busy: dragging,
    read: () => (touched ? order() : null),
    write(response) {
      const whole = isIdList(response) && same([...response].sort(), [...table.shown].sort());
      touched = whole;
      place(whole ? response : table.shown);
    },
    mark(outcome) {
      for (const [id, { note }] of rows) note.show(outcome, id);
    },
  };
}

/**
 * Let rows be dragged: by their text or their grip with mouse or pen, by their grip with a finger,
 * which on the text scrolls the page, as it should.
 * The list holds the pointer: a row loses it when it is put elsewhere.
 * @param {HTMLElement} list
 * @param {(row: HTMLElement, to: number) => void} moveTo
 * @param {() => void} dropped
 * @returns {() => boolean} whether a row is being dragged
 */
function makeDraggable(list, moveTo, dropped) {
  /** @type {HTMLElement | null} */
  let dragged = null;
  list.addEventListener("pointerdown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const place = target.closest(event.pointerType === "touch" ? ".grip" : ".held");
    if (!place || dragged || event.button !== 0) return;
    if (place.closest("li")?.querySelector(":disabled")) return;
    event.preventDefault();
    list.setPointerCapture(event.pointerId);
    dragged = place.closest("li");
    dragged?.classList.add("dragged");
  });
  list.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const rows = /** @type {HTMLElement[]} */ ([...list.children]);
    const over = rowAt(rows, event.clientY);
    if (over >= 0 && rows[over] !== dragged) moveTo(dragged, over);
  });
  function drop() {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    dragged = null;
    dropped();
  }
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);
  return () => dragged !== null;
}

// Put items in the right order.
register({
  name: "order",
  grade: orderGrade,
  view: orderView,
  words: (table, response) =>
    (isIdList(response) ? response : [])
      .map((id) => table.items.find((/** @type {{id: string}} */ item) => item.id === id)?.text ?? "")
      .join(" < "),
});
