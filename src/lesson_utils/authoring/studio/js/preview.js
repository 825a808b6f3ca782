/** A question as its students will see it: answered in place, and no answer is kept anywhere. */

import { make, same } from "../../../browser/dom.js";
import { mountQuiz } from "../../../shown/widgets/js/quizview.js";
import { emptyEntry, emptyQuiz, emptyRecord, ownValue } from "../../../student/records.js";

/**
 * @typedef {import("../../../questions/types.js").QuizPayload} QuizPayload
 * @typedef {import("../../../student/types.js").Entry} Entry
 */

/** No lesson is called this: no reader, and no other quiz of the page, has to do with it. */
const NO_LESSON = "/preview";

/**
 * Answers as long as the preview is there.
 * @returns {any} what a student's store is to a quiz
 */
function passingStore() {
  /** @type {Record<string, Entry>} */
  let answers = {};
  let { phase } = emptyQuiz();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    seed: "preview",
    entry: (/** @type {string} */ id) => ownValue(answers, id) ?? emptyEntry(),
    phase: () => phase,
    whole: () => emptyRecord(NO_LESSON),
    put(/** @type {Record<string, Entry>} */ some, next = phase) {
      answers = { ...answers, ...some };
      phase = next;
      setTimeout(() => listeners.forEach((listener) => listener()));
    },
    flush() {},
    bring: () => null,
    status: () => ({ kept: "page", notice: "" }),
    listen: (/** @type {() => void} */ listener) => void listeners.add(listener),
    close: () => listeners.clear(),
  };
}

/**
 * Make a preview: it is made anew when the question is another one, but not under one's hands.
 * @param {import("./types.js").Studio} studio
 */
export function questionPreview(studio) {
  const place = make("div", { class: "preview-place" });
  const none = make("p", { class: "preview-none" }, studio.say("studio.question.preview.none"));
  const chooser = make("p", { class: "form-actions preview-languages" });
  const title = make("h4", {}, studio.say("studio.question.preview"));
  const shows = make("details", { open: studio.kept("preview") !== "closed" }, make("summary", {}, title), make("div", { class: "preview-body" }, chooser, none, place));
  shows.addEventListener("toggle", () => studio.keep("preview", shows.open ? null : "closed"));
  const root = make("section", { class: "studio-preview", "aria-label": title.textContent ?? "" }, shows);
  /** @type {QuizPayload | null} */
  let shown = null;
  /** @type {QuizPayload | null} */
  let wanted = null;
  let letGo = () => {};
  /** Says which language is shown. @type {(language: string) => void} */
  let chosen = () => {};

  function build() {
    if (same(shown, wanted)) return;
    const held = place.contains(document.activeElement);
    if (held && wanted) return;
    letGo();
    place.replaceChildren();
    letGo = () => {};
    shown = wanted;
    if (!wanted) return;
    try {
      letGo = mountQuiz(place, { ...wanted, lesson: NO_LESSON, quiz: NO_LESSON }, null, passingStore());
    } catch {
      // A type of another package may fail in any way: the form stays.
      place.replaceChildren(make("p", {}, studio.say("studio.question.preview.broken")));
    }
  }
  // What is new waits until the question is left.
  place.addEventListener("focusout", () => setTimeout(build));

  return {
    root,
    /**
     * @param {QuizPayload | null} quiz
     */
    show(quiz) {
      wanted = quiz;
      if (quiz) chosen(quiz.language);
      none.hidden = quiz !== null;
      build();
    },
    /**
     * Let one choose the language.
     * @param {string} language
     * @param {(language: string) => void} choose
     */
    languages(language, choose) {
      const { languages, languageNames } = studio.lesson;
      chooser.hidden = languages.length < 2;
      if (chooser.childElementCount) return;
      const buttons = languages.map((each) => {
        const button = make("button", { type: "button", "aria-pressed": String(each === language) }, languageNames[each] ?? each);
        button.addEventListener("click", () => choose(each));
        return button;
      });
      chooser.append(...buttons);
      chosen = (now) => buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(languages[at] === now)));
    },
    end: () => letGo(),
  };
}
