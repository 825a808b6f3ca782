import { make } from "./dom.js";

/**
 * @typedef {{line: string}} Row
 * @typedef {{language: string, title: string, alt: string, table: string, image: string,
 *   groups: {label: string, rows: Row[]}[]}} ProgressPayload
 */

/**
 * Show a student's progress: the picture, and what it says in words.
 * @param {{model: import("./types.js").Model, el: HTMLElement}} context
 */
function render({ model, el }) {
  const payload = /** @type {ProgressPayload} */ (model.get("payload"));
  const groups = payload.groups.flatMap(({ label, rows }) => [
    make("p", { class: "group" }, label),
    make("ul", {}, ...rows.map((row) => make("li", {}, row.line))),
  ]);
  el.append(
    make(
      "figure",
      { class: "lesson-progress", lang: payload.language },
      make("img", { src: payload.image, alt: payload.alt }),
      make("figcaption", {}, payload.title),
      make("details", {}, make("summary", {}, payload.table), ...groups),
    ),
  );
}

export default { render };
