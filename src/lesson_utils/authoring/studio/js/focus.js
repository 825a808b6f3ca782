/**
 * Give the focus to a node once something was waited for; who has gone on meanwhile stays there.
 * @param {HTMLElement} node
 * @param {Element | null} from what had the focus before
 */
export function focusAfter(node, from) {
  const now = document.activeElement;
  if (!now || now === document.body || now === from) node.focus({ preventScroll: true });
}
