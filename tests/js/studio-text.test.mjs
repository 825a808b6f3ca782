import assert from "node:assert/strict";
import test from "node:test";

import { charactersOf, cutByMarks, tightSpan, unitsOf, wordsOf } from "../../src/lesson_utils/authoring/studio/js/offsets.js";
import { openWalk } from "../../src/lesson_utils/authoring/studio/js/walk.js";

const said = (text, spans) => spans.map(({ start, end }) => [...text].slice(start, end).join(""));

test("characters are counted as Python does, whatever the browser counts", () => {
  for (const [text, units, characters] of [
    ["abc", 2, 2],
    ["🙂 feu", 2, 1],
    ["🙂 feu", 3, 2],
    ["𠮷野家", 3, 2],
    ["e\u0301te", 2, 2],
    ["a\u00a0b\r\nc", 4, 4],
    ["👩‍🏫 dit", 5, 3],
  ]) {
    assert.equal(charactersOf(text, units), characters, text);
    assert.equal(unitsOf(text, characters), units, text);
  }
  assert.equal(charactersOf("🙂", 1), 1);
  assert.equal(unitsOf("abc", 9), 3);
});

test("white space at the edges is no part of a passage, wherever it comes from", () => {
  const letters = [..." \u00a0🙂\nun mot\u202f! \n"];
  assert.deepEqual(tightSpan(letters, { start: 0, end: letters.length }), { start: 2, end: 12 });
  assert.deepEqual(tightSpan(letters, { start: 10, end: 99 }), { start: 11, end: 12 });
  assert.equal(tightSpan(letters, { start: 0, end: 2 }), null);
  assert.equal(tightSpan(letters, { start: 5, end: 5 }), null);
});

test("words are those of the article's language", () => {
  for (const [language, text, words] of [
    ["fr", "🙂 L’armée, qu’on dit « loin » d'ici.", ["L’", "armée", "qu’", "on", "dit", "loin", "d'", "ici"]],
    ["fr", "Aujourd’hui : 3,5 %", ["Aujourd’hui", "3,5"]],
    ["en", "It isn’t l’été", ["It", "isn’t", "l’été"]],
    ["ar", "أُعلن الخبر.", ["أُعلن", "الخبر"]],
  ]) {
    assert.deepEqual(said(text, wordsOf(text, language)), words, language);
  }
  const chinese = wordsOf("我们今天学习。", "zh");
  assert.ok(chinese.length > 1);
  assert.equal(said("我们今天学习。", chinese).join(""), "我们今天学习");
  assert.deepEqual(wordsOf("un deux", "fr", 40), [{ start: 40, end: 42 }, { start: 43, end: 47 }]);
  assert.deepEqual(said("un mot", wordsOf("un mot", "no such language")), ["un", "mot"]);
});

test("a stretch is cut where marks start and end, the shortest on top", () => {
  const marks = [
    { start: 0, end: 20, item: "long" },
    { start: 4, end: 8, item: "inside" },
    { start: 6, end: 12, item: "across" },
    { start: 30, end: 40, item: "elsewhere" },
    { start: 7, end: 7, item: "nothing" },
  ];
  const pieces = cutByMarks({ start: 2, end: 14 }, marks);
  const read = pieces.map(({ start, end, covering }) => [start, end, covering.map(({ item }) => item).join(" ")]);
  assert.deepEqual(read, [
    [2, 4, "long"],
    [4, 6, "inside long"],
    [6, 8, "inside across long"],
    [8, 12, "across long"],
    [12, 14, "long"],
  ]);
  assert.deepEqual(cutByMarks({ start: 2, end: 14 }, []), [{ start: 2, end: 14, covering: [] }]);
});

const TEXT = "Titre seul\n\nUn chat dort. Il rêve !\n\nFin du jour.";
const span = (quote) => ({ start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length });

/** A walk in a text with a heading, a paragraph of two sentences and one of one. */
function walker() {
  const sentences = ["Un chat dort.", "Il rêve !", "Fin du jour."].map(span);
  const paragraphs = ["Titre seul", "Un chat dort. Il rêve !", "Fin du jour."].map(span);
  const walk = openWalk(wordsOf(TEXT, "fr"), sentences, paragraphs);
  const go = (pace, forward = true, extend = false) => {
    walk.go(pace, forward, extend);
    return here();
  };
  const here = () => {
    const { start, end } = walk.chosen();
    return TEXT.slice(start, end);
  };
  return { walk, go, here };
}

test("arrows go by word, by sentence and by paragraph, and stop at the ends", () => {
  const { walk, go } = walker();
  assert.equal(walk.chosen(), null);
  assert.deepEqual([go("word"), go("word"), go("word")], ["Titre", "seul", "Un"]);
  assert.deepEqual([go("sentence"), go("sentence"), go("sentence")], ["Il", "Fin", "Fin"]);
  assert.deepEqual([go("word"), go("sentence", false), go("sentence", false)], ["du", "Fin", "Il"]);
  assert.deepEqual([go("paragraph", false), go("paragraph", false), go("word", false)], ["Un", "Titre", "Titre"]);
  assert.deepEqual([go("paragraph"), go("paragraph"), go("word"), go("word"), go("word")], ["Un", "Fin", "du", "jour", "jour"]);
});

test("with Shift the passage grows, and shrinks again", () => {
  const { go } = walker();
  go("word");
  assert.equal(go("paragraph"), "Un");
  assert.equal(go("word", true, true), "Un chat");
  assert.equal(go("sentence", true, true), "Un chat dort");
  assert.equal(go("sentence", true, true), "Un chat dort. Il rêve");
  assert.equal(go("word", false, true), "Un chat dort. Il");
  assert.equal(go("sentence", false, true), "Un");
  assert.equal(go("word", false, true), "seul\n\nUn");
});

test("a sentence is chosen with its end mark, then the next one with it", () => {
  const { walk, go, here } = walker();
  go("word");
  go("sentence");
  walk.sentence();
  assert.equal(here(), "Un chat dort.");
  walk.sentence();
  assert.equal(here(), "Un chat dort. Il rêve !");
  walk.leave();
  go("paragraph", false);
  go("paragraph", false);
  walk.sentence();
  assert.equal(here(), "Titre seul");
});

test("keys go on from a passage chosen by hand", () => {
  const { walk, go } = walker();
  walk.set(span("chat dort. Il"));
  assert.equal(go("word", true, true), "chat dort. Il rêve");
  walk.set(span("!"));
  assert.equal(walk.chosen() && go("word"), "Fin");
  walk.leave();
  assert.equal(go("word"), "du");
});

test("an article without a word is walked through without harm", () => {
  const walk = openWalk([], [], []);
  walk.go("sentence", true, false);
  walk.sentence();
  assert.equal(walk.chosen(), null);
});
