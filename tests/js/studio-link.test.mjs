import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { openCore } from "../../src/lesson_utils/authoring/studio/js/core.js";
import { openDrafts } from "../../src/lesson_utils/authoring/studio/js/drafts.js";
import { LOST_MS, LostKernel, openStudioLink } from "../../src/lesson_utils/authoring/studio/js/link.js";
import { itemOf, mineOf, prevailing, rebased, withChanges } from "../../src/lesson_utils/authoring/studio/js/rebase.js";

/** What a browser keeps of a site; `room` is how long a text may be. */
class Storage {
  items = new Map();
  room = Infinity;
  get length() {
    return this.items.size;
  }
  key(index) {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key) {
    if (this.room < 0) throw new Error("denied");
    return this.items.get(key) ?? null;
  }
  setItem(key, value) {
    if (value.length > this.room) throw new Error("quota");
    this.items.set(key, value);
  }
  removeItem(key) {
    this.items.delete(key);
  }
}

/** A kernel that answers when it is told to. */
class Kernel {
  away = false;
  sent = [];
  listeners = new Set();
  model = {
    get: () => undefined,
    send: (message) => {
      if (this.away) throw new Error("no kernel");
      this.sent.push(structuredClone(message));
    },
    on: (_, listener) => this.listeners.add(listener),
    off: (_, listener) => this.listeners.delete(listener),
  };
  say(message) {
    for (const listener of [...this.listeners]) listener(structuredClone(message));
  }
  /** The requests of a kind that came. */
  of(what) {
    return this.sent.filter((message) => message.do === what);
  }
  async answer(what, answer = {}) {
    this.say({ id: this.of(what).at(-1).id, ...answer });
    await settled();
  }
}

let storage = new Storage();

const settled = async () => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

beforeEach(() => {
  storage = new Storage();
  const page = new EventTarget();
  Object.assign(globalThis, {
    localStorage: storage,
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  });
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

const link = (kernel) => openStudioLink(kernel.model, () => "lost");
const LESSON = {
  folder: "phare",
  languages: ["fr", "en"],
  languageNames: {},
  texts: {},
  marks: [],
  readonly: "",
  history: { undo: "", redo: "" },
  files: [
    {
      name: "annotations.yml",
      shelf: "annotations",
      value: [
        { id: "a", gloss: { fr: "un", en: "one" } },
        { id: "b", gloss: { fr: "deux" } },
      ],
    },
  ],
};
const SET = { file: "annotations.yml", act: "set", path: [1, "gloss", "en"], value: "two", before: null };
const PARCEL_KEYS = () => [...storage.items.keys()].filter((key) => key.includes("/out/"));

/** A view of the studio, and what it asked about two versions. */
function open(kernel, verdict = "later") {
  const disputes = [];
  const to = link(kernel);
  const core = openCore(to, structuredClone(LESSON), {}, (dispute) => {
    disputes.push(structuredClone(dispute));
    return Promise.resolve(verdict);
  });
  core.push();
  return { core, to, disputes };
}

test("an answer reaches who asked, by its id; an error rejects with its words", async () => {
  const kernel = new Kernel();
  const { ask } = link(kernel);
  const told = [];
  const [one, other] = [ask("check", { run: true }, (words) => told.push(words)), ask("find", { anchor: "x" })];
  const [check, find] = kernel.sent;
  assert.deepEqual([check.do, check.run, find.do, find.anchor], ["check", true, "find", "x"]);
  kernel.say({ id: check.id, progress: "half" });
  kernel.say({ id: find.id, error: "no such passage" });
  kernel.say({ id: check.id, good: true });
  await assert.rejects(other, { message: "no such passage" });
  assert.deepEqual([await one, told], [{ good: true }, ["half"]]);
});

test("a silent kernel counts as lost, and comes back with whatever it says", async () => {
  const kernel = new Kernel();
  const to = link(kernel);
  const states = [];
  to.watch((alive) => states.push(alive));
  const asked = to.ask("news");
  mock.timers.tick(LOST_MS);
  await assert.rejects(asked, LostKernel);
  kernel.say({ id: "of another view" });
  kernel.away = true;
  await assert.rejects(to.ask("news"), LostKernel);
  assert.deepEqual(states, [false, true, false]);
});

test("a kernel at work on the notebooks is not lost", async () => {
  const kernel = new Kernel();
  const to = link(kernel);
  const done = to.ask("check", { run: true });
  const behind = to.ask("news");
  mock.timers.tick(LOST_MS * 2);
  for (const { id } of kernel.sent) kernel.say({ id, good: true });
  assert.deepEqual([await done, await behind, to.isAlive()], [{ good: true }, { good: true }, true]);
});

test("what is saved is kept in the browser until it is answered", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  const saved = core.studio.save([SET], "gloss");
  assert.equal(PARCEL_KEYS().length, 1);
  assert.equal(core.standing().kept, "saving");
  await kernel.answer("save", { status: "saved", words: "" });
  assert.equal((await saved).status, "saved");
  assert.deepEqual([PARCEL_KEYS(), core.standing().kept], [[], "saved"]);
});

test("what a lost kernel did not hear is sent again with the same key when it returns", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  kernel.away = true;
  const saved = core.studio.save([SET], "gloss");
  await settled();
  assert.deepEqual([core.standing().kept, PARCEL_KEYS().length], ["lost", 1]);
  kernel.away = false;
  kernel.say({ id: "anything" });
  await settled();
  await kernel.answer("save", { status: "saved", words: "" });
  assert.equal((await saved).status, "saved");
  assert.equal(PARCEL_KEYS().length, 0);
});

