import { make, say } from "../../../browser/dom.js";
import { speaker } from "../../../browser/voice.js";

/**
 * Read paragraphs aloud when asked, where this machine can; else there are no buttons at all.
 * @param {import("./types.js").ReaderPayload} payload
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
   * @param {number} number
   * @param {string} text the article's, whatever the page shows
   * @returns {HTMLElement}
   */
  function buttonFor(number, text) {
    const button = make("button", { type: "button", hidden: !can }, say(texts, "ui.reader.aloud"));
    button.addEventListener("click", () => {
      if (!voice.speak(text, over)) return;
      state.textContent = say(texts, "ui.reader.aloud.now", { number });
      button.after(stop, state);
      announce(state.textContent);
    });
    buttons.push(button);
    return button;

    /** Take the button to stop away, once nothing is read. */
    function over() {
      if (document.activeElement === stop) button.focus();
      stop.remove();
      state.remove();
      announce(say(texts, "ui.reader.aloud.over", { number }));
    }
  }

  return { buttonFor, leave: voice.leave };
}
