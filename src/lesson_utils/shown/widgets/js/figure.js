import { makePeriod, makeUntil } from "./controls.js";
import { make } from "../../../browser/dom.js";
import { openDrawing } from "./drawing.js";
import { makeTable } from "./table.js";

/**
 * @typedef {{language: string, title: string, notes: string[], alt: string, svg: string,
 *   colon: string, table: import("./table.js").TableData,
 *   control: import("./controls.js").Period | import("./controls.js").Until | null}} FigurePayload
 */

/**
 * Show a figure: the picture, what it says in words, and a control where it has one. All of it
 * happens in the browser.
 * @param {{model: import("../../../browser/types.js").Model, el: HTMLElement}} context
 */
function render({ model, el }) {
  const payload = /** @type {FigurePayload} */ (model.get("payload"));
  const image = make("img", { class: "lesson-image", alt: payload.alt });
  const drawing = openDrawing(payload.svg, image);
  const caption = [payload.title, payload.notes.join(" ")].filter((text) => text).join(". ");
  const table = makeTable(payload.table, payload.title, payload.colon);
  const figure = make(
    "figure",
    { class: "lesson-figure", lang: payload.language },
    image,
    make("figcaption", {}, caption),
    make("details", {}, make("summary", {}, payload.table.summary), table),
  );
  const { control } = payload;
  if (control) {
    const state = make("p", { class: "state", "aria-live": "polite" });
    const found = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("[data-id]")]);
    const rows = new Map(found.map((row) => [row.dataset.id ?? "", row]));
    /** @param {string} text */
    const tell = (text) => {
      state.replaceChildren(text);
      image.alt = `${payload.alt} ${text}`;
    };
    const shown = { drawing, rows, tell };
    if (control.kind === "until") {
      table.tHead?.rows[0].append(make("th", { scope: "col" }, control.texts.head));
    }
    figure.prepend(
      control.kind === "period" ? makePeriod(control, shown) : makeUntil(control, shown),
      state,
    );
  }
  el.append(figure);
}

export default { render };
