import { asWritten, make, say } from "../../../browser/dom.js";

/**
 * Number the terms shown and list their glosses: print alone shows numbers and list.
 * The numbers are attributes, so that the text stays the article's to the letter.
 * @param {HTMLElement} list
 * @param {Map<number, HTMLElement>} ends where each term shown ends, in the order of the text
 * @param {import("./types.js").ReaderPayload} payload
 * @param {import("./types.js").Definitions} definitions
 */
export function printedNotes(list, ends, payload, definitions) {
  /** @type {Map<HTMLElement, string>} */
  const marks = new Map();
  const notes = [...ends].map(([index, node], place) => {
    marks.set(node, `${marks.get(node) ?? ""}[${place + 1}]`);
    const quote = make("strong", asWritten(payload.articleLanguage), payload.annotations[index].quote);
    const gloss = make("span", { lang: definitions.language }, definitions.annotations[index].gloss);
    return make("p", {}, `[${place + 1}] `, quote, say(payload.texts, "ui.reader.colon"), " ", gloss);
  });
  for (const [node, mark] of marks) node.dataset.note = mark;
  list.replaceChildren(...notes);
}
