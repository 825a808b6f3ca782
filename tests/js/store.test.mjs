import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { emptyEntry } from "../../src/lesson_utils/student/records.js";
import { openStore } from "../../src/lesson_utils/student/store.js";

const PLACE = "lesson-record/phare";
const LONG = 10 * 60 * 1000;

/** What a browser keeps of a site; `broken` is why it does not. */
class Storage {
  items = new Map();
  broken = "";
  room = Infinity;

  getItem(key) {
    if (this.broken === "closed") throw new Error("denied");
    return this.items.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.broken || value.length > this.room) throw new Error("denied");
    this.items.set(key, value);
  }
}

/** A kernel that can be away, and says nothing by itself. */
class Kernel {
  away = false;
  messages = [];
  listeners = new Set();

  constructor(first = {}) {
    this.link = {
      first,
      send: (message) => {
        if (this.away) throw new Error("no kernel");
        this.messages.push(structuredClone(message));
      },
      hear: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  /** Answer a message as Python does. */
  answer({ view, number, record }, more = {}) {
    const said = { kind: "saved", view, number, notice: "", record, ...more };
    for (const listener of this.listeners) listener(structuredClone(said));
  }
}

let storage = new Storage();
let page = new EventTarget();

/** A page is loaded: what was in the one before it is gone, but for its storage. */
function load() {
  page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
  globalThis.document = new EventTarget();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  // Node's stand-in takes no missing delay.
  const { setTimeout: soon } = globalThis;
  globalThis.setTimeout = (act, delay = 0) => soon(act, delay);
}

beforeEach(() => {
  storage = new Storage();
  globalThis.localStorage = storage;
  load();
});

const later = () => mock.timers.tick(1);
const entry = (fields) => ({ ...emptyEntry(), ...fields });
const record = (answers, more = {}) => ({
  format: "lesson-record",
  version: 1,
  lesson: "phare",
  seed: "s",
  quizzes: { tout: { answers, phase: { at: 0, finished: false, score: 0, maximum: 0 } } },
  ...more,
});
const inStorage = () => JSON.parse(storage.items.get(PLACE) ?? "null");
const answersInStorage = (quiz = "tout") => inStorage()?.quizzes[quiz]?.answers;
const put = (store, id, fields) => store.put({ [id]: entry(fields) });

/** Another tab keeps a record. */
function fromAnotherTab(kept, key = PLACE) {
  storage.items.set(key, JSON.stringify(kept));
  page.dispatchEvent(Object.assign(new Event("storage"), { key }));
}

test("a question that was never answered has an empty entry", () => {
  const store = openStore("phare", "tout", null);
  assert.deepEqual(store.entry("q"), emptyEntry());
  assert.deepEqual(store.phase(), { at: 0, finished: false, score: 0, maximum: 0 });
  assert.deepEqual(store.status(), { kept: "page", notice: "" });
});

test("an answer is known at once and kept in the browser after the feedback is on the screen", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  assert.deepEqual(store.entry("q"), entry({ at: 5, response: "a" }));
  assert.equal(answersInStorage(), undefined);
  later();
  assert.deepEqual(answersInStorage(), { q: entry({ at: 5, response: "a" }) });
  assert.deepEqual(store.status(), { kept: "page", notice: "" });
});

test("the answers and the phase are there again after a reload", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  put(store, "r", { at: 6, response: "b" });
  store.put({}, { at: 7, finished: true, score: 1, maximum: 2 });
  later();
  load();
  const again = openStore("phare", "tout", null);
  assert.deepEqual(again.entry("q"), entry({ at: 5, response: "a" }));
  assert.deepEqual(again.entry("r"), entry({ at: 6, response: "b" }));
  assert.deepEqual(again.phase(), { at: 7, finished: true, score: 1, maximum: 2 });
});

