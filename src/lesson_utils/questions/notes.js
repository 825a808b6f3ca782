import { inItsLanguage, make, say } from "../browser/dom.js";

/**
 * What is said about one part of an answer, beside the control it is about.
 * @typedef {{root: HTMLElement, show: (outcome: import("./types.js").Scored | import("./types.js").Open
 *   | null, id: string, shown?: string) => void}} Note
 */

/**
 * Tell whether an answer has one part, of which everything is said where it was given.
 * @param {import("./types.js").Scored} scored
 * @returns {boolean}
 */
export function isWhole(scored) {
  return Object.keys(scored.parts).length === 1;
}

/**
 * Make the note of a control; while it says something it is the control's description too.
 * @param {HTMLElement} control
 * @param {string} noteId
 * @param {import("../browser/types.js").Texts} texts
 * @param {string} [prefix]
 * @param {Record<string, string>} [keys] other words for some verdicts, as keys of texts
 * @returns {Note}
 */
export function noteFor(control, noteId, texts, prefix = "", keys = {}) {
  const root = make("p", { class: "option-note", id: noteId, hidden: true });
  return {
    root,
    show(outcome, id, shown = "") {
      const scored = outcome?.status === "scored" ? outcome : null;
      const verdict = scored?.parts[id];
      root.hidden = !verdict;
      root.className = `option-note ${verdict ?? ""}`;
      root.replaceChildren();
      control.removeAttribute("aria-describedby");
      if (!scored || !verdict) return;
      control.setAttribute("aria-describedby", noteId);
      // What is said of an option speaks to who chose it.
      const said = verdict === "missed" ? null : scored.feedback.find((item) => item.id === id);
      const text = said?.text ?? "";
      root.append(prefix);
      // An answer of one part that is right is told so once, below.
      if (verdict !== "right" || !isWhole(scored) || !text) {
        const word = say(texts, keys[verdict] ?? `ui.verdict.${verdict}`, { shown });
        root.append(make("strong", {}, word), text && " ");
      }
      root.append(...inItsLanguage(text));
    },
  };
}
