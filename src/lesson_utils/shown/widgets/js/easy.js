import { readingAloud } from "./aloud.js";
import { asWritten, make, nextUid, say } from "../../../browser/dom.js";
import { showInText } from "./evidence.js";

/**
 * @typedef {import("./types.js").EasyPayload} EasyPayload
 * @typedef {import("./types.js").Easy["sentences"][0]["passages"]} Passages
 */

/**
 * Show an easier text, a sentence a line: each leads to the passages that it sums up.
 * @param {EasyPayload} payload
 * @param {ReturnType<typeof readingAloud>} aloud
 * @param {(passages: Passages, origin: HTMLElement, way: import("./passages.js").Way) => void} show
 * @returns {HTMLElement}
 */
export function easyText({ texts, articleLanguage, easy, language }, aloud, show) {
  const words = (/** @type {string} */ key) => say(texts, `ui.reader.easy.${key}`);
  const list = make("ol", asWritten(articleLanguage));
  for (const { text, passages } of easy.sentences) {
    const button = make("button", { type: "button" }, text, " ", make("small", {}, placesOf(passages)));
    button.addEventListener("click", () => show(passages, button, { words: words("back"), sentence: text }));
    list.append(make("li", {}, button));
  }
  const whole = easy.sentences.map(({ text }) => text).join(" ");
  const listen = { button: words("aloud"), now: words("aloud.now"), over: words("aloud.over") };
  const level = say(texts, "ui.reader.easy.level", { level: easy.level });
  return make(
    "div",
    { class: "easy", lang: language },
    make("p", { class: "mark" }, make("strong", {}, words("mark")), " · ", level),
    make("p", { class: "how" }, words("how")),
    list,
    make("div", { class: "tools" }, aloud.buttonFor(whole, listen)),
  );
}

/**
 * Name the paragraphs of passages: "§2, §3".
 * @param {Passages} passages
 * @returns {string}
 */
export function placesOf(passages) {
  const numbers = passages.flatMap(({ paragraph }) => (paragraph === null ? [] : [`§${paragraph}`]));
  return [...new Set(numbers)].join(", ");
}

/**
 * Show an easier text by itself: the article stands elsewhere on the page.
 * @param {HTMLElement} el
 * @param {EasyPayload} payload
 */
export function mountEasy(el, payload) {
  const { lesson, texts, language } = payload;
  const id = nextUid();
  const live = make("p", { class: "live", "aria-live": "polite" });
  const announce = (/** @type {string} */ said) => (live.textContent = said);
  const aloud = readingAloud(payload, announce);
  const text = easyText(payload, aloud, async ([{ start, end }, ...also], origin, way) => {
    announce(await showInText({ lesson, start, end, also, way, origin, readers: [] }, texts));
  });
  const title = make("h3", { id, dir: "auto" }, payload.title);
  el.append(
    make("div", { class: "lesson-easy", role: "group", lang: language, "aria-labelledby": id }, title, text, live),
  );
}
