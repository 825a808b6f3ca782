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
  const { texts, articleLanguage } = payload;
  /** @type {HTMLElement[]} */
  const buttons = [];
  /** @type {{utterance: SpeechSynthesisUtterance, button: HTMLElement, over: string} | null} */
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
    const { button, over: said } = current;
    current = null;
    if (document.activeElement === stop) button.focus();
    stop.remove();
    state.remove();
    announce(said);
  }

  function quiet() {
    if (!current) return;
    speechSynthesis.cancel();
    over();
  }

  /**
   * @param {string} text in the article's language, whatever the page shows
   * @param {Said} said
   * @returns {HTMLElement}
   */
  function buttonFor(text, said) {
    const button = make("button", { type: "button", hidden: true }, said.button);
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
      current = { utterance, button, over: said.over };
      state.textContent = said.now;
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