test("a save whose answer was lost is sent again under its key, and in its turn", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  core.studio.save([SET], "first");
  core.studio.save([{ ...SET, value: "zwei" }], "second");
  mock.timers.tick(LOST_MS);
  await settled();
  mock.timers.tick(2000);
  await settled();
  const [first, again] = kernel.of("save");
  assert.deepEqual([first.changes, first.words], [again.changes, "first"]);
  await kernel.answer("save", { status: "saved", words: "" });
  assert.equal(kernel.of("save").at(-1).words, "second");
  assert.notEqual(kernel.of("save").at(-1).changes[0].key, first.changes[0].key);
});

test("a new view sends what the one before it could not", async () => {
  const dead = new Kernel();
  dead.away = true;
  const before = open(dead);
  before.core.studio.save([SET], "gloss");
  await settled();
  before.core.close();
  before.to.close();
  const kernel = new Kernel();
  const { core } = open(kernel);
  await settled();
  assert.deepEqual(kernel.of("save").map(({ words }) => words), ["gloss"]);
  await kernel.answer("save", { status: "saved", words: "" });
  assert.deepEqual([PARCEL_KEYS(), core.standing().waiting], [[], 0]);
});

test("what another view has brought meanwhile is not sent once more", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  kernel.away = true;
  const saved = core.studio.save([SET], "gloss");
  await settled();
  for (const key of PARCEL_KEYS()) storage.removeItem(key);
  kernel.away = false;
  kernel.say({ id: "anything" });
  await settled();
  assert.equal((await saved).status, "saved");
  assert.equal(kernel.of("save").length, 0);
});

test("of an earlier view's save that is refused nothing is lost", async () => {
  for (const answer of [{ status: "failed", words: "disk full" }, { error: "unknown" }, { status: "conflict", words: "", theirs: "x" }]) {
    storage.items.clear();
    const dead = new Kernel();
    dead.away = true;
    open(dead).core.studio.save([SET], "gloss");
    await settled();
    const kernel = new Kernel();
    const { core } = open(kernel);
    await settled();
    await kernel.answer("save", answer);
    if (answer.status === "conflict") await kernel.answer("news", { files: [] });
    const [{ parcel }] = core.aside();
    assert.equal(parcel.changes[0].value, "two");
  }
});

