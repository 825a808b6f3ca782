/**
 * Several notebooks may be open at once, one beside the other or one behind the other.
 */

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
