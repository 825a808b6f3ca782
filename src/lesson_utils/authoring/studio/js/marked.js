import { asWritten, make, say } from "../../../browser/dom.js";
import { cutByMarks } from "./offsets.js";

/**
 * The article's paragraphs with what is said of their passages.
 *
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").Mark} Mark
 * @typedef {import("./places.js").Home} Home
 */

/** Kinds that are marked from the start; of the others nearly every sentence has one. */
const FIRST_KINDS = ["term", "actor", "place", "name", "date", "claim", "question"];

/**
 * Make the article's elements.
 * @param {Lesson} lesson
 * @param {(mark: Mark) => boolean} isShown
 * @returns {{nodes: HTMLElement[], homes: Home[], marksOf: Map<Element, Mark[]>}}
 */
export function markedArticle(lesson, isShown) {
  const letters = [...lesson.article.text];
  const shown = lesson.marks.filter(isShown);
  /** @type {Map<Element, Mark[]>} */
  const marksOf = new Map();
  /** @type {Home[]} */
  const homes = [];
  const nodes = lesson.article.paragraphs.map(({ start, end, number }) => {
    const body = number === null ? make("h3") : make("p");
    for (const piece of cutByMarks({ start, end }, shown)) {
      const text = letters.slice(piece.start, piece.end).join("");
      if (!piece.covering.length) {
        body.append(text);
        continue;
      }
      const kinds = new Set(piece.covering.map(({ kind }) => `k-${kind}`));
      if (piece.covering.some(({ kind, draft }) => draft && kind !== "question")) kinds.add("draft");
      const asking = piece.covering.filter(({ kind, end: last }) => kind === "question" && last === piece.end);
      if (asking.length) kinds.add("asks");
      if (asking.length && asking.every(({ draft }) => draft)) kinds.add("draft-asks");
      const node = make("span", { class: ["marked", ...kinds].join(" ") }, text);
      marksOf.set(node, piece.covering);
      body.append(node);
    }
    homes.push({ node: body, start, end, text: letters.slice(start, end).join("") });
    if (number === null) return body;
    const label = say(lesson.texts, "ui.paragraph", { number });
    // On the side where a line of the article begins: its own direction is that of the bdi alone.
    const told = make("span", { class: "paragraph-number" }, make("bdi", { lang: lesson.language, translate: "yes" }, label));
    return make("div", { class: "paragraph" }, told, body);
  });
  return { nodes, homes, marksOf };
}

/**
 * The kinds of marks, each to be shown or not.
 * @param {import("./types.js").Studio} studio
 * @param {() => void} changed
 */
export function markChoice(studio, changed) {
  const { lesson } = studio;
  const kept = studio.kept("marks");
  /** @type {Set<string>} */
  const chosen = new Set(Array.isArray(kept) ? kept : FIRST_KINDS);
  const list = make("div", { class: "kinds", role: "group", "aria-label": studio.say("studio.article.marks") });
  const root = make("details", { class: "legend" }, make("summary", {}, studio.say("studio.article.marks")), list);

  function draw() {
    /** @type {Map<string, Set<string>>} */
    const items = new Map();
    for (const { kind, file, item, path } of lesson.marks) {
      const found = items.get(kind) ?? new Set();
      items.set(kind, found.add(`${file} ${item || path.join("/")}`));
    }
    const order = [...FIRST_KINDS, "timeline", "step", "level"].filter((kind) => items.has(kind));
    const focus = list.contains(document.activeElement) ? /** @type {HTMLInputElement} */ (document.activeElement).value : "";
    list.replaceChildren(
      ...order.map((kind) => {
        const box = make("input", { type: "checkbox", value: kind });
        box.checked = chosen.has(kind);
        box.addEventListener("change", () => {
          if (box.checked) chosen.add(kind);
          else chosen.delete(kind);
          studio.keep("marks", [...chosen]);
          changed();
        });
        const words = make("span", { class: `marked k-${kind}` }, studio.say(`studio.article.kind.${kind}`));
        return make("label", {}, box, " ", words, ` (${items.get(kind)?.size ?? 0})`);
      }),
    );
    if (focus) /** @type {HTMLElement | null} */ (list.querySelector(`[value="${CSS.escape(focus)}"]`))?.focus();
  }
  draw();
  return { root, draw, shows: (/** @type {Mark} */ mark) => chosen.has(mark.kind) };
}

/**
 * Make the element that holds the article's text.
 * @param {Lesson} lesson
 * @param {string} howId of what tells the keys
 */
export function articleText(lesson, howId) {
  return make("div", {
    class: "studio-text",
    role: "textbox",
    tabindex: "0",
    "aria-readonly": "true",
    "aria-multiline": "true",
    "aria-label": say(lesson.texts, "studio.article.label"),
    "aria-describedby": howId,
    ...asWritten(lesson.article.language),
  });
}
