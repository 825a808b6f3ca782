import { asWritten, make, say } from "../../../browser/dom.js";
import { drawn, isSeen, notebookOf, tabName } from "./notebook.js";

/**
 * What a reader says to a question: where its passage would be shown, if it has it at all.
 * @typedef {import("../../../questions/types.js").Evidence} Evidence
 * @typedef {import("../../../questions/types.js").QuizPayload} QuizPayload
 * @typedef {{node: HTMLElement, show: () => void}} Passage
 * @typedef {{root: HTMLElement, title: string, clear: () => void, passage: Passage | null}} Reader
 * @typedef {{lesson: string, start: number, end: number, also?: {start: number, end: number}[],
 *   way?: import("./passages.js").Way, origin: HTMLElement, readers: Reader[]}} Place
 */

/** What a quiz sends; the readers of the same lesson put themselves into its `readers`. */
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
 * Show a passage in the reader that a student sees: of those in the question's own notebook the
 * nearest, else the nearest of any other notebook beside it.
 * @param {Place} place
 * @param {import("../../../browser/types.js").Texts} texts
 * @returns {Promise<string>} what is to be said where no reader could show it
 */
export async function showInText(place, texts) {
  const { origin, readers } = place;
  document.dispatchEvent(new CustomEvent(EVIDENCE_EVENT, { detail: place }));
  const here = notebookOf(origin);
  const isHere = (/** @type {Reader} */ { root }) => notebookOf(root) === here;
  const height = (/** @type {Element} */ node) => node.getBoundingClientRect().top;
  const holders = readers.flatMap((reader) => {
    const { passage } = reader;
    return passage ? [{ reader, passage, far: Math.abs(height(passage.node) - height(origin)) }] : [];
  });
  /** @param {(typeof holders)[0]} holder */
  const rank = ({ reader, passage }) => 2 * Number(isHere(reader)) + Number(isSeen(passage.node));
  holders.sort((one, other) => rank(other) - rank(one) || one.far - other.far);
  const [first] = holders;
  if (!first) return say(texts, "ui.quiz.evidence.missing");
  const found = await drawn(first.passage.node, origin);
  const best = found ? first : holders.find(({ passage }) => isSeen(passage.node));
  if (best) {
    for (const reader of readers) if (reader !== best.reader && isHere(reader)) reader.clear();
    best.passage.show();
    return "";
  }
  const { reader } = first;
  if (isHere(reader)) return say(texts, "ui.quiz.evidence.folded");
  const name = tabName(notebookOf(reader.root)) || reader.title;
  return say(texts, "ui.quiz.evidence.elsewhere", { name });
}

/**
 * @param {Evidence} passage
 * @param {QuizPayload} payload
 * @param {(text: string) => void} announce
 * @returns {HTMLElement}
 */
function evidenceBlock(passage, payload, announce) {
  const { lesson, texts } = payload;
  const told = make("span", { class: "evidence-told" });
  const button = make("button", { type: "button" }, say(texts, "ui.quiz.evidence.show"));
  button.addEventListener("click", async () => {
    const { start, end } = passage;
    told.textContent = await showInText({ lesson, start, end, origin: button, readers: [] }, texts);
    if (told.textContent) announce(told.textContent);
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
