import { asWritten, make, say } from "./dom.js";

/**
 * @typedef {import("./types.js").Evidence} Evidence
 * @typedef {import("./types.js").QuizPayload} QuizPayload
 * @typedef {{lesson: string, start: number, end: number, origin: HTMLElement}} Place
 */

/** What a quiz sends and a reader of the same lesson hears. */
export const EVIDENCE_EVENT = "lesson:evidence";

/**
 * Show passages in their sentences, each with a button that highlights it in the reader.
 * @param {Evidence[]} passages
 * @param {QuizPayload} payload
 * @param {(text: string) => void} announce
 * @returns {HTMLElement}
 */
export function evidenceList(passages, payload, announce) {
  const title = make("p", { class: "evidence-title" }, say(payload.texts, "ui.quiz.evidence"));
  const blocks = passages.map((passage) => evidenceBlock(passage, payload, announce));
  return make("div", { class: "evidence" }, title, ...blocks);
}

/**
 * @param {Evidence} passage
 * @param {QuizPayload} payload
 * @param {(text: string) => void} announce
 * @returns {HTMLElement}
 */
function evidenceBlock(passage, payload, announce) {
  const { texts } = payload;
  const told = make("span", { class: "evidence-told" });
  const button = make("button", { type: "button" }, say(texts, "ui.quiz.evidence.show"));
  button.addEventListener("click", () => {
    const { start, end } = passage;
    const detail = { lesson: payload.lesson, start, end, origin: button };
    const event = new CustomEvent(EVIDENCE_EVENT, { cancelable: true, detail });
    const found = !document.dispatchEvent(event);
    told.textContent = found ? "" : say(texts, "ui.quiz.evidence.missing");
    if (!found) announce(told.textContent);
  });
  const where = passage.paragraph === null ? "" : `§${passage.paragraph}`;
  return make(
    "div",
    { class: "passage" },
    make(
      "blockquote",
      asWritten(payload.articleLanguage),
      passage.before,
      make("mark", {}, passage.quote),
      passage.after,
    ),
    make("p", { class: "actions" }, make("span", { class: "skill" }, where), button, told),
  );
}
