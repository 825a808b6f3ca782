import { make, nextUid, say } from "./dom.js";
import { questionView } from "./question.js";

/**
 * @typedef {import("./types.js").QuizPayload} QuizPayload
 * @typedef {import("./types.js").Responses} Responses
 * @typedef {import("./types.js").Scored} Scored
 *
 * Where the responses are kept: in a notebook the widget's model, elsewhere whatever serves.
 * @typedef {{get: () => Responses, set: (responses: Responses) => void,
 *   listen: (changed: () => void) => (() => void)}} Store
 */

/**
 * Show a quiz. Every answer is looked up in the payload: feedback waits for nothing and nobody.
 * @param {HTMLElement} root
 * @param {QuizPayload} payload
 * @param {Store} store
 * @returns {() => void} stops listening to the store
 */
export function mountQuiz(root, payload, store) {
  const { texts } = payload;
  const titleId = nextUid();
  const live = make("p", { class: "live", "aria-live": "polite" });
  const total = make("p", { class: "total" });
  /** @type {Map<string, Scored>} */
  const scored = new Map();
  /** @type {Responses} */
  let responses = {};

  /** @param {string} text */
  function announce(text) {
    live.textContent = text;
  }

  const views = payload.questions.map((table, index) => {
    const view = questionView(table, index + 1, payload, {
      announce,
      answered: (response) => answered(table.id, response),
    });
    return { table, view };
  });

  /**
   * @param {string} id
   * @param {unknown} response
   */
  function answered(id, response) {
    const { [id]: _, ...others } = responses;
    responses = response === null ? others : { ...others, [id]: response };
    refresh();
    // The store may be slow, or gone with its kernel; the feedback is on the screen by now.
    setTimeout(() => store.set(responses));
  }

  function refresh() {
    for (const { table, view } of views) {
      const outcome = view.show(responses[table.id] ?? null);
      if (outcome) scored.set(table.id, outcome);
      else scored.delete(table.id);
    }
    const right = [...scored.values()].filter((outcome) => outcome.correct).length;
    total.textContent = say(texts, "ui.quiz.total", {
      right,
      answered: scored.size,
      count: views.length,
    });
  }

  const reset = make("button", { type: "button" }, say(texts, "ui.quiz.reset"));
  reset.addEventListener("click", () => {
    responses = {};
    for (const { view } of views) view.clear();
    refresh();
    store.set(responses);
    announce(say(texts, "ui.quiz.reset.done"));
  });

  const section = make(
    "div",
    { class: "lesson-quiz", role: "group", lang: payload.language, "aria-labelledby": titleId },
    make("h3", { id: titleId }, payload.title),
    ...views.map(({ view }) => view.root),
    make("div", { class: "foot" }, total, reset),
    live,
  );
  // JupyterLab would take letters and arrow keys for its own shortcuts.
  section.setAttribute("data-lm-suppress-shortcuts", "true");
  root.append(section);

  const load = () => {
    responses = { ...store.get() };
    refresh();
  };
  load();
  return store.listen(load);
}