test("a second view of the quiz in the page takes an answer up and is told", () => {
  const one = openStore("phare", "tout", null);
  const other = openStore("phare", "tout", null);
  const told = mock.fn();
  other.listen(told);
  put(one, "q", { at: 5, response: "a" });
  later();
  assert.deepEqual(other.entry("q"), entry({ at: 5, response: "a" }));
  assert.equal(told.mock.callCount(), 1);
});

test("two views that answer in the same moment lose neither answer", () => {
  const one = openStore("phare", "tout", null);
  const other = openStore("phare", "tout", null);
  put(one, "q", { at: 5, response: "a" });
  put(other, "r", { at: 5, response: "b" });
  later();
  for (const store of [one, other]) {
    assert.equal(store.entry("q").response, "a");
    assert.equal(store.entry("r").response, "b");
  }
  assert.deepEqual(Object.keys(answersInStorage()).sort(), ["q", "r"]);
});

test("a view of another quiz is not told, and keeps the answers of both", () => {
  const one = openStore("phare", "tout", null);
  const other = openStore("phare", "accueil", null);
  const told = mock.fn();
  other.listen(told);
  put(one, "q", { at: 5, response: "a" });
  later();
  assert.equal(told.mock.callCount(), 0);
  put(other, "q", { at: 6, response: "b" });
  later();
  assert.equal(one.entry("q").response, "a");
  assert.equal(answersInStorage("tout").q.response, "a");
  assert.equal(answersInStorage("accueil").q.response, "b");
  assert.deepEqual(Object.keys(one.whole().quizzes).sort(), ["accueil", "tout"]);
});

test("another lesson is kept elsewhere", () => {
  const store = openStore("phare", "tout", null);
  const other = openStore("faro", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.deepEqual(other.entry("q"), emptyEntry());
  assert.equal(JSON.parse(storage.items.get("lesson-record/faro")).quizzes.tout, undefined);
});

test("what the kernel had and what the browser had are merged at the start", () => {
  const old = { q: entry({ at: 9, response: "page" }), r: entry({ at: 1, response: "page" }) };
  storage.items.set(PLACE, JSON.stringify(record(old)));
  const first = record({
    q: entry({ at: 8, response: "file" }),
    r: entry({ at: 2, response: "file" }),
    s: entry({ at: 3, response: "file" }),
  });
  const store = openStore("phare", "tout", new Kernel(first).link);
  const responses = ["q", "r", "s"].map((id) => store.entry(id).response);
  assert.deepEqual(responses, ["page", "file", "file"]);
});

test("what only the browser had is sent to the kernel at the start", () => {
  storage.items.set(PLACE, JSON.stringify(record({ q: entry({ at: 9, response: "page" }) })));
  const kernel = new Kernel(record({ r: entry({ at: 2, response: "file" }) }));
  const store = openStore("phare", "tout", kernel.link);
  assert.equal(kernel.messages.length, 0);
  later();
  assert.equal(kernel.messages.length, 1);
  const [{ kind, record: sent }] = kernel.messages;
  assert.equal(kind, "save");
  assert.deepEqual(Object.keys(sent.quizzes.tout.answers).sort(), ["q", "r"]);
  kernel.answer(kernel.messages[0]);
  assert.deepEqual(store.status(), { kept: "file", notice: "" });
});

test("nothing is sent when the kernel has all, nor when there is nothing", () => {
  const all = record({ q: entry({ at: 9, response: "a" }) });
  storage.items.set(PLACE, JSON.stringify(all));
  const kernels = [new Kernel(all), new Kernel({})];
  openStore("phare", "tout", kernels[0].link);
  openStore("phare", "vide", kernels[1].link);
  mock.timers.tick(LONG);
  page.dispatchEvent(new Event("online"));
  assert.deepEqual(kernels.map((kernel) => kernel.messages), [[], []]);
});

test("an answer goes to the kernel as a record of this quiz alone", () => {
  storage.items.set(PLACE, JSON.stringify({ ...record({}), quizzes: { accueil: { answers: {} } } }));
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.equal(kernel.messages.length, 1);
  assert.deepEqual(kernel.messages[0].record, record({ q: entry({ at: 5, response: "a" }) }));
});

test("a kernel that is away is tried again, ever more slowly, until it answers", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  const send = mock.method(kernel.link, "send");
  kernel.away = true;
  put(store, "q", { at: 5, response: "a" });
  const times = [];
  for (let second = 0; second < 150; second += 1) {
    const before = send.mock.callCount();
    mock.timers.tick(second ? 1000 : 1);
    if (send.mock.callCount() > before) times.push(second);
  }
  assert.deepEqual(times, [0, 1, 3, 7, 15, 31, 61, 91, 121]);
  assert.deepEqual(kernel.messages, []);
  assert.equal(store.status().kept, "page");
  assert.deepEqual(answersInStorage(), { q: entry({ at: 5, response: "a" }) });

  kernel.away = false;
  mock.timers.tick(30_000);
  assert.equal(kernel.messages.length, 1);
  assert.equal(store.status().kept, "page");
  kernel.answer(kernel.messages[0]);
  assert.equal(store.status().kept, "file");
});

