/**
 * The shelves of the studio on a bare page: a studio without a shell. Where the page has a kernel
 * (`window.kernel`), it is asked; else what is asked for is noted, and done to the lesson here.
 */
import { say } from "/browser/dom.js";
import { mountForm } from "/authoring/studio/js/form.js";
import { mountShelf } from "/authoring/studio/js/shelf.js";

const lesson = JSON.parse(document.getElementById("lesson").textContent);
const kept = new Map(JSON.parse(sessionStorage.getItem("kept") ?? "[]"));
const listeners = new Set();
const copy = (value) => (value === undefined ? undefined : structuredClone(value));
const past = [];
const desk = { calls: [], saves: [], points: [], said: [], tried: {}, picked: { start: 0, end: 5 }, refuse: null, lesson };

function made({ file, act, path, value, to }) {
  let there = lesson.files.find(({ name }) => name === file);
  if (!there) {
    there = { name: file, shelf: file.includes("/") ? "quiz" : file.replace(".yml", ""), there: true, value: null, troubles: [] };
    lesson.files.push(there);
  }
  const whole = { value: copy(there.value) ?? (typeof path[0] === "number" ? [] : {}) };
  const steps = ["value", ...path];
  const last = steps.pop();
  const home = steps.reduce((found, step) => found[step], whole);
  if (act === "insert") home.splice(last, 0, copy(value));
  else if (act === "remove") home.splice(last, 1);
  else if (act === "move") home.splice(to, 0, ...home.splice(last, 1));
  else if (value === null) delete home[last];
  else home[last] = copy(value);
  Object.assign(there, { value: whole.value });
}

function news() {
  for (const listener of listeners) listener({ files: lesson.files, marks: lesson.marks, history: lesson.history });
}

/** Take in what a kernel tells. */
function heard(answer) {
  if (answer.error) throw new Error(answer.error);
  const told = answer.news;
  for (const file of told?.files ?? []) {
    const index = lesson.files.findIndex(({ name }) => name === file.name);
    if (index < 0) lesson.files.push(file);
    else lesson.files[index] = file;
  }
  if (told) {
    // What is not told is as it was.
    for (const part of ["marks", "history", "forms"]) if (told[part]) lesson[part] = told[part];
    news();
  }
  return answer;
}

async function ask(what, more = {}) {
  desk.calls.push({ what, ...copy(more) });
  if (window.kernel) return heard(await window.kernel({ do: what, ...more }));
  if (what === "try") return { troubles: [], quiz: null, ...copy(desk.tried) };
  if (what === "anchor") {
    const quote = [...lesson.article.text].slice(more.start, more.end).join("");
    return { anchor: quote, ...more, count: 1, words: "" };
  }
  if (what === "find") {
    const quote = typeof more.anchor === "string" ? more.anchor : more.anchor.quote;
    const start = lesson.article.text.indexOf(quote);
    return { start, end: start + quote.length, words: start < 0 ? "nowhere" : "" };
  }
  if (what === "id") return { name: `id-${desk.calls.length}` };
  if (what === "undo") {
    lesson.files = past.pop();
    lesson.history = { undo: "", redo: "" };
    news();
    return { status: "saved", words: "" };
  }
  throw new Error(`no ${what}`);
}

const studio = {
  lesson,
  say: (key, values) => say(lesson.texts, key, values),
  ask,
  async save(changes, words) {
    if (desk.refuse) return desk.refuse;
    desk.saves.push({ changes: copy(changes), words });
    if (window.kernel) {
      const keyed = changes.map((change, index) => ({ ...change, key: `${desk.saves.length}-${index}` }));
      return heard(await window.kernel({ do: "save", changes: keyed, words }));
    }
    past.push(copy(lesson.files));
    for (const change of changes) made(change);
    for (const mark of lesson.marks) {
      const items = lesson.files.find(({ name }) => name === mark.file)?.value;
      const list = Array.isArray(items) ? items : (items?.questions ?? []);
      mark.path = [...mark.path.slice(0, -1), list.findIndex(({ id }) => id === mark.item)];
    }
    lesson.marks = lesson.marks.filter(({ path }) => path.at(-1) >= 0);
    lesson.history = { undo: words, redo: "" };
    news();
    return { status: "saved", words: "" };
  },
  hear(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  selection: () => null,
  point: (span) => desk.points.push(copy(span)),
  pick: async () => desk.picked,
  lead: () => {},
  announce: (words) => desk.said.push(words),
  keep(key, value) {
    if (value === null || value === undefined) kept.delete(key);
    else kept.set(key, copy(value));
    sessionStorage.setItem("kept", JSON.stringify([...kept]));
  },
  kept: (key) => copy(kept.get(key)) ?? null,
  shown: [...lesson.languages],
};

const host = document.getElementById("side");
Object.assign(window, {
  desk, studio, news,
  open_shelf(name) {
    window.shelf?.end();
    window.shelf = mountShelf(host, studio, name);
    studio.hear((told) => window.shelf.news(told));
  },
  open_form(form, value, fresh = false) {
    window.form?.end();
    window.changes = [];
    window.form = mountForm(host, { form, value, fresh, languages: studio.shown, studio, change: (now) => window.changes.push(copy(now)) });
  },
});
await import("/types.js");
window.ready = true;
