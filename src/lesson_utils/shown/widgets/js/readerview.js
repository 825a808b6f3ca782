import { readingAloud, saidOfParagraph } from "./aloud.js";
import { easyText, placesOf } from "./easy.js";
import { claimFilter } from "./claims.js";
import { languageChoice } from "./definitions.js";
import { OWN_KEYS, asWritten, characters, make, nextUid, ownKeys, say, scrolling } from "../../../browser/dom.js";
import { gistOf } from "./gist.js";
import { glossBox } from "./gloss.js";
import { kindChoice } from "./kinds.js";
import { showPassages } from "./passages.js";
import { printedNotes } from "./printed.js";
import { quizLink } from "./quizlink.js";
import { stepper } from "./stepping.js";

/**
 * @typedef {import("./types.js").Definitions} Definitions
 * @typedef {import("./types.js").Paragraph} Paragraph
 * @typedef {import("./types.js").ReaderPayload} ReaderPayload
 */

/** How much of the window something may fill, to be brought into it as a whole. */
const MOST_OF_WINDOW = 0.9;

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
  /** @type {{node: HTMLElement, covering: number[]}[]} */
  const segments = [];
  /** Where each annotation ends. @type {Map<number, HTMLElement>} */
  const lastOf = new Map();
  /** Where each annotation that is marked begins, in the order of the text. @type {Map<number, HTMLElement>} */
  const firstOf = new Map();
  /** @type {import("./passages.js").Shown[]} */
  const paragraphs = [];
  /** What changes with the language of the definitions. @type {((chosen: Definitions) => void)[]} */
  const refreshed = [];
  let [definitions] = payload.definitions;
  /** The word whose gloss is shown, its annotation, and the box that shows it. @type {HTMLElement | null} */
  let opened = null;
  /** @type {number | null} */
  let current = null;
  /** @type {HTMLElement | null} */
  let shown = null;

  const announce = (/** @type {string} */ said) => {
    live.lang = payload.language;
    live.textContent = said;
  };
  const filter = claimFilter(payload, () => {
    repaint();
    announce(filter.said());
  });
  const kinds = kindChoice(payload, repaint);
  const steps = stepper(texts, step);
  const past = quizLink(payload);
  const aloud = readingAloud(payload, announce);
  const printed = make("div", { class: "printed", lang: payload.language });
  const text = make("div", { class: "text", ...asWritten(payload.articleLanguage) });
  for (const paragraph of payload.paragraphs) text.append(paragraphNode(paragraph));
  const article = [languageChoice(payload, define) ?? "", kinds.root, steps.root, filter.root, text, printed];
  const root = make(
    "div",
    { class: "lesson-reader", role: "group", lang: payload.language, "aria-labelledby": titleId },
    make("div", { class: "head" }, make("h3", { id: titleId, dir: "auto" }, payload.title), past.root),
    ...(payload.easy ? easyFirst(payload.easy) : article),
    make("p", { class: "rights" }, payload.rights),
    live,
  );
  const escape = ownKeys((event) => {
    if (event.key !== "Escape") return;
    const word = opened;
    if (!word) {
      passages.back();
      return;
    }
    close();
    word.focus();
  });
  root.addEventListener("keydown", escape);
  el.append(root);
  paint();

  /**
   * Put an easier text before the article, which unfolds where a sentence leads.
   * @param {import("./types.js").Easy} easy
   * @returns {HTMLElement[]}
   */
  function easyFirst(easy) {
    const summary = make("summary", {}, say(texts, "ui.reader.easy.article"));
    const folded = make("details", {}, summary, ...article);
    const node = easyText({ ...payload, easy }, aloud, (found, origin, way) => {
      folded.open = true;
      close();
      passages.show(found, origin, way);
      const values = { count: found.length, where: placesOf(found) };
      announce(say(texts, "ui.reader.easy.shown", values));
    });
    return [node, folded];
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
    const node = make("div", { class: "paragraph", "data-number": `${paragraph.number}` }, number, body, tools);
    if (paragraph.gist) {
      const { button, sentence, refresh } = gistOf(payload, paragraph.number);
      refreshed.push(refresh);
      tools.append(button);
      node.append(sentence);
    }
    tools.append(aloud.buttonFor(text, saidOfParagraph(texts, paragraph.number)));
    return node;
  }

  /** @param {number} index */
  function isShown(index) {
    const annotation = annotations[index];
    return annotation.kind === kinds.chosen() && (annotation.kind !== "claim" || filter.keeps(annotation));
  }

  /** @param {Definitions} chosen */
  function define(chosen) {
    definitions = chosen;
    repaint();
    for (const refresh of refreshed) refresh(chosen);
  }

  function repaint() {
    close();
    paint();
  }

  /** Give each segment the marks of the kind that is chosen. */
  function paint() {
    firstOf.clear();
    /** @type {Map<number, HTMLElement>} */
    const terms = new Map();
    filter.offer(kinds.chosen() === "claim");
    for (const { node, covering } of segments) {
      const visible = covering.filter(isShown);
      delete node.dataset.note;
      node.className = [...new Set(visible.map((index) => `k-${annotations[index].kind}`))].join(" ");
      const first = visible.some((index) => !firstOf.has(index));
      for (const index of visible) {
        const { kind } = annotations[index];
        if (kind === "term") terms.set(index, lastOf.get(index) ?? node);
        if (kind !== "claim") continue;
        if (!firstOf.has(index)) node.classList.add("begins");
      }
      for (const index of visible) if (!firstOf.has(index)) firstOf.set(index, node);
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
    tellSteps(steps);
  }

  /**
   * Say how many passages are marked, or which of them is open.
   * @param {ReturnType<typeof stepper>} told
   */
  function tellSteps(told) {
    const count = firstOf.size;
    const number = current === null ? 0 : [...firstOf.keys()].indexOf(current) + 1;
    const all = kinds.chosen() === "claim" ? filter.said() : "";
    told.tell(number ? say(texts, "ui.reader.step", { number, count }) : all, count);
  }

  /**
   * Open the next marked passage, or the one before: from the last one on to the first.
   * @param {import("./stepping.js").Direction} direction
   */
  function step(direction) {
    const order = [...firstOf];
    const from = order.findIndex(([index]) => index === current);
    const next = from < 0 && direction < 0 ? order.length - 1 : (from + direction + order.length) % order.length;
    const [index, node] = order[next];
    close();
    const also = segments.find((segment) => segment.node === node)?.covering.filter(isShown) ?? [];
    open(node, [index, ...also.filter((other) => other !== index)]).focus(direction);
    bringIntoView(node);
  }

  /**
   * Bring a place and what is said of it into the window: with all of its paragraph, where there is
   * room; the place first, where there is none.
   * @param {HTMLElement} node
   */
  function bringIntoView(node) {
    const room = innerHeight * MOST_OF_WINDOW;
    const home = node.closest(".paragraph") ?? node;
    const { bottom } = (shown ?? node).getBoundingClientRect();
    const behavior = scrolling();
    if (home.getBoundingClientRect().height < room) home.scrollIntoView({ block: "center", behavior });
    else if (bottom - node.getBoundingClientRect().top < room) shown?.scrollIntoView({ block: "end", behavior });
    else node.scrollIntoView({ block: "center", behavior });
  }

  /**
   * @param {HTMLElement} node
   * @param {number[]} indices
   */
  function toggle(node, indices) {
    const length = (/** @type {number} */ index) => annotations[index].end - annotations[index].start;
    const innermost = [...indices].sort((one, other) => length(one) - length(other));
    const again = opened !== null && current === innermost[0];
    close();
    if (again) return;
    open(node, innermost);
    shown?.scrollIntoView({ block: "nearest", behavior: scrolling() });
  }

  /**
   * Show what is said of a place, under its paragraph.
   * @param {HTMLElement} node any part of the place; the keyboard comes back to the first one
   * @param {number[]} indices what is said first comes first
   * @returns {ReturnType<typeof stepper>} the way on from there
   */
  function open(node, indices) {
    [current] = indices;
    const word = firstOf.get(current) ?? node;
    opened = word;
    word.setAttribute("aria-expanded", "true");
    for (const segment of segments) {
      segment.node.classList.toggle("opened", segment.covering.includes(indices[0]));
    }
    const here = stepper(texts, step);
    const { root, list } = glossBox(indices, payload, definitions, here.root, () => {
      close();
      word.focus();
    });
    shown = root;
    node.closest("p, h4")?.after(shown);
    for (const told of [steps, here]) tellSteps(told);
    live.textContent = list.innerText;
    live.lang = definitions.labelsLanguage;
    return here;
  }

  function close() {
    for (const { node } of segments) node.classList.remove("opened");
    opened?.setAttribute("aria-expanded", "false");
    opened = null;
    current = null;
    shown?.remove();
    shown = null;
    live.textContent = "";
    tellSteps(steps);
  }

  const passages = showPassages(root, payload, paragraphs);
  return () => {
    passages.leave();
    past.leave();
    aloud.leave();
  };
}
