import assert from "node:assert/strict";
import test from "node:test";

import { changesBetween } from "../../src/lesson_utils/authoring/studio/js/changes.js";

/** Makes changes as a reader of the protocol would, with nothing of the code under test. */
function applied(value, changes) {
  const box = { whole: structuredClone(value) };
  for (const { act, path, value: given, before, to } of changes) {
    const steps = ["whole", ...path];
    const last = steps.pop();
    let home = box;
    for (const step of steps) home = home[step];
    if (act !== "insert") assert.deepEqual(home[last] ?? null, before ?? null, "what stood there was another");
    if (act === "insert") {
      assert.ok(Array.isArray(home) && last <= home.length);
      home.splice(last, 0, structuredClone(given));
    } else if (act === "remove") {
      assert.ok(Array.isArray(home) && last < home.length);
      home.splice(last, 1);
    } else if (act === "move") {
      assert.ok(last < home.length && to < home.length);
      home.splice(to, 0, home.splice(last, 1)[0]);
    } else if (given === null && !Array.isArray(home) && steps.length > 0) delete home[last];
    else home[last] = structuredClone(given);
  }
  return box.whole;
}

const OPTIONS = [
  { text: "2012", feedback: { fr: "non", en: "no" } },
  { text: "2013", correct: true, feedback: { fr: "oui", en: "yes" } },
  { text: "2023", feedback: { fr: "plus tard", en: "later" } },
  { text: "1999", feedback: { fr: "trop tôt", en: "too early" } },
];
const QUESTION = { id: "q", type: "single", draft: true, prompt: { fr: "Quand ?", en: "When?" }, options: OPTIONS };
const [A, B, C, D] = OPTIONS;

const CASES = [
  ["nothing", QUESTION, structuredClone(QUESTION), []],
  ["a word in one language", QUESTION, { ...QUESTION, prompt: { fr: "Quand ?", en: "In which year?" } },
    [{ act: "set", path: ["prompt", "en"], value: "In which year?", before: "When?" }]],
  ["no proposal any more", QUESTION, { ...QUESTION, draft: undefined },
    [{ act: "set", path: ["draft"], value: null, before: true }]],
  ["a field more", { id: "a" }, { id: "a", note: { fr: "x" } },
    [{ act: "set", path: ["note"], value: { fr: "x" }, before: null }]],
  ["one text for all", { text: { fr: "a", en: "b" } }, { text: "a" },
    [{ act: "set", path: ["text"], value: "a", before: { fr: "a", en: "b" } }]],
  ["an option moved down", { options: [A, B, C, D] }, { options: [B, C, A, D] },
    [{ act: "move", path: ["options", 0], before: A, to: 2 }]],
  ["an option moved up", { options: [A, B, C, D] }, { options: [D, A, B, C] },
    [{ act: "move", path: ["options", 3], before: D, to: 0 }]],
  ["an option gone", { options: [A, B, C] }, { options: [A, C] },
    [{ act: "remove", path: ["options", 1], before: B }]],
  ["an option more, in between", { options: [A, C] }, { options: [A, B, C] },
    [{ act: "insert", path: ["options", 1], value: B }]],
  ["an option changed where it is", { options: [A, B] }, { options: [A, { ...B, text: "2014" }] },
    [{ act: "set", path: ["options", 1, "text"], value: "2014", before: "2013" }]],
  ["moved and changed", { options: [A, B, C] }, { options: [C, A, { ...B, correct: undefined }] },
    [{ act: "move", path: ["options", 2], before: C, to: 0 },
      { act: "set", path: ["options", 2, "correct"], value: null, before: true }]],
  ["a wording changed", { accept: ["mairie", "la mairie"] }, { accept: ["mairie", "la ville"] },
    [{ act: "set", path: ["accept", 1], value: "la ville", before: "la mairie" }]],
  ["one passage, then two", { evidence: "a" }, { evidence: ["a", { quote: "b", occurrence: 2 }] },
    [{ act: "set", path: ["evidence"], value: ["a", { quote: "b", occurrence: 2 }], before: "a" }]],
  ["a holder's id stays with its name", { holders: [{ id: "a", name: "x" }, { id: "b", name: "x" }, { id: "c", name: "x" }] },
    { holders: [{ id: "c", name: "x" }, { id: "a", name: "x" }, { id: "b", name: "x" }] },
    [{ act: "move", path: ["holders", 2], before: { id: "c", name: "x" }, to: 0 }]],
  ["coordinates", { at: [-3.67, 16.41] }, { at: [-3.5, 16.41] },
    [{ act: "set", path: ["at", 0], value: -3.5, before: -3.67 }]],
];

