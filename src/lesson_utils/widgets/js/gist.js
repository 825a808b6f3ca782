import { make, nextUid, say } from "./dom.js";

/**
 * Give a paragraph in one sentence, when asked.
 * @param {import("./types.js").ReaderPayload} payload
 * @param {() => {language: string, sentence: string}} current
 * @returns {{button: HTMLElement, sentence: HTMLElement, refresh: () => void}}
 */
export function gistOf(payload, current) {
  const id = nextUid();
  const sentence = make("p", { class: "gist", id, hidden: true });
  const attributes = { type: "button", "aria-expanded": "false", "aria-controls": id };
  const button = make("button", attributes, say(payload.texts, "ui.reader.gist"));
  button.addEventListener("click", () => {
    sentence.hidden = !sentence.hidden;
    button.setAttribute("aria-expanded", String(!sentence.hidden));
  });
  const refresh = () => {
    const now = current();
    sentence.lang = now.language;
    sentence.textContent = now.sentence;
  };
  refresh();
  return { button, sentence, refresh };
}