test("a message that is not answered is sent again with the same number", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  mock.timers.tick(1000);
  mock.timers.tick(2000);
  assert.equal(kernel.messages.length, 3);
  assert.deepEqual(kernel.messages[1], kernel.messages[0]);
  assert.deepEqual(kernel.messages[2], kernel.messages[0]);
});

test("nothing is sent again once it is answered", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  kernel.answer(kernel.messages[0]);
  mock.timers.tick(LONG);
  page.dispatchEvent(new Event("online"));
  document.dispatchEvent(new Event("visibilitychange"));
  mock.timers.tick(LONG);
  assert.equal(kernel.messages.length, 1);
  assert.equal(store.status().kept, "file");
});

test("the answer to an earlier message leaves the later one to be sent", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  put(store, "q", { at: 6, response: "b" });
  later();
  assert.equal(kernel.messages.length, 2);
  kernel.answer(kernel.messages[0]);
  assert.equal(store.entry("q").response, "b");
  assert.equal(store.status().kept, "page");
  mock.timers.tick(1000);
  assert.equal(kernel.messages.length, 3);
  assert.equal(kernel.messages[2].record.quizzes.tout.answers.q.response, "b");
  kernel.answer(kernel.messages[2]);
  kernel.answer(kernel.messages[0]);
  assert.equal(store.status().kept, "file");
  mock.timers.tick(LONG);
  assert.equal(kernel.messages.length, 3);
});

test("what a kernel says to another view of the widget is not taken for an answer to this one", () => {
  const kernel = new Kernel();
  const one = openStore("phare", "tout", kernel.link);
  const other = openStore("phare", "tout", kernel.link);
  for (const at of [5, 6, 7]) put(one, "q", { at, response: "a" });
  later();
  kernel.answer(kernel.messages.at(-1));
  assert.equal(one.status().kept, "file");
  const before = kernel.messages.length;
  put(other, "r", { at: 8, response: "b" });
  later();
  assert.equal(kernel.messages.length, before + 1);
  assert.equal(other.status().kept, "page");
  kernel.answer(kernel.messages.at(-1));
  assert.equal(other.status().kept, "file");
  assert.equal(one.entry("r").response, "b");
});

test("an answer to a page that was reloaded since leaves this page's own to be sent", () => {
  const kernel = new Kernel();
  const before = openStore("phare", "tout", kernel.link);
  for (const at of [5, 6, 7]) put(before, "q", { at, response: "a" });
  later();
  const late = kernel.messages.at(-1);
  before.close();
  load();
  kernel.link.first = late.record;
  const store = openStore("phare", "tout", kernel.link);
  kernel.answer(late);
  put(store, "q", { at: 8, response: "b" });
  later();
  assert.equal(kernel.messages.at(-1).record.quizzes.tout.answers.q.response, "b");
  assert.equal(store.status().kept, "page");
});

