import { readingAloud } from "./aloud.js";
import { claimFilter } from "./claims.js";
import { OWN_KEYS, asWritten, characters, make, nextUid, ownKeys, say, scrolling } from "./dom.js";
import { languageChoice } from "./definitions.js";
import { gistOf } from "./gist.js";
import { glossBox } from "./gloss.js";
import { showPassages } from "./passages.js";
import { printedNotes } from "./printed.js";

/**
 * @typedef {import("./types.js").Definitions} Definitions
 * @typedef {import("./types.js").Paragraph} Paragraph
 * @typedef {import("./types.js").ReaderPayload} ReaderPayload
 */

/** The kinds that are on when a text is opened. */
const FIRST_KINDS = ["term"];

/**
 * Show an annotated text.
 * @param {HTMLElement} el
 * @param {ReaderPayload} payload
 * @returns {() => void} stops listening to the page
 */
export function mountReader(el, payload) {
  const { texts, annotations } = payload;
  const titleId = nextUid();
  const live = make("p", { class: "live", "aria-live": "polite" });
  const on = new Set(FIRST_KINDS);
  /** @type {{node: HTMLElement, covering: number[]}[]} */
  const segments = [];
  /** Where each annotation ends. @type {Map<number, HTMLElement>} */
  const lastOf = new Map();
  /** @type {import("./passages.js").Shown[]} */
  const paragraphs = [];
  /** What changes with the language of the definitions. @type {((chosen: Definitions) => void)[]} */
  const refreshed = [];
  let [definitions] = payload.definitions;
  /** The word whose gloss is shown, and the box that shows it. @type {HTMLElement | null} */
  let opened = null;
  /** @type {HTMLElement | null} */
  let shown = null;

  const announce = (/** @type {string} */ said) => {
    live.lang = payload.language;
    live.textContent = said;
  };
  const filter = claimFilter(payload, (said) => {
    close();
    paint();
    announce(said);
  });
  const aloud = readingAloud(payload, announce);
  const printed = make("div", { class: "printed", lang: payload.language });
  const text = make("div", { class: "text", ...asWritten(payload.articleLanguage) });
  for (const paragraph of payload.paragraphs) text.append(paragraphNode(paragraph));
  const root = make(
    "div",
    { class: "lesson-reader", role: "group", lang: payload.language, "aria-labelledby": titleId },
    make("h3", { id: titleId, dir: "auto" }, payload.title),
    legend(),
    filter.root,
    languageChoice(payload, define) ?? "",
    text,
    printed,
    make("p", { class: "rights" }, payload.rights),
    live,
  );
  const escape = ownKeys((event) => {
    if (event.key !== "Escape" || !opened) return;
    const word = opened;
    close();
    word.focus();
  });
  root.addEventListener("keydown", escape);
  el.append(root);
  paint();
  aloud.offer();

  function legend() {
    const choices = payload.kinds.map(({ kind, label, count }) => {
      const input = make("input", { type: "checkbox", value: kind });
      input.checked = on.has(kind);
      input.addEventListener("change", () => {
        if (input.checked) on.add(kind);
        else on.delete(kind);
        close();
        paint();
      });
      return make("label", {}, input, make("span", { class: `swatch k-${kind}` }, label), ` (${count})`);
    });
    const title = make("legend", {}, say(texts, "ui.reader.show"));
    return make("fieldset", { class: "legend" }, title, ...choices);
  }

  /**
   * @param {Paragraph} paragraph
   * @returns {HTMLElement}
   */
  function paragraphNode(paragraph) {
    const body = paragraph.heading ? make("h4") : make("p");
    const text = paragraph.segments.map(([piece]) => piece).join("");
    for (const [piece, covering] of paragraph.segments) {
      if (!covering.length) {
        body.append(piece);
        continue;
      }
      const node = make("span", {}, piece);
      segments.push({ node, covering });
      for (const index of covering) lastOf.set(index, node);
      body.append(node);
    }
    const end = paragraph.start + characters(text);
    paragraphs.push({ node: body, start: paragraph.start, end, text });
    if (paragraph.number === null) return body;
    const label = say(texts, "ui.paragraph", { number: paragraph.number });
    const number = make("span", { class: "paragraph-number" }, make("bdi", {}, label));
    const tools = make("div", { class: "tools", lang: payload.language, translate: "yes" });
    const node = make("div", { class: "paragraph" }, number, body, tools);
    if (paragraph.gist) {
      const { button, sentence, refresh } = gistOf(payload, paragraph.number);
      refreshed.push(refresh);
      tools.append(button);
      node.append(sentence);
    }
    tools.append(aloud.buttonFor(paragraph.number, text));
    return node;
  }

  /** @param {number} index */
  function isShown(index) {
    const annotation = annotations[index];
    return on.has(annotation.kind) && (annotation.kind !== "claim" || filter.keeps(annotation));
  }

  /** @param {Definitions} chosen */
  function define(chosen) {
    definitions = chosen;
    close();
    paint();
    for (const refresh of refreshed) refresh(chosen);
  }

  /** Give each segment the marks of the kinds that are on. */
  function paint() {
    /** @type {Set<number>} */
    const begun = new Set();
    /** @type {Map<number, HTMLElement>} */
    const terms = new Map();
    filter.root.hidden = !on.has("claim");
    for (const { node, covering } of segments) {
      const visible = covering.filter(isShown);
      delete node.dataset.note;
      node.className = [...new Set(visible.map((index) => `k-${annotations[index].kind}`))].join(" ");
      const first = visible.some((index) => !begun.has(index));
      for (const index of visible) {
        const { kind } = annotations[index];
        if (kind === "term") terms.set(index, lastOf.get(index) ?? node);
        if (kind !== "claim") continue;
        if (!begun.has(index)) node.classList.add("begins");
      }
      for (const index of visible) begun.add(index);
      node.onclick = visible.length ? () => toggle(node, visible) : null;
      node.onkeydown = null;
      for (const name of ["tabindex", "role", "aria-expanded"]) node.removeAttribute(name);
      if (!first) continue;
      node.tabIndex = 0;
      node.setAttribute(OWN_KEYS, "true");
      node.setAttribute("role", "button");
      node.setAttribute("aria-expanded", "false");
      node.onkeydown = ownKeys((event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        toggle(node, visible);
      });
    }
    printedNotes(printed, terms, payload, definitions);
  }

  /**
   * @param {HTMLElement} node
   * @param {number[]} indices
   */
  function toggle(node, indices) {
    const again = opened === node;
    close();
    if (again) return;
    opened = node;
    if (node.hasAttribute("role")) node.setAttribute("aria-expanded", "true");
    node.classList.add("opened");
    const length = (/** @type {number} */ index) => annotations[index].end - annotations[index].start;
    const innermost = [...indices].sort((one, other) => length(one) - length(other));
    shown = glossBox(innermost, payload, definitions, () => {
      close();
      node.focus();
    });
    node.closest("p, h4")?.after(shown);
    shown.scrollIntoView({ block: "nearest", behavior: scrolling() });
    live.textContent = shown.innerText;
    live.lang = definitions.labelsLanguage;
  }

  function close() {
    opened?.classList.remove("opened");
    if (opened?.hasAttribute("role")) opened.setAttribute("aria-expanded", "false");
    opened = null;
    shown?.remove();
    shown = null;
    live.textContent = "";
  }

  const passages = showPassages(root, payload, paragraphs);
  return () => {
    passages();
    aloud.leave();
  };
}
