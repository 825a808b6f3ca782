import { inItsLanguage, make, nextUid, say, setLanguage } from "../../../browser/dom.js";

/**
 * Give a paragraph in one sentence, when asked.
 * @param {import("./types.js").ReaderPayload} payload
 * @param {number} number the paragraph's
 * @returns {{button: HTMLElement, sentence: HTMLElement,
 *   refresh: (definitions: import("./types.js").Definitions) => void}}
 */
export function gistOf(payload, number) {
  const id = nextUid();
  const sentence = make("p", { class: "gist", id, hidden: true, translate: "yes" });
  const attributes = { type: "button", "aria-expanded": "false", "aria-controls": id };
  const button = make("button", attributes, say(payload.texts, "ui.reader.gist"));
  button.addEventListener("click", () => {
    sentence.hidden = !sentence.hidden;
    button.setAttribute("aria-expanded", String(!sentence.hidden));
  });
  /** @param {import("./types.js").Definitions} definitions */
  const refresh = (definitions) => {
    setLanguage(sentence, definitions.language);
    sentence.replaceChildren(...inItsLanguage(definitions.gists[number]));
  };
  refresh(payload.definitions[0]);
  return { button, sentence, refresh };
}
