const TYPED_IN =
  "input, textarea, select, button, summary, a[href], [role=button], [role=textbox], [contenteditable=true]";

/** @param {EventTarget | null} target */
function isText(target) {
  return target instanceof Element && !target.closest(TYPED_IN);
}

/**
 * In the room, keys that change a notebook without a sign (d d, x, m, Enter …) change nothing, and
 * arrows and the space bar scroll, as on every page; so does a double click leave the text closed.
 * What has Ctrl, Alt or Cmd is JupyterLab's, and so is Shift+Enter; a field keeps all of its keys.
 * @param {HTMLElement} node of a notebook's panel
 */
export function quietKeys(node) {
  /** @param {KeyboardEvent} event */
  const spare = (event) => {
    if (!node.isConnected) {
      window.removeEventListener("keydown", spare, true);
      return;
    }
    const inside = event.target instanceof Node && node.contains(event.target);
    if (!inside || !node.classList.contains("lesson-room") || !isText(event.target)) return;
    // In the teacher's studio every key has its own meaning.
    if (event.target instanceof Element && event.target.closest(".lesson-studio")) return;
    const command = event.ctrlKey || event.altKey || event.metaKey;
    const run = event.key === "Enter" && event.shiftKey;
    if (!command && !run && event.key !== "Tab") event.stopImmediatePropagation();
  };
  // JupyterLab listens on the document: the window hears first.
  window.addEventListener("keydown", spare, true);
  node.addEventListener(
    "dblclick",
    (event) => {
      if (node.classList.contains("lesson-room") && isText(event.target)) event.stopPropagation();
    },
    true,
  );
}

/**
 * JupyterLab leaves every key to a widget's fields: the one that saves is for the notebook, where
 * the widget has no use for it.
 * @param {HTMLElement} node of a notebook's panel
 * @param {{execute: (name: string) => Promise<unknown>}} commands
 */
export function saveFromFields(node, commands) {
  node.addEventListener("keydown", (event) => {
    const saves = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "s";
    const field = event.target instanceof Element && event.target.closest("[data-lm-suppress-shortcuts]");
    if (!saves || !field || event.defaultPrevented) return;
    event.preventDefault();
    commands.execute("docmanager:save");
  });
}