test("a kernel that is back is found at once when the network or the page is", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  kernel.away = true;
  put(store, "q", { at: 5, response: "a" });
  mock.timers.tick(LONG);
  kernel.away = false;
  page.dispatchEvent(new Event("online"));
  assert.equal(kernel.messages.length, 1);
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(kernel.messages.length, 2);
});

test("what the kernel knew more is taken, its notice is shown, and listeners are told", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  const told = mock.fn();
  put(store, "q", { at: 5, response: "a" });
  later();
  store.listen(told);
  const more = record({
    q: entry({ at: 4, response: "old" }),
    r: entry({ at: 9, response: "another kernel" }),
  });
  kernel.answer(kernel.messages[0], { record: more, notice: "Le disque est plein." });
  assert.equal(store.entry("q").response, "a");
  assert.equal(store.entry("r").response, "another kernel");
  assert.deepEqual(store.status(), { kept: "file", notice: "Le disque est plein." });
  assert.ok(told.mock.callCount() > 0);
});

test("messages of other kinds and damaged ones change nothing", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  for (const listener of kernel.listeners) {
    listener(null);
    listener("saved");
    listener({ kind: "other", view: kernel.messages[0].view, number: 9 });
    listener({ kind: "saved", record: { lesson: "faro" }, notice: 3 });
  }
  assert.deepEqual(store.status(), { kept: "page", notice: "" });
  assert.equal(store.entry("q").response, "a");
});

test("a browser that keeps nothing says so, and loses nothing while the page is open", () => {
  storage.broken = "closed";
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.deepEqual(store.status(), { kept: "memory", notice: "" });
  assert.equal(store.entry("q").response, "a");
  assert.deepEqual(store.whole().quizzes.tout.answers, { q: entry({ at: 5, response: "a" }) });
});

test("where the browser keeps nothing, an export has the answers of every quiz of the page", () => {
  storage.broken = "closed";
  const first = openStore("phare", "tout", null);
  const second = openStore("phare", "autre", null);
  put(first, "q", { at: 5, response: "a" });
  put(second, "r", { at: 6, response: "b" });
  later();
  for (const store of [first, second]) {
    const { quizzes } = store.whole();
    assert.equal(quizzes.tout.answers.q.response, "a");
    assert.equal(quizzes.autre.answers.r.response, "b");
  }
});

test("a browser that keeps nothing still has the kernel's file", () => {
  storage.broken = "closed";
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.equal(store.status().kept, "memory");
  kernel.answer(kernel.messages[0]);
  assert.equal(store.status().kept, "file");
});

test("a storage that was full keeps all answers when there is room again", () => {
  const store = openStore("phare", "tout", null);
  storage.broken = "full";
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.equal(store.status().kept, "memory");
  storage.broken = "";
  put(store, "r", { at: 6, response: "b" });
  later();
  assert.equal(store.status().kept, "page");
  assert.deepEqual(Object.keys(answersInStorage()).sort(), ["q", "r"]);
});

for (const damaged of ["{", "null", "[]", '"é"', JSON.stringify(record({}, { lesson: "faro" }))]) {
  test(`a storage that holds ${damaged.slice(0, 30)} is as an empty one`, () => {
    storage.items.set(PLACE, damaged);
    const store = openStore("phare", "tout", null);
    assert.deepEqual(store.entry("q"), emptyEntry());
    put(store, "q", { at: 5, response: "a" });
    later();
    assert.deepEqual(answersInStorage(), { q: entry({ at: 5, response: "a" }) });
  });
}