test("a browser without room keeps in memory what is typed, and says so", () => {
  const told = [];
  const drafts = openDrafts("phare", (stored) => told.push(stored));
  storage.room = 10;
  assert.equal(drafts.keep("short", "abc"), true);
  assert.equal(drafts.keep("long", "a text of some length"), false);
  assert.deepEqual([drafts.kept("long"), drafts.keys(""), told], ["a text of some length", ["long", "short"], [false]]);
  storage.room = Infinity;
  assert.equal(drafts.keep("long", "a text of some length"), true);
  drafts.keep("short", null);
  assert.deepEqual([drafts.kept("short"), drafts.keys(""), told], [null, ["long"], [false, true]]);
  storage.items.set("lesson-studio/phare/odd", "{");
  assert.equal(drafts.kept("odd"), null);
});

test("a save without room in the browser is sent all the same", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  storage.room = 10;
  const saved = core.studio.save([SET], "gloss");
  assert.equal(core.standing().kept, "memory");
  await kernel.answer("save", { status: "saved", words: "" });
  assert.equal((await saved).status, "saved");
});

test("lessons keep their things apart", () => {
  openDrafts("one").keep("a", 1);
  assert.equal(openDrafts("other").kept("a"), null);
});

/** What stands on disk after somebody put an item before the others and changed one. */
const THEIRS = [
  { id: "new", gloss: { fr: "neuf" } },
  { id: "a", gloss: { fr: "un", en: "one" } },
  { id: "b", gloss: { fr: "deux", en: "deux!" } },
];

async function dispute(verdict, theirs = THEIRS) {
  const kernel = new Kernel();
  const { core, disputes } = open(kernel, verdict);
  const saved = core.studio.save([SET], "gloss");
  await kernel.answer("save", { status: "conflict", words: "changed", theirs: "deux!" });
  assert.equal(core.standing().kept, "conflict");
  await kernel.answer("news", { files: [{ ...LESSON.files[0], value: theirs }] });
  return { kernel, core, disputes, saved };
}

test("of two versions both are shown, each the whole item, wherever it stands now", async () => {
  const { disputes, saved, core } = await dispute("later");
  const shown = { file: "annotations.yml", mine: { id: "b", gloss: { fr: "deux", en: "two" } }, theirs: THEIRS[2] };
  assert.deepEqual(disputes, [shown]);
  assert.equal((await saved).status, "conflict");
  assert.deepEqual([core.aside(), core.standing().kept], [[], "saved"]);
});

test("mine prevails over theirs at the place where the item stands now", async () => {
  const { kernel, saved } = await dispute("mine");
  const [change] = kernel.of("save").at(-1).changes;
  assert.deepEqual([change.path, change.value, change.before], [[2, "gloss", "en"], "two", "deux!"]);
  await kernel.answer("save", { status: "saved", words: "" });
  assert.equal((await saved).status, "saved");
});

test("mine is put in anew where theirs took it away", async () => {
  const { kernel, disputes } = await dispute("mine", [THEIRS[1]]);
  assert.equal(disputes[0].theirs, null);
  const [change] = kernel.of("save").at(-1).changes;
  assert.deepEqual([change.act, change.path], ["insert", [1]]);
  assert.deepEqual(change.value, { id: "b", gloss: { fr: "deux", en: "two" } });
});

