import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import "./types.mjs";
import { interaction } from "../../src/lesson_utils/student/platform/interactions.js";
import { STANDARDS } from "../../src/lesson_utils/student/platform/standards.js";

const old = STANDARDS["1.2"];
const later = STANDARDS["2004"];
const AT = Date.UTC(2026, 10, 27, 15, 42, 18, 860);

/** The tables and the right responses that Python and the browser are graded by. */
function vectors(type) {
  const path = new URL(`../vectors/${type}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf-8"));
}

function told(known, type, response, standard, more = {}) {
  const [table] = Object.values(vectors(type).tables);
  const asked = { id: "q", edition: "e", prompt: "Qui ?", ...table };
  const entry = { at: AT, edition: "e", response, seconds: 75, maximum: asked.maximum, ...more };
  const fields = interaction({ name: "quiz_q", ...known }, asked, { entry, survey: false }, standard, {});
  return Object.fromEntries(fields);
}

const essay = { form: "essay" };

test("times are written as each standard has them", () => {
  assert.deepEqual([0, 59, 75, 3661, 40_000_000].map(old.span), [
    "00:00:00", "00:00:59", "00:01:15", "01:01:01", "9999:59:59",
  ]);
  assert.deepEqual([0, 75, 3661].map(later.span), ["PT0H0M0S", "PT0H1M15S", "PT1H1M1S"]);
  assert.match(old.moment(AT), /^\d\d:\d\d:\d\d$/);
  assert.equal(later.moment(AT), "2026-11-27T15:42:18.86Z");
});

test("free words are neutral, on one line and cut to what the standard takes", () => {
  const long = `{Début\n${"🌊 ".repeat(3000)}`;
  for (const [standard, most, answer] of [[old, 255, "student_response"], [later, 4000, "learner_response"]]) {
    const fields = told(essay, "reflect", { text: long, ticked: [] }, standard);
    assert.equal(fields.result, "neutral");
    assert.equal(fields.weighting, "0");
    assert.ok(fields[answer].length <= most && fields[answer].length > most - 4);
    assert.ok(fields[answer].isWellFormed());
    assert.match(fields[answer], /^ \{Début 🌊 .*…$/su);
    assert.equal(fields["correct_responses.0.pattern"], undefined);
  }
});

test("a number that Moodle would not take as one is told as it was typed", () => {
  const known = { form: "amount", key: "150000", range: [149_000, 151_000], thousands: "", unit: "" };
  const table = { id: "q", type: "number", edition: "e", prompt: "", maximum: 1, answer: 150_000 };
  const whole = { ...table, tolerance: 1000, thousands: "", unit: "", anticipated: [], feedback: "", otherwise: "" };
  const entry = { at: AT, edition: "e", response: "150 000", seconds: 1, maximum: 1 };
  const say = (standard) =>
    Object.fromEntries(interaction({ name: "n", ...known }, whole, { entry, survey: false }, standard, {}));
  assert.deepEqual([say(old).type, say(old).student_response], ["numeric", "150000"]);
  assert.deepEqual([say(later).type, say(later).learner_response], ["fill-in", "150 000"]);
  assert.equal(say(old).result, "correct");
});

test("what a student has not been told, nobody is", () => {
  const { tables } = vectors("single");
  const [table] = Object.values(tables);
  const key = table.options.find(({ correct }) => correct).id;
  const known = { form: "choices", codes: [Object.fromEntries(table.options.map(({ id }) => [id, id]))], key };
  assert.equal(told(known, "single", key, old).result, "correct");
  assert.equal(told(known, "single", key, old, { maximum: 0 }).result, "neutral");
  assert.equal(told(known, "single", key, old, { edition: "earlier" }).result, undefined);
});

test("the student's own words never become the standard's own signs", () => {
  const known = { form: "gaps", gaps: ["a", "b"], key: { a: "x", b: "y" } };
  const table = {
    id: "q", type: "cloze", edition: "e", prompt: "", maximum: 2, pieces: ["", "", ""],
    gaps: ["a", "b"].map((id) => ({ id, text: id, accepted: [id], feedback: "" })),
  };
  const entry = { at: AT, edition: "e", response: { a: "x[,]z", b: "{lang=fr}y" }, seconds: 1, maximum: 2 };
  const fields = interaction({ name: "n", ...known }, table, { entry, survey: false }, later, {});
  assert.equal(Object.fromEntries(fields).learner_response, "x[ , ]z[,] {lang=fr}y");
});