test("a foreign file is refused and changes nothing", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  kernel.answer(kernel.messages[0]);
  const before = storage.items.get(PLACE);
  const later9 = { q: entry({ at: 9, response: "b" }) };
  const foreign = [
    null,
    undefined,
    3,
    "text",
    [],
    {},
    record(later9, { lesson: "faro" }),
    record(later9, { version: 2 }),
    record(later9, { format: "notebook" }),
  ];
  for (const value of foreign) assert.equal(store.bring(value), null);
  mock.timers.tick(LONG);
  assert.equal(store.entry("q").response, "a");
  assert.equal(storage.items.get(PLACE), before);
  assert.equal(kernel.messages.length, 1);
});

test("a student's own file is merged, kept, sent and shown", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  put(store, "r", { at: 5, response: "a" });
  later();
  kernel.answer(kernel.messages.at(-1));
  const before = kernel.messages.length;
  const told = mock.fn();
  store.listen(told);
  const brought = record(
    { q: entry({ at: 4, response: "old" }), r: entry({ at: 6, response: "new" }) },
    { student: "Ana", exported: "2026-01-01" },
  );
  brought.quizzes.accueil = { answers: { z: { at: 1, response: "c" } } };
  assert.equal(store.bring(brought), 2);
  later();
  assert.equal(store.entry("q").response, "a");
  assert.equal(store.entry("r").response, "new");
  assert.equal(answersInStorage().r.response, "new");
  assert.equal(answersInStorage("accueil").z.response, "c");
  assert.equal(kernel.messages.length, before + 1);
  assert.equal(kernel.messages.at(-1).record.quizzes.tout.answers.r.response, "new");
  assert.equal(told.mock.callCount(), 1);
});

test("what was exported can be brought into another browser", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  const exported = JSON.parse(JSON.stringify(store.whole()));
  storage = globalThis.localStorage = new Storage();
  load();
  const elsewhere = openStore("phare", "tout", null);
  assert.equal(elsewhere.bring(exported), 1);
  later();
  assert.deepEqual(answersInStorage(), { q: entry({ at: 5, response: "a" }) });
});

test("a later answer from another tab is taken, an earlier one is not", () => {
  const store = openStore("phare", "tout", null);
  const told = mock.fn();
  put(store, "q", { at: 5, response: "a" });
  later();
  store.listen(told);
  fromAnotherTab(record({ q: entry({ at: 4, response: "earlier" }) }));
  assert.equal(store.entry("q").response, "a");
  assert.equal(told.mock.callCount(), 0);
  fromAnotherTab(record({ q: entry({ at: 6, response: "later" }) }));
  assert.equal(store.entry("q").response, "later");
  assert.equal(told.mock.callCount(), 1);
});

test("what another tab kept unheard is neither overwritten nor left out of an export", () => {
  const store = openStore("phare", "tout", null);
  const quizzes = { accueil: { answers: { z: { at: 1, response: "c" } } } };
  storage.items.set(PLACE, JSON.stringify(record({}, { quizzes })));
  assert.equal(store.whole().quizzes.accueil.answers.z.response, "c");
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.equal(answersInStorage("accueil").z.response, "c");
  assert.equal(answersInStorage().q.response, "a");
});

test("a reset in another tab is taken, and stays after the next answer", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  fromAnotherTab(record({ q: entry({ at: 6 }) }));
  assert.equal(store.entry("q").response, null);
  put(store, "r", { at: 7, response: "b" });
  later();
  assert.equal(answersInStorage().q.response, null);
  assert.equal(answersInStorage().q.at, 6);
});

test("what another tab keeps of another lesson, or damages, changes nothing", () => {
  const store = openStore("phare", "tout", null);
  const told = mock.fn();
  put(store, "q", { at: 5, response: "a" });
  later();
  store.listen(told);
  const foreign = record({ q: entry({ at: 9, response: "b" }) }, { lesson: "faro" });
  fromAnotherTab(foreign, "lesson-record/faro");
  fromAnotherTab(foreign);
  page.dispatchEvent(Object.assign(new Event("storage"), { key: null }));
  assert.equal(store.entry("q").response, "a");
  assert.equal(told.mock.callCount(), 0);
});