test("what is on disk already as it was to be is no dispute", async () => {
  const item = { id: "c", gloss: { fr: "trois" } };
  const [a, b] = LESSON.files[0].value;
  const { file } = SET;
  for (const [change, now] of [
    [SET, [a, { id: "b", gloss: { fr: "deux", en: "two" } }]],
    [{ file, act: "insert", path: [1], value: item }, [a, item, b]],
    [{ file, act: "insert", path: [2], value: item }, [item, a, b]],
    [{ file, act: "remove", path: [1], before: b }, [a]],
  ]) {
    const kernel = new Kernel();
    const { core, disputes } = open(kernel, "mine");
    const saved = core.studio.save([change], "again");
    await kernel.answer("save", { status: "conflict", words: "changed", theirs: "?" });
    await kernel.answer("news", { files: [{ ...LESSON.files[0], value: now }] });
    assert.deepEqual([(await saved).status, disputes, kernel.of("save").length], ["saved", [], 1]);
  }
});

test("a new item is put in anew, not in the place of another", async () => {
  const kernel = new Kernel();
  const { core, disputes } = open(kernel, "mine");
  core.studio.save([{ file: SET.file, act: "insert", path: [1], value: { id: "c" } }], "new");
  await kernel.answer("save", { status: "conflict", words: "changed", theirs: null });
  await kernel.answer("news", { files: [{ ...LESSON.files[0], value: [] }] });
  assert.deepEqual(disputes, [{ file: SET.file, mine: { id: "c" }, theirs: null }]);
  const [change] = kernel.of("save").at(-1).changes;
  assert.deepEqual([change.act, change.path, change.value], ["insert", [0], { id: "c" }]);
});

test("opening a long lesson on a slow machine is waited for", async () => {
  const kernel = new Kernel();
  const { ask } = link(kernel);
  const opened = ask("open");
  mock.timers.tick(LOST_MS * 3);
  await kernel.answer("open", { name: "phare" });
  assert.deepEqual(await opened, { name: "phare" });
});

test("what waits for its name is not saved yet", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  const asked = core.studio.ask("id", { file: SET.file, text: "a" });
  assert.equal(core.standing().kept, "saving");
  await kernel.answer("id", { name: "a" });
  assert.deepEqual([await asked, core.standing().kept], [{ name: "a" }, "saved"]);
});

test("what is new is saved without a kernel too, each with an id of its own", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  kernel.away = true;
  const ids = [];
  for (const text of ["L’été, au port !", "L’été, au port !", "الصهريج", "A", "un mot assez long pour que l’on ne le lise pas"]) {
    const { name: id } = await core.studio.ask("id", { file: SET.file, text });
    ids.push(id);
    core.studio.save([{ file: SET.file, act: "insert", path: [2], value: { id } }], "new");
  }
  assert.deepEqual(ids, ["l-ete-au-port", "l-ete-au-port-2", "item", "a-2", "un-mot-assez-long-pour-que-l-on-ne-le"]);
  await assert.rejects(core.studio.ask("anchor", { start: 0, end: 1 }), LostKernel);
});

test("theirs prevails, and mine stays at hand", async () => {
  const { kernel, core, saved } = await dispute("theirs");
  assert.equal((await saved).status, "conflict");
  const [{ key, parcel }] = core.aside();
  assert.equal(parcel.changes[0].value, "two");
  core.forget(key);
  assert.deepEqual([core.aside(), kernel.of("save").length], [[], 1]);
});

test("news of one view reach the other, and change what it shows", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  const heard = [];
  core.studio.hear(({ files }) => heard.push(files.map(({ name }) => name)));
  core.show(["en"]);
  kernel.say({ id: "other view", status: "saved", news: { files: [{ name: "facts.yml", value: [] }], languages: ["fr", "en", "ar"] } });
  assert.deepEqual(heard, [[], ["facts.yml"]]);
  assert.deepEqual([core.studio.shown, core.studio.lesson.files.length], [["en"], 2]);
  kernel.say({ id: "other view", status: "saved", news: { files: [], languages: ["fr"] } });
  assert.deepEqual(core.studio.shown, ["fr"]);
});

