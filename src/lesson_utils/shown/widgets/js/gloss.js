import { asWritten, make, say } from "../../../browser/dom.js";

/**
 * Show what is said about a place in the text, with the way to the next one.
 * @param {number[]} indices of annotations, innermost first
 * @param {import("./types.js").ReaderPayload} payload
 * @param {import("./types.js").Definitions} definitions
 * @param {HTMLElement} steps
 * @param {() => void} closed
 * @returns {{root: HTMLElement, list: HTMLElement}} the box, and what it says
 */
export function glossBox(indices, payload, definitions, steps, closed) {
  const close = make("button", { type: "button" }, say(payload.texts, "ui.reader.close"));
  close.addEventListener("click", closed);
  const list = make("dl", { lang: definitions.labelsLanguage });
  for (const index of indices) {
    const note = payload.annotations[index];
    const { label, class: wordClass, said, gloss } = definitions.annotations[index];
    const quote = make("strong", asWritten(payload.articleLanguage), note.quote);
    const title = make("dt", {}, make("span", { class: `swatch k-${note.kind}` }, label), " ", quote);
    if (wordClass) title.append(", ", make("span", { class: "class", lang: definitions.language }, wordClass));
    list.append(title);
    if (note.kind === "claim") list.append(make("dd", {}, said));
    list.append(make("dd", { lang: definitions.language }, gloss));
    const more = [
      [definitions.example, note.example],
      [definitions.family, note.family.join(", ")],
    ];
    for (const [name, words] of more) {
      if (!words) continue;
      const written = make("i", asWritten(payload.articleLanguage), words);
      list.append(make("dd", { class: "more" }, `${name} `, written));
    }
  }
  const foot = make("div", { class: "gloss-foot" }, steps, close);
  const root = make("div", { class: "gloss", lang: payload.language, translate: "yes" }, list, foot);
  return { root, list };
}
