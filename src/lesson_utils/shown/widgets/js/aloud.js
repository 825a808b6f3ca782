import { make, say } from "../../../browser/dom.js";
import { speaker } from "../../../browser/voice.js";

/** @typedef {{button: string, now: string, over: string}} Said */

/**
 * Say what is read where it is a paragraph.
 * @param {import("./types.js").Texts} texts
 * @param {number} number
 * @returns {Said}
 */
export function saidOfParagraph(texts, number) {
  const [button, now, over] = ["", ".now", ".over"].map((key) => say(texts, `ui.reader.aloud${key}`, { number }));
  return { button, now, over };
}

/**
 * Read texts aloud when asked, where this machine can; else there are no buttons at all.
 * @param {Pick<import("./types.js").ReaderPayload, "texts" | "articleLanguage">} payload
 * @param {(said: string) => void} announce
 */
export function readingAloud(payload, announce) {
  const { texts } = payload;
  /** @type {HTMLElement[]} */
  const buttons = [];
  let can = false;
  const state = make("span", { class: "aloud" });
  const stop = make("button", { type: "button" }, say(texts, "ui.reader.aloud.stop"));
  const voice = speaker(payload.articleLanguage, (there) => {
    can = there;
    for (const button of buttons) button.hidden = !can;
  });
  stop.addEventListener("click", voice.quiet);

  /**
   * @param {string} text in the article's language, whatever the page shows
   * @param {Said} said
   * @returns {HTMLElement}
   */
  function buttonFor(text, said) {
    const button = make("button", { type: "button", hidden: !can }, said.button);
    button.addEventListener("click", () => {
      if (!voice.speak(text, over)) return;
      state.textContent = said.now;
      button.after(stop, state);
      announce(said.now);
    });
    buttons.push(button);
    return button;

    /** Take the button to stop away, once nothing is read. */
    function over() {
      if (document.activeElement === stop) button.focus();
      stop.remove();
      state.remove();
      announce(said.over);
    }
  }

  return { buttonFor, leave: voice.leave };
}
