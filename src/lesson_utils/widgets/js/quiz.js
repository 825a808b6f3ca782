import { mountQuiz } from "./quizview.js";

/**
 * The quiz as a widget. A kernel that is gone must not be noticed: what cannot be sent stays here.
 * @param {{model: import("./types.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el }) {
  return mountQuiz(el, model.get("payload"), {
    get: () => model.get("responses") ?? {},
    set(responses) {
      try {
        model.set("responses", responses);
        model.save_changes();
      } catch (error) {
        console.warn("lesson: the answer stays in this page", error);
      }
    },
    listen(changed) {
      model.on("change:responses", changed);
      return () => model.off("change:responses", changed);
    },
  });
}

export default { render };
