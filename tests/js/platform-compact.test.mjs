import assert from "node:assert/strict";
import test from "node:test";

import "./types.mjs";
import { decoded, encoded } from "../../src/lesson_utils/student/platform/coding.js";
import { compact, expand } from "../../src/lesson_utils/student/platform/compact.js";
import { mergeRecords } from "../../src/lesson_utils/student/records.js";

const ROOM = 4096;
const NOON = 1_790_000_000_000;
const TOKEN = "ab12cd34";
const NOTHING = { at: 0, edition: "", response: null, draft: null };
const COUNTS = { attempts: 0, hints: 0, seconds: 0, score: 0, maximum: 0 };

/** A question with free text, and one with options; neither is more than its grading needs. */
const free = (id) => ({ id, type: "reflect", edition: `e-${id}`, maximum: 0, model: "", criteria: [] });
const choice = (id) => ({
  id,
  type: "single",
  edition: `e-${id}`,
  maximum: 1,
  options: ["a", "b"].map((each) => ({ id: each, text: each, feedback: "", correct: each === "b" })),
});
const quizOf = (id, ...tables) => ({ id, title: id, mode: "practice", notebook: "", tables });
const said = (text) => ({ text, ticked: [] });

function entry(table, response, more = {}) {
  return { ...NOTHING, ...COUNTS, at: NOON, edition: table.edition, response, ...more };
}

function recordOf(quizzes) {
  return { format: "lesson-record", version: 1, lesson: "phare", seed: "s33d", quizzes };
}

const phase = (at = 0) => ({ at, finished: at > 0, score: at && 3, maximum: at && 7 });

