/**
 * Several notebooks may be open at once, one beside the other or one behind the other.
 */

/** What a reader sends to lead past its text: the first quiz of its notebook that is seen answers. */
export const QUIZ_EVENT = "lesson:quiz";

/**
 * Give the notebook that a view stands in; null on a page that is none, or in a window of its own.
 * @param {Element} node
 * @returns {Element | null}
 */
export function notebookOf(node) {
  return node.closest(".jp-NotebookPanel");
}

/**
 * Give the name that JupyterLab shows on a notebook's tab.
 * @param {Element | null} notebook
 * @returns {string}
 */
export function tabName(notebook) {
  const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".lm-TabBar-tab")]);
  const tab = tabs.find(({ dataset }) => notebook && dataset.id === notebook.id);
  return tab?.querySelector(".lm-TabBar-tabLabel")?.textContent?.trim() ?? "";
}

/**
 * Tell whether something can be seen, or scrolled to: it is in no tab behind another, nor folded
 * away. JupyterLab can hide a tab in three ways: without boxes, shrunk to nothing, left undrawn.
 * @param {Element} node
 * @returns {boolean}
 */
export function isSeen(node) {
  if (!node.getClientRects().length || !node.getBoundingClientRect().width) return false;
  return node.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

/** How much of what is seen a step goes on, and how many steps of waiting the end of a notebook gets. */
const STEP = 0.75;
const LAST_STEPS = 20;

/**
 * Bring something of the same notebook onto the page: JupyterLab may draw the cells around the window
 * alone (its windowing mode "full"), and draws others when one scrolls there.
 * @param {Element} node
 * @param {Element} from where one is now
 * @returns {Promise<boolean>} whether it can be seen
 */
export async function drawn(node, from) {
  const cell = /** @type {HTMLElement | null} */ (node.closest(".jp-Cell"));
  const list = node.closest(".jp-WindowedPanel-outer");
  if (isSeen(node) || !list?.contains(from) || cell?.style.display !== "none") return isSeen(node);
  const up = from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
  for (let left = LAST_STEPS; left && !isSeen(node); ) {
    const before = list.scrollTop;
    list.scrollTop += list.clientHeight * (up ? -STEP : STEP);
    if (list.scrollTop === before) left -= 1;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  return isSeen(node);
}
