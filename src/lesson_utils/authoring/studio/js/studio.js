import { make, say } from "../../../browser/dom.js";
import { openStudioLink } from "./link.js";
import { mountShelf } from "./shelf.js";
import { mountStudio } from "./shell.js";

/**
 * The studio as a widget: the lesson is asked for, then shown; what a view before this one could not
 * save is sent.
 * @param {{model: import("../../../browser/types.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el }) {
  /** @type {import("../../../browser/types.js").Texts} */
  const texts = model.get("payload")?.texts ?? {};
  const link = openStudioLink(model, () => say(texts, "studio.link.lost"));
  let end = () => {};
  let over = false;

  async function open() {
    const waiting = make("p", { class: "studio-opening", role: "status" }, say(texts, "studio.link.opening"));
    el.replaceChildren(waiting);
    /** @type {import("./types.js").Lesson} */
    let known;
    try {
      known = { .../** @type {import("./types.js").Lesson} */ (await link.ask("open")), texts };
    } catch (error) {
      const again = make("button", { type: "button" }, say(texts, "studio.link.again"));
      again.addEventListener("click", open);
      waiting.replaceChildren(/** @type {Error} */ (error).message, " ", again);
      return;
    }
    if (over) return;
    el.replaceChildren();
    end = mountStudio(el, link, known, mountShelf);
  }

  open();
  return () => {
    over = true;
    end();
    link.close();
  };
}

export default { render };