test("nothing is sent where nothing can be saved", async () => {
  const kernel = new Kernel();
  const core = openCore(link(kernel), { ...structuredClone(LESSON), readonly: "read only" }, {}, () => {});
  assert.deepEqual(await core.studio.save([SET], ""), { status: "failed", words: "read only" });
  assert.equal(kernel.sent.length, 0);
});

test("changes are made in an item as they are in a file", () => {
  const item = { id: "q", options: [{ text: "a" }, { text: "b" }], hint: "h" };
  const changes = [
    { act: "move", path: ["options", 1], to: 0 },
    { act: "insert", path: ["options", 2], value: { text: "c" } },
    { act: "set", path: ["options", 0, "correct"], value: true },
    { act: "set", path: ["hint"], value: null },
    { act: "remove", path: ["options", 1] },
    { act: "set", path: ["prompt", "fr"], value: "?" },
  ];
  const made = { id: "q", options: [{ text: "b", correct: true }, { text: "c" }], prompt: { fr: "?" } };
  assert.deepEqual(withChanges(item, changes), made);
  assert.equal(item.hint, "h");
  assert.equal(withChanges(item, [{ act: "remove", path: [] }]), null);
});

test("items of a quiz, whole files and new items are brought up to date too", () => {
  const quiz = { name: "q.yml", value: { title: "t", questions: [{ id: "x" }, { id: "y", n: 1 }] } };
  const now = [{ name: "q.yml", value: { title: "u", questions: [{ id: "y", n: 2 }] } }];
  const bring = (change) => {
    const full = { file: "q.yml", ...change };
    return rebased([full], [itemOf(quiz, change.path)], now)[0];
  };
  assert.deepEqual(bring({ act: "set", path: ["questions", 1, "n"], value: 3 }).path, ["questions", 0, "n"]);
  assert.equal(bring({ act: "set", path: ["title"], value: "v" }).before, "u");
  assert.deepEqual(bring({ act: "insert", path: ["questions", 2], value: { id: "z" } }).path, ["questions", 1]);
  assert.equal(bring({ act: "remove", path: ["questions", 0] }), undefined);
  const change = { file: "q.yml", act: "insert", path: ["questions", 2], value: { id: "z" } };
  assert.deepEqual(mineOf([change], [itemOf(quiz, change.path)], "q.yml", itemOf(quiz, change.path)), { id: "z" });
});

/** What the lists of an item become if mine prevail over theirs. */
const LISTS = {
  "what I took out goes, what they took out too": [
    { options: ["a", "b", "c"] },
    [{ act: "remove", path: ["options", 1], before: "b" }, { act: "set", path: ["options", 1], value: "C", before: "c" }],
    { options: ["b", "c"], hint: "theirs" },
    { options: ["a", "C"], hint: "theirs" },
  ],
  "moved, put in and written anew": [
    { options: ["a", "b", "c"] },
    [
      { act: "move", path: ["options", 2], to: 0, before: "c" },
      { act: "insert", path: ["options", 1], value: "new" },
      { act: "set", path: ["options", 2], value: "A", before: "a" },
    ],
    { options: ["a", "b", "c", "d"] },
    { options: ["c", "new", "A", "b"] },
  ],
  "a list that they took out": [
    { options: ["a", "b"], hint: "h" },
    [{ act: "remove", path: ["options", 0], before: "a" }],
    { hint: "H" },
    { hint: "H", options: ["b"] },
  ],
  "a list that I left alone": [
    { options: ["a"], hint: "h" },
    [{ act: "set", path: ["hint"], value: null, before: "h" }],
    { options: ["a", "theirs"], hint: "theirs" },
    { options: ["a", "theirs"] },
  ],
};

