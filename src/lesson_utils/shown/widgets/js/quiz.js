import { companionLink } from "../../../student/companion.js";
import { mountQuiz } from "./quizview.js";

/**
 * The quiz as a widget. Where the server gave it, answers go to the server, else to the kernel. One
 * that is gone is not noticed: what it did not hear is said again.
 * @param {{model: import("../../../browser/types.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el }) {
  const payload = model.get("payload");
  const known = { first: model.get("record"), scope: model.get("scope") };
  const address = model.get("companion");
  if (address) return mountQuiz(el, payload, companionLink(address, payload, known));
  return mountQuiz(el, payload, {
    ...known,
    send: (message) => model.send(message),
    hear(listener) {
      model.on("msg:custom", listener);
      return () => model.off("msg:custom", listener);
    },
  });
}

export default { render };
