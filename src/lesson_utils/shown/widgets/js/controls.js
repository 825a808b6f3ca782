import { make, nextUid, say } from "../../../browser/dom.js";

/**
 * @typedef {import("../../../browser/types.js").Texts} Texts
 * @typedef {import("./drawing.js").Drawing} Drawing
 * @typedef {{kind: "period", first: number, last: number, texts: Texts,
 *   parts: {id: string, from: number, to: number}[]}} Period
 * @typedef {{kind: "until", stops: string[], texts: Texts,
 *   parts: {id: string, name: string, stop: number}[]}} Until
 * @typedef {{drawing: Drawing, rows: Map<string, HTMLElement>, tell: (state: string) => void}} Shown
 */

/**
 * Choose a first and a last year: what lies outside leaves the drawing and the table.
 * @param {Period} control
 * @param {Shown} shown
 * @returns {HTMLElement}
 */
export function makePeriod(control, { drawing, rows, tell }) {
  const { texts, parts } = control;
  const years = Array.from({ length: control.last - control.first + 1 }, (_, at) =>
    String(control.first + at),
  );
  const [from, to] = ["from", "to"].map((name) => {
    const uid = nextUid();
    const select = make("select", { id: uid }, ...years.map((year) => make("option", { value: year }, year)));
    return { name, select, label: make("label", { for: uid }, texts[name], " ") };
  });
  const all = make("button", { type: "button" }, texts.all);

  function show() {
    const [first, last] = [Number(from.select.value), Number(to.select.value)];
    const inside = new Set(
      parts.filter((part) => part.from <= last && part.to >= first).map((part) => part.id),
    );
    drawing.close((id) => inside.has(id));
    drawing.draw();
    for (const [id, row] of rows) row.hidden = !inside.has(id);
    tell(say(texts, "state", { from: first, to: last, shown: inside.size, all: parts.length }));
  }

  /** @param {boolean} moved whether it is the first year that was chosen */
  function choose(moved) {
    if (Number(from.select.value) > Number(to.select.value)) {
      if (moved) to.select.value = from.select.value;
      else from.select.value = to.select.value;
    }
    show();
  }

  function reset() {
    from.select.value = years[0];
    to.select.value = years[years.length - 1];
    show();
  }

  from.select.addEventListener("change", () => choose(true));
  to.select.addEventListener("change", () => choose(false));
  all.addEventListener("click", reset);
  reset();
  return make(
    "fieldset",
    {},
    make("legend", {}, texts.legend),
    ...[from, to].map(({ label, select }) => make("span", { class: "field" }, label, select)),
    all,
  );
}

/**
 * Choose a date: marks of what came later are hollow, and the table says so.
 * @param {Until} control
 * @param {Shown} shown
 * @returns {HTMLElement}
 */
export function makeUntil(control, { drawing, rows, tell }) {
  const { texts, parts } = control;
  const stops = [texts.before, ...control.stops];
  const uid = nextUid();
  const slider = make("input", {
    id: uid, type: "range", min: "0", max: String(stops.length - 1), step: "1",
    value: String(stops.length - 1),
  }); // prettier-ignore
  const chosen = make("output", { for: uid });
  const states = new Map(parts.map((part) => [part.id, make("td", { "data-head": texts.head })]));
  for (const [id, row] of rows) row.append(states.get(id) ?? "");

  /** @param {{name: string}[]} found */
  const names = (found) => found.map((part) => part.name).join(", ") || texts.none;

  function show() {
    const stop = Number(slider.value);
    for (const part of parts) {
      const later = part.stop > stop;
      for (const group of drawing.parts(part.id)) group.classList.toggle("later", later);
      states.get(part.id)?.replaceChildren(later ? texts.yet : texts.done);
    }
    drawing.draw();
    slider.setAttribute("aria-valuetext", stops[stop]);
    chosen.replaceChildren(stops[stop]);
    const reached = parts.filter((part) => part.stop <= stop);
    tell(
      say(texts, "state", {
        when: capital(stops[stop]),
        count: reached.length,
        all: parts.length,
        Done: capital(texts.done),
        Yet: capital(texts.yet),
        reached: names(reached),
        left: names(parts.filter((part) => part.stop > stop)),
      }),
    );
  }

  slider.addEventListener("input", show);
  show();
  const key = say(texts, "key", texts);
  return make(
    "fieldset",
    {},
    make("legend", {}, texts.legend),
    make("span", { class: "field" }, make("label", { for: uid }, texts.label), slider, chosen),
    make("p", { class: "key" }, key),
  );
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