test("a view that is closed keeps its last answer, and then is silent", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  const told = mock.fn();
  store.listen(told);
  put(store, "q", { at: 5, response: "a" });
  store.close();
  mock.timers.tick(LONG);
  assert.deepEqual(answersInStorage(), { q: entry({ at: 5, response: "a" }) });
  assert.equal(kernel.messages.length, 1);
  fromAnotherTab(record({ q: entry({ at: 6, response: "b" }) }));
  page.dispatchEvent(new Event("online"));
  document.dispatchEvent(new Event("visibilitychange"));
  mock.timers.tick(LONG);
  assert.equal(kernel.messages.length, 1);
  assert.equal(kernel.listeners.size, 0);
  assert.equal(told.mock.callCount(), 0);
  assert.equal(store.entry("q").response, "a");
});

test("the seed is the same for every quiz of the lesson and after a reload", () => {
  const { seed } = openStore("phare", "tout", null);
  assert.match(seed, /^[0-9a-z]+$/);
  assert.equal(openStore("phare", "accueil", null).seed, seed);
  load();
  assert.equal(openStore("phare", "tout", null).seed, seed);
  assert.notEqual(openStore("faro", "tout", null).seed, seed);
});

test("the seed that the kernel had is taken, and goes with the answers", () => {
  const kernel = new Kernel(record({}, { seed: "file" }));
  const store = openStore("phare", "tout", kernel.link);
  assert.equal(store.seed, "file");
  put(store, "q", { at: 1 });
  later();
  assert.equal(kernel.messages[0].record.seed, "file");
  assert.equal(inStorage().seed, "file");
});

test("a quiz and questions may be named as what every object has", () => {
  for (const name of ["constructor", "toString", "__proto__"]) {
    const kernel = new Kernel();
    const store = openStore("phare", name, kernel.link);
    assert.deepEqual(store.entry(name), emptyEntry());
    assert.deepEqual(store.phase(), { at: 0, finished: false, score: 0, maximum: 0 });
    store.put({ [name]: entry({ at: 5, response: "a" }) });
    later();
    assert.deepEqual(store.entry(name), entry({ at: 5, response: "a" }));
    const { quizzes } = kernel.messages.at(-1).record;
    assert.deepEqual(Object.entries(quizzes).map(([key]) => key), [name]);
    load();
    assert.deepEqual(openStore("phare", name, null).entry(name), entry({ at: 5, response: "a" }));
  }
});

test("a file with nothing newer takes nothing over, but fills what was reset", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  const exported = JSON.parse(JSON.stringify(store.whole()));
  assert.equal(store.bring(exported), 0);
  put(store, "q", { at: 9, response: null });
  later();
  assert.equal(store.bring(exported), 1);
  assert.equal(store.entry("q").response, "a");
});

test("a file is sent to the kernel whole, for the quizzes that are not open too", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  const quizzes = {
    tout: { answers: { q: entry({ at: 5, response: "a" }) } },
    autre: { answers: { r: entry({ at: 6, response: "b" }) } },
  };
  store.bring({ format: "lesson-record", version: 1, lesson: "phare", seed: "", quizzes });
  later();
  assert.deepEqual(Object.keys(kernel.messages.at(-1).record.quizzes).sort(), ["autre", "tout"]);
});

test("users of one hub are kept apart in a browser that they share", () => {
  const anna = openStore("phare", "tout", { ...new Kernel().link, scope: "anna" });
  put(anna, "q", { at: 5, response: "a" });
  later();
  const ben = openStore("phare", "tout", { ...new Kernel().link, scope: "ben" });
  assert.equal(ben.entry("q").response, null);
  assert.equal(openStore("phare", "tout", { ...new Kernel().link, scope: "anna" }).entry("q").response, "a");
});

test("what the kernel told stays until something new is kept", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  const { view, number } = kernel.messages.at(-1);
  for (const notice of ["put aside", ""]) {
    for (const listener of kernel.listeners) listener({ kind: "saved", view, number, notice });
  }
  assert.equal(store.status().notice, "put aside");
});