for (const [name, before, after, expected] of CASES) {
  test(`changes: ${name}`, () => {
    const clean = (value) => JSON.parse(JSON.stringify(value));
    const found = changesBetween("f.yml", ["questions", 3], clean(before), clean(after));
    const full = expected.map((change) => ({ file: "f.yml", ...change, path: ["questions", 3, ...change.path] }));
    const sorted = (rows) => rows.map((row) => Object.fromEntries(Object.entries(row).sort()));
    assert.deepEqual(sorted(clean(found)), sorted(full));
    const bare = found.map((change) => ({ ...change, path: change.path.slice(2) }));
    assert.deepEqual(applied(clean(before), bare), clean(after));
  });
}

/** A small generator of its own: the same numbers at each run. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}

function grown(roll, depth) {
  const kind = roll(depth > 0 ? 6 : 3);
  if (kind === 0) return ["", "a", "b", "été", "<b>", "__proto__"][roll(6)];
  if (kind === 1) return roll(5) - 2;
  if (kind === 2) return roll(2) === 1;
  if (kind === 3) return Array.from({ length: roll(5) }, () => grown(roll, depth - 1));
  const names = ["id", "text", "feedback", "fr", "en", "parts"];
  return Object.fromEntries(names.filter(() => roll(2)).map((name) => [name, grown(roll, depth - 1)]));
}

function mutated(value, roll) {
  if (Array.isArray(value)) {
    const list = value.map((part) => (roll(3) ? part : mutated(part, roll)));
    if (roll(2)) list.sort(() => roll(3) - 1);
    if (roll(3) === 0) list.splice(roll(list.length + 1), 0, grown(roll, 2));
    if (roll(3) === 0) list.splice(roll(list.length + 1), 1);
    return list;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(() => roll(6));
    return Object.fromEntries(entries.map(([name, part]) => [name, roll(2) ? part : mutated(part, roll)]));
  }
  return grown(roll, 1);
}

test("changes: whatever became of a value, they lead there", () => {
  for (let seed = 1; seed <= 3000; seed += 1) {
    const roll = dice(seed * 7919);
    const before = { item: grown(roll, 4) };
    const after = { item: roll(4) ? mutated(before.item, roll) : grown(roll, 4) };
    const changes = changesBetween("f.yml", [], before, after);
    assert.deepEqual(applied(before, changes), after, `seed ${seed}`);
    assert.equal(changes.length === 0, JSON.stringify(before) === JSON.stringify(after), `seed ${seed}`);
  }
});

test("changes: any new order of parts is reached by moves alone, no more than parts that moved", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const roll = dice(seed);
    const before = Array.from({ length: 2 + roll(8) }, (_, at) => ({ text: `part ${at}` }));
    const after = [...before];
    const times = 1 + roll(3);
    for (let time = 0; time < times; time += 1) after.splice(roll(after.length), 0, ...after.splice(roll(after.length), 1));
    const changes = changesBetween("f.yml", [], before, after);
    assert.ok(changes.every(({ act }) => act === "move"));
    assert.ok(changes.length <= times, `seed ${seed}`);
    assert.deepEqual(applied(before, changes), after);
  }
});
