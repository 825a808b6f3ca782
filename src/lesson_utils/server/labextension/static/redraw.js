/** Milliseconds between two looks at what was not drawn; each wait is longer than the one before. */
const FIRST_MS = 300;
const TIMES = 8;
const VIEW = "application/vnd.jupyter.widget-view+json";
const MODEL_PREFIX = "lesson-companion-"; // as in server/states.py
const GIVEN_UP = /model not found/;

/**
 * Where a kernel is slow to come, JupyterLab's widget manager may look for the models of a notebook
 * before it has made them: it then writes an error in their place, and does not look again. Here the
 * output is given to it again, until there is a model; at last it is shown in its static form.
 * @param {import("./room.js").Panel} panel of a lesson
 */
export function redrawLate({ content, disposed, node }) {
  /** @type {WeakMap<object, number>} how often a cell was given again */
  const tried = new WeakMap();
  /** @type {Set<object>} the cells that are waited for */
  const waiting = new Set();
  let timer = 0;

  /** @param {any} cell */
  function giveAgain(cell) {
    waiting.delete(cell);
    // It may have been drawn, or run, meanwhile.
    if (content.isDisposed || !isGivenUp(cell)) return;
    const { outputs } = cell.model;
    const times = (tried.get(cell) ?? 0) + 1;
    tried.set(cell, times);
    if (times > TIMES + 1) return;
    const given = outputs.toJSON();
    outputs.fromJSON(times > TIMES ? given.map(withoutView) : given);
  }

  function look() {
    timer = 0;
    if (content.isDisposed) return;
    for (const cell of content.widgets) {
      if (waiting.has(cell) || !isGivenUp(cell)) continue;
      waiting.add(cell);
      setTimeout(() => giveAgain(cell), FIRST_MS * 2 ** Math.min(tried.get(cell) ?? 0, 5));
    }
  }

  // Looked at once whatever is being drawn has been.
  const watch = new MutationObserver(() => (timer ||= window.setTimeout(look, FIRST_MS)));
  watch.observe(node, { childList: true, subtree: true, characterData: true });
  disposed.connect(() => {
    watch.disconnect();
    clearTimeout(timer);
  });
}

/**
 * Tell whether what the companion has put into a cell was given up: a kernel's views are its own.
 * @param {any} cell
 */
function isGivenUp(cell) {
  const outputs = /** @type {Element[]} */ ([...cell.node.querySelectorAll(".jp-OutputArea-output")]);
  const seen = outputs.some((output) => !output.children.length && GIVEN_UP.test(output.textContent ?? ""));
  return seen && cell.model.outputs.toJSON().some(isCompanions);
}

/** @param {any} output */
function isCompanions(output) {
  return String(output.data?.[VIEW]?.model_id ?? "").startsWith(MODEL_PREFIX);
}

/** @param {any} output */
function withoutView(output) {
  const { [VIEW]: view, ...data } = output.data ?? {};
  return view && data["text/html"] ? { ...output, data } : output;
}
