import { OWN_KEYS, make, nextUid, ownKeys, same, scrolling } from "../../../browser/dom.js";
import { markStretch, unmark } from "../../../browser/highlight.js";
import { articleKeys } from "./articlekeys.js";
import { articleText, markChoice, markedArticle } from "./marked.js";
import { tightSpan, wordsOf } from "./offsets.js";
import { articlePlaces } from "./places.js";
import { markName, verbBar } from "./verbs.js";
import { openWalk } from "./walk.js";

/**
 * @typedef {import("./types.js").Mark} Mark
 * @typedef {import("./types.js").Span} Span
 * @typedef {import("./types.js").Studio} Studio
 */

/** How long a selection by hand rests before it is taken: handles are still being moved. */
const REST_MS = 200;

/**
 * Show the article: its marks lead to their items, its passages are chosen by mouse, touch or keys.
 * @param {Studio} studio
 * @param {{begin: (kind: string, seed: {anchor: any, span: Span, type?: string, file?: string}) => void,
 *   lead: (file: string, path: import("./types.js").Path) => void, trouble: (words: string) => void}} to
 */
export function studioArticle(studio, to) {
  const { lesson, say } = studio;
  const letters = [...lesson.article.text];
  const words = lesson.article.paragraphs.flatMap(({ start, end }) =>
    wordsOf(letters.slice(start, end).join(""), lesson.article.language, start),
  );
  const walk = openWalk(words, lesson.article.sentences, lesson.article.paragraphs);
  const howId = nextUid();
  const text = articleText(lesson, howId);
  text.setAttribute(OWN_KEYS, "true");
  const how = make("details", { class: "how" }, make("summary", {}, say("studio.article.keys")), make("p", { id: howId }, say("studio.article.how")));
  const choice = markChoice(studio, redraw);
  const bar = verbBar(studio, { begin, lead, take, giveUp, leave });
  const scroller = make("div", { class: "studio-scroll" }, text);
  const root = make("section", { class: "studio-article", "aria-label": say("studio.article.title") }, make("div", { class: "studio-above" }, choice.root, how), scroller, bar.root);
  /** @type {ReturnType<typeof markedArticle>} */
  let shown = { nodes: [], homes: [], marksOf: new Map() };
  const places = articlePlaces(() => shown.homes);
  /** The passage chosen, and the one a form points at. @type {Span | null} */
  let chosen = null;
  /** @type {Span | null} */
  let pointed = null;
  /** @type {{done: (span: Span | null) => void, origin: HTMLElement | null} | null} */
  let picking = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  let drawn = "";

  /** Draw the article anew, if its marks are others. */
  function redraw() {
    const marks = lesson.marks.filter(choice.shows);
    const state = JSON.stringify(marks);
    choice.draw();
    if (state === drawn) return;
    drawn = state;
    shown = markedArticle(lesson, choice.shows);
    text.replaceChildren(...shown.nodes);
    if (text === document.activeElement && chosen) select(chosen);
    else paint();
  }

  /** Mark the passage that is chosen or pointed at, where the browser does not show it itself. */
  function paint() {
    unmark(text);
    const span = chosen ?? pointed;
    if (!span) return;
    for (const { node, start, text: own } of places.homesOf(span)) markStretch(node, own, span.start - start, span.end - start);
  }

  /** @param {Span} span */
  function reveal(span) {
    const box = places.rangeOf(span)?.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    if (!box || (box.top >= room.top && box.bottom <= room.bottom)) return;
    scroller.scrollBy({ top: box.top - room.top - Math.max(0, room.height - box.height) / 3, behavior: scrolling() });
  }

  /** @param {Span} span */
  function select(span) {
    unmark(text);
    const range = places.rangeOf(span);
    const selection = getSelection();
    if (range) selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** @param {Span} span */
  function quoteOf({ start, end }) {
    return letters.slice(start, end).join("");
  }

  /** @param {Span} span */
  function marksAt({ start, end }) {
    const length = (/** @type {Mark} */ mark) => mark.end - mark.start;
    const here = lesson.marks.filter((mark) => mark.start < end && mark.end > start && choice.shows(mark));
    return here.sort((one, other) => length(one) - length(other));
  }

  /** @param {Span} span */
  function choose(span) {
    if (same(span, chosen)) return;
    chosen = span;
    pointed = null;
    const marks = marksAt(span);
    bar.show(span, quoteOf(span), marks);
    reveal(span);
    const told = marks.map((mark) => markName(studio, mark)).join(" ");
    studio.announce(say("studio.article.chosen", { quote: quoteOf(span), marks: told }));
    studio.ask("anchor", span).then(
      (found) => same(span, chosen) && bar.tell(found.words ?? ""),
      () => {},
    );
  }

  function leave() {
    const was = chosen;
    chosen = null;
    walk.leave();
    bar.hide();
    if (was) getSelection()?.removeAllRanges();
    paint();
    if (was && bar.root.contains(document.activeElement)) text.focus({ preventScroll: true });
    return was !== null;
  }

  /** Choose what is selected on the page, if it is in the article. */
  function takeSelected() {
    const selection = getSelection();
    if (!text.isConnected || !selection?.rangeCount || selection.isCollapsed) return;
    if (!text.contains(selection.anchorNode) && !text.contains(selection.focusNode)) return;
    const span = tightSpan(letters, places.spanOf(selection.getRangeAt(0)));
    if (!span || same(span, chosen)) return;
    walk.set(span);
    choose(span);
  }

  const heard = () => {
    clearTimeout(resting);
    const selection = getSelection();
    if (!selection?.isCollapsed && text.contains(selection?.anchorNode ?? null)) resting = setTimeout(takeSelected, REST_MS);
  };

  /** @param {string} kind @param {string} [file] */
  async function begin(kind, file = undefined) {
    const span = chosen;
    if (!span) return;
    try {
      const { anchor, start, end } = await studio.ask("anchor", span);
      if (same(chosen, span)) leave();
      to.begin(kind, { anchor, span: { start, end }, type: kind, ...(file ? { file } : {}) });
      point({ start, end });
    } catch (error) {
      to.trouble(/** @type {Error} */ (error).message);
    }
  }

  /** @param {Mark} mark */
  function lead(mark) {
    leave();
    point(mark, false);
    to.lead(mark.file, mark.path);
  }

  /** @param {Span | null} span */
  function endPicking(span) {
    const was = picking;
    picking = null;
    bar.pick();
    if (span) leave();
    if (was?.origin?.isConnected) was.origin.focus({ preventScroll: true });
    if (span) point(span);
    was?.done(span);
  }

  function take() {
    if (picking && chosen) endPicking({ ...chosen });
  }

  function giveUp() {
    endPicking(null);
  }

  /** @param {Span | null} span @param {boolean} [scroll] */
  function point(span, scroll = true) {
    pointed = span && { start: span.start, end: span.end };
    if (chosen && text.contains(document.activeElement)) return;
    paint();
    if (pointed && scroll) reveal(pointed);
  }

  /** @param {Event} event */
  function clicked(event) {
    if (!getSelection()?.isCollapsed) return;
    const node = event.target instanceof Element ? event.target.closest(".marked") : null;
    const marks = node ? (shown.marksOf.get(node) ?? []) : [];
    leave();
    if (!marks.length) return;
    if (marks.length === 1 && !picking) {
      lead(marks[0]);
      return;
    }
    const [{ start, end }] = marks;
    walk.set({ start, end });
    select({ start, end });
    choose({ start, end });
    bar.focusHere();
  }

  const key = ownKeys(
    articleKeys(studio, walk, {
      marks: () => [...lesson.marks].filter(choice.shows).sort((one, other) => one.start - other.start || one.end - other.end),
      chosen: () => chosen,
      moved(span) {
        select(span);
        choose(span);
      },
      can: bar.can,
      act(verb) {
        if (verb === "open") bar.focus();
        else if (verb === "take") take();
        else if (verb === "leave") return leave() || (picking !== null && (giveUp(), true));
        else bar.begin(verb);
        return true;
      },
    }),
  );
  const escape = ownKeys((/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (!leave()) giveUp();
    text.focus({ preventScroll: true });
  });
  text.addEventListener("keydown", key);
  bar.root.addEventListener("keydown", escape);
  text.addEventListener("click", clicked);
  text.addEventListener("blur", paint);
  document.addEventListener("selectionchange", heard);
  redraw();

  return {
    root,
    redraw,
    point,
    selection: () => chosen && { ...chosen },
    /** @param {string} wanted @returns {Promise<Span | null>} */
    pick(wanted) {
      if (picking) giveUp();
      if (chosen) {
        const span = { ...chosen };
        leave();
        point(span);
        return Promise.resolve(span);
      }
      return new Promise((done) => {
        picking = { done, origin: /** @type {HTMLElement | null} */ (document.activeElement) };
        bar.pick(wanted);
        text.focus({ preventScroll: true });
        root.scrollIntoView({ block: "nearest", behavior: scrolling() });
        studio.announce(wanted);
      });
    },
    end() {
      clearTimeout(resting);
      document.removeEventListener("selectionchange", heard);
      if (picking) giveUp();
    },
  };
}
