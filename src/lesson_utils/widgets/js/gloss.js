import { make, say } from "./dom.js";

/**
 * Show what is said about a place in the text.
 * @param {import("./types.js").Annotation[]} annotations innermost first
 * @param {import("./types.js").ReaderPayload} payload
 * @param {string} id
 * @param {() => void} closed
 * @returns {HTMLElement}
 */
export function glossBox(annotations, payload, id, closed) {
  const { texts } = payload;
  const close = make("button", { type: "button" }, say(texts, "ui.reader.close"));
  close.addEventListener("click", closed);
  const list = make("dl");
  for (const note of annotations) {
    const quote = make("strong", { lang: payload.articleLanguage }, note.quote);
    const kind = make("span", { class: `swatch k-${note.kind}` }, note.label);
    list.append(make("dt", {}, kind, " ", quote));
    if (note.gloss) list.append(make("dd", {}, note.gloss));
    if (note.kind === "claim") {
      const said = { mode: note.modeLabel, holder: note.holderLabel };
      list.append(make("dd", {}, say(texts, "ui.reader.claim", said)), make("dd", {}, note.note));
    }
  }
  return make("div", { class: "gloss", id, lang: payload.language }, list, close);
}
