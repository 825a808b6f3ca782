import { asWritten, characters, make, say } from "../../browser/dom.js";
import { isWhole } from "../notes.js";
import { markStretch, unmark } from "../../browser/highlight.js";
import { feedbackOf, isEmpty, nothing } from "../outcomes.js";
import { register } from "../registry.js";

/**
 * @typedef {import("../tables.js").LocateTable} Table
 * @typedef {import("../tables.js").SentenceRow} Sentence
 * @typedef {import("../types.js").Verdict} Verdict
 * @typedef {{start: number, end: number}} Stretch
 * @typedef {[number, number]} Range
 */

/**
 * Read ranges and join those that overlap; null if they are none.
 * @param {unknown} response
 * @returns {Range[] | null}
 */
function readRanges(response) {
  if (!Array.isArray(response)) return null;
  const sound = response.every(
    (item) =>
      Array.isArray(item) &&
      item.length === 2 &&
      item.every((bound) => Number.isInteger(bound)) &&
      item[0] < item[1],
  );
  if (!sound) return null;
  /** @type {Range[]} */
  const joined = [];
  for (const [start, end] of [...response].sort((one, other) => one[0] - other[0])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/**
 * @param {Stretch} stretch
 * @param {Range[]} ranges
 */
function covered(stretch, ranges) {
  const inside = ranges.map(([start, end]) => Math.min(end, stretch.end) - Math.max(start, stretch.start));
  return inside.reduce((sum, length) => sum + Math.max(0, length), 0);
}

/**
 * @param {Stretch} one
 * @param {Stretch} other
 */
const over = (one, other) => one.start < other.end && other.start < one.end;

/**
 * @param {Stretch} stretch
 * @param {Range[]} ranges
 */
const half = (stretch, ranges) => covered(stretch, ranges) * 2 >= stretch.end - stretch.start;

/**
 * Grade ranges of characters: two points a passage found, less one an extra sentence.
 * @param {Table} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function locateGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  const ranges = readRanges(response);
  if (!ranges) return nothing("malformed");
  const { sentences, targets } = table;
  const last = ranges[ranges.length - 1];
  if (ranges[0][0] < sentences[0].start || last[1] > sentences[sentences.length - 1].end) {
    return nothing("unknown");
  }
  /** @type {Record<string, Verdict>} */
  const parts = {};
  for (const target of targets) {
    const nearly = covered(target, ranges) * 10 >= (target.end - target.start) * 9;
    parts[target.id] = nearly ? "right" : half(target, ranges) ? "partial" : "missed";
  }
  const feedback = targets
    .filter(({ id }) => parts[id] !== "missed")
    .map(({ id, feedback: said }) => ({ id, text: parts[id] === "right" ? said : table.partial }));
  for (const sentence of sentences) {
    if (targets.some((target) => over(sentence, target)) || !half(sentence, ranges)) continue;
    parts[sentence.id] = "wrong";
    const near = feedbackOf(table.near, (id) => id === sentence.id).pop();
    feedback.push({ id: sentence.id, text: near?.text ?? table.otherwise });
  }
  if (!feedback.length) feedback.push({ id: "otherwise", text: table.otherwise });
  const verdicts = Object.values(parts);
  const count = (/** @type {Verdict} */ wanted) => verdicts.filter((v) => v === wanted).length;
  const score = Math.max(0, 2 * count("right") + count("partial") - count("wrong"));
  const { maximum } = table;
  return { status: "scored", score, maximum, correct: score === maximum, parts, feedback };
}

/**
 * Show the text; each sentence is a native radio button or checkbox, shown as the sentence. With
 * the mouse, a part of the text can be selected instead.
 * @param {import("../types.js").Context<import("../tables.js").LocateTable>} context
 * @returns {import("../types.js").View}
 */
export function locateView({ table, texts, uid, articleLanguage, changed }) {
  const type = table.targets.length === 1 ? "radio" : "checkbox";
  const text = make("div", { class: "locate", ...asWritten(articleLanguage) });
  const notes = make("ul", { class: "notes", hidden: true });
  /** @type {Map<string, {sentence: Sentence, input: HTMLInputElement, words: HTMLElement}>} */
  const rows = new Map();
  /** What the mouse has selected, if that is not whole sentences. @type {Range | null} */
  let part = null;

  /** @type {number | null | undefined} */
  let paragraph;
  let line = text;
  for (const sentence of table.sentences) {
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph;
      line = make("p", {}, make("span", { class: "paragraph-number" }, `§${paragraph} `));
      text.append(line);
    }
    const input = make("input", { type, name: uid, value: sentence.id });
    const words = make("span", { class: "words" }, sentence.text);
    input.addEventListener("change", () => {
      part = null;
      paint();
      changed();
    });
    rows.set(sentence.id, { sentence, input, words });
    line.append(make("label", {}, input, words), " ");
  }

  let justSelected = false;
  text.addEventListener("click", (event) => {
    // The click that ends a selection with the mouse must not choose the sentence under it.
    if (justSelected) event.preventDefault();
  });
  text.addEventListener("mouseup", (event) => {
    // A second click selects a word: that is no choice of a passage.
    const range = event.detail > 1 ? null : selected();
    if (event.detail > 1) getSelection()?.removeAllRanges();
    // Of several passages a mouse could hold one only: those are chosen sentence by sentence.
    if (!range || table.targets.length > 1 || text.querySelector(":disabled")) return;
    part = range;
    getSelection()?.removeAllRanges();
    for (const { input } of rows.values()) input.checked = false;
    paint();
    changed();
    justSelected = true;
    setTimeout(() => {
      justSelected = false;
    });
  });

  /** Give the characters selected with the mouse, cut to sentences, or null. */
  function selected() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    /** @type {Range | null} */
    let found = null;
    for (const { sentence, words } of rows.values()) {
      if (!range.intersectsNode(words)) continue;
      if (words.textContent !== sentence.text) {
        // What is shown is not what places are counted in: of a translation, take whole sentences.
        found = [found ? found[0] : sentence.start, sentence.end];
        continue;
      }
      const inner = document.createRange();
      inner.selectNodeContents(words);
      if (range.compareBoundaryPoints(Range.START_TO_START, inner) > 0) {
        inner.setStart(range.startContainer, range.startOffset);
      }
      const before = document.createRange();
      before.setStart(words, 0);
      before.setEnd(inner.startContainer, inner.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, inner) < 0) {
        inner.setEnd(range.endContainer, range.endOffset);
      }
      const start = sentence.start + characters(before.toString());
      const end = start + characters(inner.toString());
      if (start < end) found = [found ? found[0] : start, end];
    }
    return found;
  }

  /** Show what is chosen: whole sentences by their input, a part of the text by a mark. */
  function paint() {
    for (const { sentence, words } of rows.values()) {
      unmark(words);
      if (!part || part[0] >= sentence.end || part[1] <= sentence.start) continue;
      markStretch(words, sentence.text, part[0] - sentence.start, part[1] - sentence.start);
    }
  }

  const several = table.targets.length > 1 ? "ui.locate.how.several" : "ui.locate.how";
  const how = say(texts, several, { count: table.targets.length });

  /**
   * Give the first words of the sentence that a part of the outcome is about.
   * @param {string} id
   */
  function beginning(id) {
    const target = table.targets.find((one) => one.id === id);
    const sentence = target
      ? table.sentences.find((one) => over(one, target))
      : table.sentences.find((one) => one.id === id);
    const words = (sentence?.text ?? "").split(" ");
    return words.slice(0, 4).join(" ") + (words.length > 4 ? "…" : "");
  }

  return {
    root: make("div", {}, make("p", { class: "how" }, how), text, notes),
    needsCheck: true,
    read() {
      if (part) return [part];
      const chosen = [...rows.values()].filter(({ input }) => input.checked);
      return chosen.map(({ sentence }) => [sentence.start, sentence.end]);
    },
    write(response) {
      const ranges = readRanges(response) ?? [];
      const whole = (/** @type {Sentence} */ { start, end }) =>
        ranges.some((range) => range[0] <= start && end <= range[1]);
      for (const { sentence, input } of rows.values()) input.checked = whole(sentence);
      const bounds = table.sentences.filter(whole).flatMap(({ start, end }) => [start, end]);
      const loose = ranges.find(([start, end]) => !bounds.includes(start) || !bounds.includes(end));
      part = loose ?? null;
      if (part) for (const { input } of rows.values()) input.checked = false;
      paint();
    },
    mark(outcome) {
      const scored = outcome?.status === "scored" ? outcome : null;
      for (const [id, { sentence, words }] of rows) {
        const target = table.targets.find((one) => over(one, sentence));
        const verdict = scored?.parts[target?.id ?? id];
        // What was missed is told in words, with the evidence: not by a colour here.
        words.className = `words ${verdict && verdict !== "missed" ? verdict : ""}`;
      }
      const said = scored?.feedback ?? [];
      notes.hidden = !said.length;
      notes.replaceChildren(
        ...said.map(({ id, text: words }) => {
          const verdict = scored?.parts[id] ?? "wrong";
          // An answer of one part that is right is told so once, below.
          const told = verdict === "right" && scored && isWhole(scored) && words;
          const word = told ? "" : make("strong", {}, say(texts, `ui.verdict.${verdict}`));
          const about = beginning(id);
          const quote = about ? make("span", asWritten(articleLanguage), `«\u00a0${about}\u00a0»`) : "";
          return make("li", { class: `option-note ${verdict}` }, quote, " ", word, ` ${words}`);
        }),
      );
    },
  };
}

/**
 * Say ranges in words: what they hold of the text.
 * @param {Table} table
 * @param {unknown} response
 */
function locateWords(table, response) {
  const ranges = readRanges(response) ?? [];
  return table.sentences
    .flatMap(({ start, text }) =>
      ranges.map(([from, to]) => [...text].slice(Math.max(0, from - start), Math.max(0, to - start)).join("")),
    )
    .filter(Boolean)
    .join(" … ");
}

// Select the sentence of the article that proves a statement.
register({
  name: "locate",
  grade: locateGrade,
  view: locateView,
  words: locateWords,
});
