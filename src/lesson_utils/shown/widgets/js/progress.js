import { mountProgress } from "./progressview.js";

/**
 * A student's progress as a widget: it asks no kernel, and hears what is answered beside it.
 * @param {{model: import("../../../browser/types.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el }) {
  const known = { first: model.get("record"), scope: model.get("scope") };
  return mountProgress(el, model.get("payload"), known);
}

export default { render };
