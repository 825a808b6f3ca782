import { make, say } from "../../../browser/dom.js";

/**
 * Give a voice of this machine for a language. One that is not `localService` is left alone: it
 * would send the text away.
 * @param {string} language
 * @returns {SpeechSynthesisVoice | undefined}
 */
function localVoice(language) {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const own = voices.filter((voice) => voice.localService);
  return own.find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0]);
}

/**
 * Read paragraphs aloud when asked, where this machine can; else there are no buttons at all.
 * @param {import("./types.js").ReaderPayload} payload
 * @param {(said: string) => void} announce
 */
export function readingAloud(payload, announce) {
  const { texts, articleLanguage } = payload;
  /** @type {HTMLElement[]} */
  const buttons = [];
  /** @type {{utterance: SpeechSynthesisUtterance, button: HTMLElement, number: number} | null} */
  let current = null;
  const state = make("span", { class: "aloud" });
  const stop = make("button", { type: "button" }, say(texts, "ui.reader.aloud.stop"));
  stop.addEventListener("click", quiet);

  /** The voices of some browsers come late. */
  function offer() {
    for (const button of buttons) button.hidden = !localVoice(articleLanguage);
  }

  /** Take the button to stop away, once nothing is read. */
  function over() {
    if (!current) return;
    const { button, number } = current;
    current = null;
    if (document.activeElement === stop) button.focus();
    stop.remove();
    state.remove();
    announce(say(texts, "ui.reader.aloud.over", { number }));
  }

  function quiet() {
    if (!current) return;
    speechSynthesis.cancel();
    over();
  }

  /**
   * @param {number} number
   * @param {string} text the article's, whatever the page shows
   * @returns {HTMLElement}
   */
  function buttonFor(number, text) {
    const button = make("button", { type: "button", hidden: true }, say(texts, "ui.reader.aloud"));
    button.addEventListener("click", () => {
      const voice = localVoice(articleLanguage);
      if (!voice) return;
      quiet();
      // Another reader of the page may be reading: there is one voice for all.
      if (speechSynthesis.speaking || speechSynthesis.pending) speechSynthesis.cancel();
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = articleLanguage;
      for (const event of ["end", "error"]) {
        utterance.addEventListener(event, () => current?.utterance === utterance && over());
      }
      current = { utterance, button, number };
      state.textContent = say(texts, "ui.reader.aloud.now", { number });
      button.after(stop, state);
      announce(state.textContent);
      speechSynthesis.speak(utterance);
    });
    buttons.push(button);
    return button;
  }

  /** Be silent, and ask the browser nothing more. */
  function leave() {
    quiet();
    globalThis.speechSynthesis?.removeEventListener?.("voiceschanged", offer);
    removeEventListener("pagehide", quiet);
  }
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", quiet);
  return { buttonFor, offer, leave };
}