test("what is written down is read again, whatever the values", () => {
  const values = [
    null, "", "b", "*n", "-", "a,b", "(x)", "{y:z}", "50 % ~ ; = & <b> \" \\ \u2028", "é🌊٣", 0, -3.5,
    1e21, true, false, [], [""], ["a", "c"], [[184, 229]], [[0, 1], [5, 9]], {}, { "": "" },
    { a: "x:y", "b,": "}" }, { text: "Ligne\nautre", ticked: ["a"], levels: { a: "partly" } },
    JSON.parse('{"__proto__": "own"}'),
  ];
  for (const value of values) {
    const text = encoded(value);
    assert.doesNotMatch(text, /[;=~"\\<>&\n]/);
    assert.deepEqual(decoded(text), value);
  }
});

test("what is no value is none", () => {
  for (const text of ["(", "(a", "{a:", "a)", "*x", "%zz", "a,b", "{a:b", "(,)"]) {
    assert.throws(() => decoded(text), undefined, text);
  }
});

test("a record comes back as it was", () => {
  const [one, two, three] = [choice("q1"), choice("q2"), free("q3")];
  const quizzes = [quizOf("un", one, two), quizOf("deux", three)];
  const record = recordOf({
    un: {
      answers: {
        q1: entry(one, "b", { at: NOON + 5, attempts: 2, hints: 1, seconds: 61, score: 1, maximum: 1 }),
        q2: entry(two, null, { at: NOON + 90_000 }),
      },
      phase: phase(NOON + 12),
    },
    deux: {
      answers: { q3: entry(three, said("Oui ; non = peut-être"), { draft: said("Oui…"), attempts: 1 }) },
      phase: phase(),
    },
  });
  const { text, left } = compact(record, quizzes, TOKEN, ROOM);
  assert.deepEqual(left, []);
  assert.ok(text.length < 200, `${text.length} characters`);
  const { state, token, record: read } = expand(text, "phare", quizzes);
  assert.deepEqual([state, token, read], ["sound", TOKEN, record]);
});

test("an answer to an earlier edition is no answer", () => {
  const before = choice("q1");
  const after = { ...before, edition: "changed" };
  const record = recordOf({ un: { answers: { q1: entry(before, "a") }, phase: phase() } });
  const { text } = compact(record, [quizOf("un", before)], TOKEN, ROOM);
  assert.deepEqual(expand(text, "phare", [quizOf("un", after)]).record.quizzes, {});
  assert.equal(expand(text, "phare", [quizOf("un", before)]).record.quizzes.un.answers.q1.response, "a");
});

test("what is too long is left out, and never more room taken than there is", () => {
  const tables = [choice("court"), ...["a", "b", "c"].map(free)];
  const quizzes = [quizOf("un", ...tables)];
  const [short, ...texts] = tables;
  const answers = {
    court: entry(short, "b", { score: 1, maximum: 1 }),
    ...Object.fromEntries(texts.map((table, index) => [table.id, entry(table, said("mot ".repeat(400 + index)))])),
  };
  const record = recordOf({ un: { answers, phase: phase() } });
  for (const room of [ROOM, 2000, 1000, 100]) {
    const { text, left } = compact(record, quizzes, TOKEN, room);
    assert.ok(text.length <= room);
    const { record: read, left: missing } = expand(text, "phare", quizzes);
    assert.equal(missing, left.length);
    assert.equal(read.quizzes.un.answers.court.response, "b");
    const ids = left.map(({ table }) => table.id);
    assert.deepEqual(Object.keys(read.quizzes.un.answers).filter((id) => ids.includes(id)), []);
    // The browser still has all of it, whichever of the two comes first.
    assert.deepEqual(mergeRecords(read, record), record);
    assert.deepEqual(mergeRecords(record, read), record);
  }
  assert.deepEqual(compact(record, quizzes, TOKEN, ROOM).left.map(({ table }) => table.id), ["c"]);
});

test("how many were left out is told on, by whoever does not have them", () => {
  const quizzes = [quizOf("un", choice("q1"))];
  const { text, left } = compact(recordOf({}), quizzes, TOKEN, ROOM, 2);
  assert.deepEqual([left.length, expand(text, "phare", quizzes).left], [0, 2]);
});

test("a draft that does not fit leaves the answer before it, which is earlier than the draft", () => {
  const table = free("a");
  const quizzes = [quizOf("un", table)];
  const whole = entry(table, said("Oui."), { draft: said("mot ".repeat(2000)) });
  const record = recordOf({ un: { answers: { a: whole }, phase: phase() } });
  const { text, left } = compact(record, quizzes, TOKEN, ROOM);
  assert.equal(left.length, 1);
  const read = expand(text, "phare", quizzes).record;
  assert.deepEqual(read.quizzes.un.answers.a.response, said("Oui."));
  assert.deepEqual(mergeRecords(read, record), record);
});

test("a text that was cut off gives what was whole before the cut", () => {
  const tables = ["q1", "q2", "q3"].map(choice);
  const quizzes = [quizOf("un", ...tables)];
  const answers = Object.fromEntries(tables.map((table) => [table.id, entry(table, "a", { attempts: 1 })]));
  const { text } = compact(recordOf({ un: { answers, phase: phase() } }), quizzes, TOKEN, ROOM);
  const counts = new Set();
  for (let length = text.length; length >= 0; length -= 1) {
    const read = expand(text.slice(0, length), "phare", quizzes).record.quizzes.un?.answers ?? {};
    for (const [id, found] of Object.entries(read)) assert.deepEqual(found, answers[id]);
    counts.add(Object.keys(read).length);
  }
  assert.deepEqual([...counts], [3, 2, 1, 0]);
});

test("another content's text is none of this lesson's, and a newer one's stays untouched", () => {
  const quizzes = [quizOf("un", choice("q1"))];
  const states = ["", "page=3", "{}", "2!x!y!1!0;", "99!whatever", "1!x!y!1!0;?;!;zzzzz;"];
  assert.deepEqual(
    states.map((text) => expand(text, "phare", quizzes).state),
    ["empty", "odd", "odd", "newer", "newer", "sound"],
  );
});