test("an answer that another tab wrote over is written again", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  fromAnotherTab(record({ r: entry({ at: 6, response: "b" }) }));
  assert.deepEqual(Object.keys(answersInStorage()).sort(), ["q", "r"]);
  assert.equal(store.entry("r").response, "b");
});

// A newer version's record, and what else cannot be read.

const NEWER = [
  ' {"format":"lesson-record","version":2,"lesson":"phare","quizzes":{"tout":{"answers":{"q":{"at":9}}}}}\n',
  '{"format":"lesson-record","version":1.5,"lesson":"phare","quizzes":{}}',
  '{"format":"lesson-record","version":"2.0","lesson":"phare","answers":[]}',
  '{"format":"lesson-record","version":1e999}',
];

for (const text of NEWER) {
  test(`a newer version's record is left as it is, byte for byte: ${text.slice(0, 50)}`, () => {
    storage.items.set(PLACE, text);
    const kernel = new Kernel();
    const store = openStore("phare", "tout", kernel.link, "put aside");
    assert.deepEqual(store.status(), { kept: "newer", notice: "" });
    put(store, "q", { at: 50, response: "a" });
    store.put({}, { at: 51, finished: true, score: 1, maximum: 1 });
    later();
    assert.equal(store.bring(record({ r: entry({ at: 60, response: "file" }) })), 1);
    mock.timers.tick(LONG);
    page.dispatchEvent(new Event("online"));
    store.flush();
    assert.equal(store.entry("q").response, "a");
    assert.equal(store.entry("r").response, "file");
    assert.equal(store.whole().quizzes.tout.answers.q.response, "a");
    store.close();
    assert.deepEqual([...storage.items], [[PLACE, text]]);
    assert.deepEqual(kernel.messages, []);
  });
}

test("a newer version's record in the kernel's file leaves the browser as it is too", () => {
  const mine = JSON.stringify(record({ r: entry({ at: 1, response: "b" }) }));
  storage.items.set(PLACE, mine);
  const kernel = new Kernel(record({}, { version: 2 }));
  const store = openStore("phare", "tout", kernel.link);
  assert.equal(store.status().kept, "newer");
  put(store, "q", { at: 5, response: "a" });
  mock.timers.tick(LONG);
  assert.equal(store.entry("q").response, "a");
  assert.equal(store.entry("r").response, "b");
  assert.deepEqual([...storage.items], [[PLACE, mine]]);
  assert.deepEqual(kernel.messages, []);
});

test("a newer version's record that another tab keeps meanwhile is not written over", () => {
  const store = openStore("phare", "tout", null);
  put(store, "q", { at: 5, response: "a" });
  later();
  const told = mock.fn();
  store.listen(told);
  fromAnotherTab(record({ q: entry({ at: 3 }) }, { version: 2 }));
  const theirs = storage.items.get(PLACE);
  assert.equal(told.mock.callCount(), 1);
  assert.equal(store.status().kept, "newer");
  put(store, "q", { at: 7, response: "b" });
  later();
  assert.equal(store.entry("q").response, "b");
  assert.equal(storage.items.get(PLACE), theirs);
});

test("a newer version's record is seen just before writing, though no event told of it", () => {
  const store = openStore("phare", "tout", null);
  storage.items.set(PLACE, NEWER[0]);
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.equal(storage.items.get(PLACE), NEWER[0]);
  assert.equal(store.status().kept, "newer");
});

test("a newer version's record that comes from the kernel ends keeping and sending", () => {
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  const before = storage.items.get(PLACE);
  kernel.answer(kernel.messages[0], { record: record({}, { version: 2 }), notice: "newer" });
  assert.deepEqual(store.status(), { kept: "newer", notice: "" });
  put(store, "q", { at: 6, response: "b" });
  mock.timers.tick(LONG);
  assert.equal(kernel.messages.length, 1);
  assert.equal(storage.items.get(PLACE), before);
});