for (const [name, [was, changes, theirs, wanted]] of Object.entries(LISTS)) {
  test(`mine prevails in lists: ${name}`, () => {
    const file = (item) => ({ name: "q.yml", value: { questions: [{ id: "first" }, { id: "q", ...item }] } });
    const full = changes.map((change) => ({ file: "q.yml", ...change, path: ["questions", 1, ...change.path] }));
    const items = full.map(({ path }) => itemOf(file(was), path));
    const now = { name: "q.yml", value: { questions: [{ id: "q", ...theirs }, { id: "first" }] } };
    const fitting = rebased(full, items, [now]);
    assert.deepEqual(withChanges(now.value, fitting).questions, [{ id: "q", ...wanted }, { id: "first" }]);
    // Each is thought of for what those before it leave.
    let value = now.value;
    for (const change of fitting) {
      if (change.act !== "insert") assert.deepEqual(change.before ?? undefined, change.path.reduce((home, step) => home?.[step], value));
      value = withChanges(value, [change]);
    }
  });
}

test("of a whole file several lists may be other", () => {
  const was = { name: "lesson.yml", value: { title: "t", holders: [{ id: "a" }, { id: "b", name: "B" }] } };
  const changes = [
    { act: "remove", path: ["holders", 0], before: { id: "a" } },
    { act: "set", path: ["holders", 0, "name"], value: "Bee", before: "B" },
    { act: "set", path: ["title"], value: "T", before: "t" },
  ].map((change) => ({ file: "lesson.yml", ...change }));
  const items = changes.map(({ path }) => itemOf(was, path));
  const now = { name: "lesson.yml", value: { title: "theirs", rights: "r", holders: was.value.holders } };
  const wanted = { title: "T", rights: "r", holders: [{ id: "b", name: "Bee" }] };
  assert.deepEqual(withChanges(now.value, rebased(changes, items, [now])), wanted);
});

test("a second conflict follows a first one, and is settled too", async () => {
  const { kernel, disputes, saved } = await dispute("mine");
  await kernel.answer("save", { status: "conflict", words: "changed", theirs: "deux!!" });
  const [, , b] = THEIRS;
  await kernel.answer("news", { files: [{ ...LESSON.files[0], value: [{ ...b, gloss: { fr: "zwei", en: "deux!!" } }] }] });
  assert.equal(disputes.length, 2);
  const [change] = kernel.of("save").at(-1).changes;
  assert.deepEqual([change.path, change.value, change.before], [[0, "gloss", "en"], "two", "deux!!"]);
  await kernel.answer("save", { status: "saved", words: "" });
  assert.deepEqual(await saved, { status: "saved", words: "", chosen: "mine" });
});

test("mine where I changed something, else theirs", () => {
  const base = { a: 1, b: { x: 1, y: 1 }, gone: 1, taken: 1 };
  const mine = { a: 1, b: { x: 2, y: 1 }, taken: 1, mine: 1 };
  const theirs = { a: 3, b: { x: 3, y: 3 }, gone: 3, theirs: 1 };
  assert.deepEqual(prevailing(base, mine, theirs), { a: 3, b: { x: 2, y: 3 }, theirs: 1, mine: 1 });
});

for (const end of [{ status: "failed", words: "the disk is full" }, { error: "no" }]) {
  test(`what was put aside and comes to no file is put aside again: ${Object.keys(end)[0]}`, async () => {
    const { kernel, core, saved } = await dispute("theirs");
    await saved;
    const [{ key, parcel }] = core.aside();
    const again = core.again(key, parcel);
    await kernel.answer("save", end);
    assert.equal((await again).status, "failed");
    assert.deepEqual(core.aside().map((one) => one.parcel), [parcel]);
    const [{ key: next }] = core.aside();
    const last = core.again(next, parcel);
    await kernel.answer("save", { status: "saved", words: "" });
    assert.deepEqual([(await last).status, core.aside()], ["saved", []]);
  });
}

