import { mountReader } from "./readerview.js";

/**
 * The reader as a widget.
 * @param {{model: import("../../../browser/types.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el }) {
  return mountReader(el, model.get("payload"));
}

export default { render };
