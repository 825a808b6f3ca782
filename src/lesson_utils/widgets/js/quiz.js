import { mountQuiz } from "./quizview.js";

/**
 * The quiz as a widget. A kernel that is gone is not noticed: what it did not hear is said again.
 * @param {{model: import("./types.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el }) {
  return mountQuiz(el, model.get("payload"), {
    first: model.get("record"),
    scope: model.get("scope"),
    send: (message) => model.send(message),
    hear(listener) {
      model.on("msg:custom", listener);
      return () => model.off("msg:custom", listener);
    },
  });
}

export default { render };