test("two that are put aside in one moment are two", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel, "theirs");
  const both = [core.studio.save([SET], "one"), core.studio.save([{ ...SET, value: "zwei" }], "two")];
  for (let turn = 0; turn < 2; turn += 1) {
    await kernel.answer("save", { status: "conflict", words: "changed", theirs: "deux!" });
    await kernel.answer("news", { files: [{ ...LESSON.files[0], value: THEIRS }] });
  }
  await Promise.all(both);
  assert.deepEqual(core.aside().map(({ parcel }) => parcel.words).sort(), ["one", "two"]);
});

test("each request says which state is known, and news of another state are asked for anew", async () => {
  const kernel = new Kernel();
  const { core } = open(kernel);
  const [file] = LESSON.files;
  core.take({ since: "", version: "k-1", history: LESSON.history, files: [file], marks: [] });
  assert.equal(core.studio.lesson.files.length, 1);
  core.link.ask("news").then(core.take);
  assert.equal(kernel.of("news").at(-1).since, "k-1");
  await kernel.answer("news", { since: "k-1", version: "k-2", history: LESSON.history, files: [{ ...file, value: [] }] });
  // Of another view, which knows what this one does not.
  kernel.say({ id: "other", since: "k-3", version: "k-4", history: LESSON.history, files: [{ name: "x.yml", value: 4 }] });
  await settled();
  assert.deepEqual(core.studio.lesson.files, [{ ...file, value: [] }]);
  assert.equal(kernel.of("news").at(-1).since, "k-2");
  await kernel.answer("news", { since: "", version: "k-4", history: LESSON.history, files: [{ name: "x.yml", value: 4 }] });
  assert.deepEqual(core.studio.lesson.files, [{ name: "x.yml", value: 4 }]);
  core.studio.save([{ file: "x.yml", act: "set", path: [], value: 5 }], "");
  assert.equal(kernel.of("save").at(-1).since, "k-4");
});

test("what is disputed is kept in the browser until somebody answers", async () => {
  for (const verdict of ["mine", "later"]) {
    const kernel = new Kernel();
    let judge = () => {};
    const core = openCore(link(kernel), structuredClone(LESSON), {}, () => new Promise((done) => (judge = done)));
    core.studio.save([SET], "gloss");
    await kernel.answer("save", { status: "conflict", words: "changed", theirs: "deux!" });
    await kernel.answer("news", { files: [{ ...LESSON.files[0], value: THEIRS }] });
    assert.deepEqual([PARCEL_KEYS().length, core.aside().length], [0, 1]);
    judge(verdict);
    await settled();
    assert.deepEqual([PARCEL_KEYS().length, core.aside().length], [verdict === "mine" ? 1 : 0, 0]);
    storage.items.clear();
  }
});

for (const [name, since, wanted] of [
  ["nothing is left to keep", null, {}],
  ["what was typed since is about it", { gloss: "more" }, { "typed/annotations.yml/new": { value: { id: "new", gloss: "more" }, before: { id: "new", gloss: "x" } } }],
]) {
  test(`a new item that another view brings is not begun any longer: ${name}`, async () => {
    const dead = new Kernel();
    dead.away = true;
    const before = open(dead);
    const typed = { key: "typed/annotations.yml/+1", id: "+1", value: { gloss: "x" } };
    before.core.studio.keep(typed.key, { value: since ?? typed.value, before: null });
    before.core.studio.keep("fresh", [{ file: SET.file, id: "+1", path: [2] }, { file: SET.file, id: "+2", path: [2] }]);
    before.core.studio.save([{ file: SET.file, act: "insert", path: [2], value: { id: "new", gloss: "x" } }], "new", typed);
    await settled();
    before.core.close();
    before.to.close();
    const kernel = new Kernel();
    const { core } = open(kernel);
    await settled();
    await kernel.answer("save", { status: "saved", words: "" });
    assert.deepEqual(core.studio.kept("fresh").map(({ id }) => id), ["+2"]);
    assert.equal(core.studio.kept(typed.key), null);
    for (const [key, value] of Object.entries(wanted)) assert.deepEqual(core.studio.kept(key), value);
  });
}
