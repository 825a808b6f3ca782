import { make, nextUid, say } from "../../../browser/dom.js";

/** The kind that is marked when a text is opened. */
const FIRST_KIND = "term";

/**
 * Let the reader choose what is marked in the text: one kind at a time, so that words stay readable,
 * or nothing.
 * @param {import("./types.js").ReaderPayload} payload
 * @param {() => void} changed
 * @returns {{root: HTMLElement, chosen: () => string}} the kind; none is ""
 */
export function kindChoice(payload, changed) {
  const { kinds, texts } = payload;
  const name = nextUid();
  let chosen = (kinds.find(({ kind }) => kind === FIRST_KIND) ?? kinds[0])?.kind ?? "";
  /**
   * @param {string} value
   * @param {...(Node | string)} words
   */
  const choice = (value, ...words) => {
    const input = make("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => {
      chosen = value;
      changed();
    });
    return make("label", {}, input, make("span", {}, ...words));
  };
  const choices = kinds.map(({ kind, label, count }) =>
    choice(kind, make("span", { class: `swatch k-${kind}` }, label), ` (${count})`),
  );
  const title = make("legend", {}, say(texts, "ui.reader.show"));
  const none = choice("", say(texts, "ui.reader.show.none"));
  return { root: make("fieldset", { class: "legend kinds" }, title, ...choices, none), chosen: () => chosen };
}
