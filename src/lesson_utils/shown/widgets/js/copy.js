import { make, nextUid, say } from "../../../browser/dom.js";

/**
 * A text to be copied, since a file may not have come: many frames let none out (a sandbox without
 * `allow-downloads`, an editor's or a platform's own), and no event says so.
 * @param {import("../../../browser/types.js").Texts} texts
 * @param {(text: string) => void} tell
 * @returns {{root: HTMLElement, offer: (text: string) => void}}
 */
export function copyBox(texts, tell) {
  const id = nextUid();
  const area = make("textarea", { id, rows: "6", readonly: true, spellcheck: "false", translate: "no" });
  const button = make("button", { type: "button" }, say(texts, "ui.work.copy"));
  button.addEventListener("click", async () => {
    const done = (await toClipboard(area.value)) || bySelection();
    tell(say(texts, done ? "ui.work.copy.done" : "ui.work.copy.byhand"));
  });
  const root = make(
    "div",
    { hidden: true },
    make("label", { for: id }, say(texts, "ui.work.copy.label")),
    area,
    make("p", { class: "actions" }, button),
  );

  /** Select all, and ask the browser in its old way: it says whether it did. */
  function bySelection() {
    area.focus();
    area.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }

  return {
    root,
    offer(text) {
      area.value = text;
      root.hidden = false;
    },
  };
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} false where a frame or the browser does not allow it
 */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
