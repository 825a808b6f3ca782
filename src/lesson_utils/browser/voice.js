import { ownKeys } from "./dom.js";

/** Voices of some browsers come late, and not all of these say when. */
const VOICES_MS = 1000;

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
 * Speak a language by a voice of this machine: one text at a time, until Escape or something else
 * that is spoken.
 * @param {string} language
 * @param {(can: boolean) => void} offer hears whether there is a voice, once that is known and
 *   whenever voices come
 */
export function speaker(language, offer) {
  const speech = globalThis.speechSynthesis;
  /** @type {{utterance: SpeechSynthesisUtterance, over: () => void} | null} */
  let current = null;
  const key = ownKeys((event) => {
    if (event.key === "Escape") quiet();
  });
  const come = () => offer(Boolean(localVoice(language)));

  function ended() {
    const before = current;
    current = null;
    document.removeEventListener("keydown", key);
    before?.over();
  }

  function quiet() {
    if (!current) return;
    speech.cancel();
    ended();
  }

  /**
   * @param {string} text
   * @param {() => void} over hears that nothing of it is spoken any more
   * @param {number} [rate]
   * @returns {boolean} whether there is a voice for it
   */
  function speak(text, over, rate = 1) {
    quiet();
    const voice = localVoice(language);
    if (!voice) return false;
    // Another view of the page may be speaking: there is one voice for all.
    if (speech.speaking || speech.pending) speech.cancel();
    const utterance = new SpeechSynthesisUtterance(text);
    Object.assign(utterance, { voice, lang: language, rate });
    for (const event of ["end", "error"]) {
      utterance.addEventListener(event, () => current?.utterance === utterance && ended());
    }
    current = { utterance, over };
    document.addEventListener("keydown", key);
    speech.speak(utterance);
    return true;
  }

  /** Be silent, and ask the browser nothing more. */
  function leave() {
    quiet();
    clearTimeout(late);
    speech?.removeEventListener?.("voiceschanged", come);
    removeEventListener("pagehide", quiet);
  }
  const late = setTimeout(come, VOICES_MS);
  if (!speech || speech.getVoices().length) come();
  speech?.addEventListener?.("voiceschanged", come);
  addEventListener("pagehide", quiet);
  return { speak, quiet, leave };
}
