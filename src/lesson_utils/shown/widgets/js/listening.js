import { asWritten, make, say } from "../../../browser/dom.js";
import { speaker } from "../../../browser/voice.js";

const SLOWLY = 0.7;

/**
 * What is to be heard: spoken when asked, by a voice of this machine, and written on paper, where
 * there is no voice, and for who asks for it. Nobody is told of that.
 * @param {string} listen
 * @param {import("../../../questions/types.js").QuizPayload} payload
 */
export function listening(listen, { texts, articleLanguage }) {
  const quote = make("span", asWritten(articleLanguage), `«\u00a0${listen}\u00a0»`);
  const label = say(texts, "ui.listen.label") + say(texts, "ui.reader.colon");
  const text = make("p", { class: "print-only" }, label, " ", quote);
  const none = make("p", { class: "how", hidden: true }, say(texts, "ui.listen.none"));
  const read = make("button", { type: "button", hidden: true }, say(texts, "ui.listen.read"));
  const buttons = [button("ui.listen", 1), button("ui.listen.slowly", SLOWLY), read];
  read.addEventListener("click", () => show(text.className !== ""));
  /** Whether there is a voice, once that is known. @type {boolean | undefined} */
  let known;
  show(false);

  /** @param {boolean} on */
  function show(on) {
    text.className = on ? "" : "print-only";
    read.setAttribute("aria-expanded", `${on}`);
  }

  /**
   * @param {string} key
   * @param {number} rate
   */
  function button(key, rate) {
    const made = make("button", { type: "button", hidden: true, "aria-pressed": "false" }, say(texts, key));
    const press = (/** @type {boolean} */ on) => made.setAttribute("aria-pressed", `${on}`);
    made.addEventListener("click", () => {
      const stops = made.getAttribute("aria-pressed") === "true";
      voice.quiet();
      if (!stops) press(voice.speak(listen, () => press(false), rate));
    });
    return made;
  }

  const voice = speaker(articleLanguage, (can) => {
    if (can === known) return;
    known = can;
    for (const each of buttons) each.hidden = !can;
    none.hidden = can;
    show(!can);
  });
  return { roots: [make("p", { class: "actions" }, ...buttons), none, text], leave: voice.leave };
}
