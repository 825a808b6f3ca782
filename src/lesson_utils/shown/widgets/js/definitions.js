import { make, nextUid, say } from "../../../browser/dom.js";

/**
 * Name a language in itself, without asking anybody: "français", "English".
 * @param {string} language
 * @returns {string}
 */
function ownName(language) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

/**
 * Let the reader choose the language of glosses, notes and sentences; null where there is one only.
 * @param {import("./types.js").ReaderPayload} payload
 * @param {(chosen: import("./types.js").Definitions) => void} changed
 * @returns {HTMLElement | null}
 */
export function languageChoice(payload, changed) {
  if (payload.definitions.length < 2) return null;
  const name = nextUid();
  const choices = payload.definitions.map((definitions, index) => {
    const input = make("input", { type: "radio", name, value: definitions.language });
    input.checked = index === 0;
    input.addEventListener("change", () => changed(definitions));
    const { language } = definitions;
    return make("label", {}, input, make("span", { lang: language }, ownName(language)));
  });
  const title = make("legend", {}, say(payload.texts, "ui.reader.definitions"));
  return make("fieldset", { class: "legend" }, title, ...choices);
}