const ODD = ["", "{", '{"format":"lesson-record","version":1,"lesson":"phare","quizz', "null", "[]", '"é"',
  JSON.stringify(record({ q: entry({ at: 9, response: "z" }) }, { lesson: "faro" })),
  JSON.stringify(record({}, { format: "notebook" })), JSON.stringify(record({}, { version: -1 }))];

for (const text of ODD) {
  test(`what cannot be read is kept aside before anything is written: ${text.slice(0, 40)}`, () => {
    storage.items.set(PLACE, text);
    const store = openStore("phare", "tout", null, "put aside");
    put(store, "q", { at: 5, response: "a" });
    later();
    assert.deepEqual(answersInStorage(), { q: entry({ at: 5, response: "a" }) });
    const others = [...storage.items].filter(([key]) => key !== PLACE);
    assert.deepEqual(others.map(([, kept]) => kept), [text]);
    assert.ok(others[0][0].startsWith(`${PLACE}~`));
    assert.deepEqual(store.status(), { kept: "page", notice: "put aside" });
    load();
    const again = openStore("phare", "tout", null, "put aside");
    assert.deepEqual(again.status(), { kept: "page", notice: "" });
    assert.equal(storage.items.size, 2);
  });
}

test("what cannot be read nor kept aside is left as it is", () => {
  const text = `{"much":"${"x".repeat(900)}`;
  storage.items.set(PLACE, text);
  storage.room = 800;
  const store = openStore("phare", "tout", null, "put aside");
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.deepEqual([...storage.items], [[PLACE, text]]);
  assert.deepEqual(store.status(), { kept: "memory", notice: "" });
  assert.equal(store.entry("q").response, "a");
  storage.room = Infinity;
  put(store, "q", { at: 6, response: "b" });
  later();
  assert.equal(answersInStorage().q.response, "b");
  assert.equal(storage.items.size, 2);
});

test("a storage that lets nobody read is not written to", () => {
  const store = openStore("phare", "tout", null);
  later();
  const before = storage.items.get(PLACE);
  storage.getItem = () => {
    throw new Error("denied");
  };
  put(store, "q", { at: 5, response: "a" });
  later();
  assert.equal(storage.items.get(PLACE), before);
  assert.equal(store.status().kept, "memory");
});

/** A page of a site that is published under an address, as the room marks it. */
function onSite(lessonSite, baseURI) {
  globalThis.document = Object.assign(new EventTarget(), {
    baseURI,
    documentElement: { dataset: { lessonSite } },
  });
}

test("two sites of one address keep their answers apart, a page of a site with its notebooks", () => {
  const pages = [
    ["/ana/", "https://pages.test/ana/lab/index.html"],
    ["../", "https://pages.test/ana/pages/phare-fr.html"],
    ["/bea/", "https://pages.test/bea/lab/index.html"],
    ["/", "https://pages.test/lab/index.html"],
  ];
  const kept = pages.map(([site, address], number) => {
    onSite(site, address);
    const store = openStore("phare", "tout", null);
    const before = store.entry("q").response;
    put(store, "q", { at: number + 1, response: site });
    later();
    return before;
  });
  assert.deepEqual(kept, [null, "/ana/", null, null]);
  assert.deepEqual(
    [...storage.items.keys()],
    [`${PLACE}@/ana/`, `${PLACE}@/bea/`, PLACE],
  );
});

test("on a site the browser keeps the answers, whatever its Python says", () => {
  onSite("/ana/", "https://pages.test/ana/lab/index.html");
  const kernel = new Kernel();
  const store = openStore("phare", "tout", kernel.link);
  put(store, "q", { at: 5, response: "a" });
  later();
  kernel.answer(kernel.messages.at(-1));
  assert.deepEqual(store.status(), { kept: "page", notice: "" });
});
