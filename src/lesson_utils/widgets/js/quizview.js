import { questionTypes } from "../../questions/registry.js";
import { make, nextUid, say } from "./dom.js";
import { workPanel } from "./work.js";
import { mixed } from "./mixing.js";
import { questionView } from "./question.js";
import { emptyEntry } from "./records.js";
import { openStore } from "./store.js";

/**
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").QuizPayload} QuizPayload
 * @typedef {import("./types.js").Table} Table
 * @typedef {import("./question.js").Question} Question
 */

/** Longer pauses are not counted as work on a question. */
const LONGEST_PAUSE_S = 300;

/**
 * Show a quiz. Every answer is looked up in the payload: feedback waits for nothing and nobody.
 * @param {HTMLElement} root
 * @param {QuizPayload} payload
 * @param {import("./store.js").Link | null} link
 * @returns {() => void} lets go of the page and the kernel
 */
export function mountQuiz(root, payload, link) {
  const { texts, mode } = payload;
  const store = openStore(payload.lesson, payload.quiz, link);
  const titleId = nextUid();
  const live = make("p", { class: "live", "aria-live": "polite" });
  const total = make("p", { class: "total" });
  const status = make("p", { class: "status" });
  /** When each question shown here was last changed. @type {Map<string, number>} */
  const seen = new Map();
  let last = Date.now();

  /** @param {string} text */
  function announce(text) {
    live.textContent = text;
  }

  const revealing = () => mode === "check" && store.phase().finished;

  const tables = payload.shuffle
    ? mixed(payload.questions.map((table) => shuffledTable(table, store.seed)), store.seed)
    : payload.questions;
  /** @type {Question[]} */
  const questions = [];
  const unknown = [...payload.omitted];
  for (const table of tables) {
    const view = questionView(table, questions.length + 1, payload, {
      announce,
      revealing,
      keep: (change) => keep(table, change),
    });
    if (view) questions.push(view);
    else unknown.push({ id: table.id, problems: [table.type] });
  }

  /**
   * @param {Table} table
   * @param {Partial<Entry>} change
   */
  function keep({ id, edition }, change) {
    const now = Date.now();
    const before = store.entry(id);
    const sound = before.edition === edition ? before : emptyEntry();
    const seconds = sound.seconds + Math.min(Math.round((now - last) / 1000), LONGEST_PAUSE_S);
    last = now;
    // Later than what is there, whatever the clock says.
    const at = Math.max(now, before.at + 1);
    seen.set(id, at);
    store.put({ [id]: { ...sound, ...change, edition, at, seconds } });
    count();
  }

  function count() {
    const outcomes = questions.map((question) => question.outcome()).filter((found) => found);
    const scored = outcomes.flatMap((found) => (found?.status === "scored" ? [found] : []));
    const values = {
      answered: outcomes.length,
      count: questions.length,
      right: scored.filter((found) => found.correct).length,
      points: scored.reduce((sum, found) => sum + found.score, 0),
      maximum: questions.reduce((sum, { table }) => sum + table.maximum, 0),
    };
    const open = mode === "practice" || revealing();
    total.textContent = say(texts, open ? "ui.quiz.total" : "ui.quiz.answered", values);
    return values;
  }

  function showStatus() {
    const { kept, notice } = store.status();
    const worked = questions.some(({ table }) => store.entry(table.id).at);
    status.textContent = notice || (worked ? say(texts, `ui.kept.${kept}`) : "");
  }

  /** @param {Question[]} outdated */
  function load(outdated) {
    for (const question of outdated) {
      const entry = store.entry(question.table.id);
      seen.set(question.table.id, entry.at);
      question.load(entry);
    }
    count();
    finish.textContent = say(texts, revealing() ? "ui.quiz.again" : "ui.quiz.finish");
    showStatus();
  }

  const finish = make("button", { type: "button", class: "check", hidden: mode !== "check" });
  finish.addEventListener("click", () => {
    const { points, maximum, ...counts } = count();
    const at = Math.max(Date.now(), store.phase().at + 1);
    store.put({}, { at, finished: !revealing(), score: points, maximum });
    load(questions);
    if (revealing()) announce(say(texts, "ui.quiz.total", { points, maximum, ...counts }));
    else announce(say(texts, "ui.quiz.reopened"));
  });

  const reset = make("button", { type: "button" }, say(texts, "ui.quiz.reset"));
  reset.addEventListener("click", () => {
    /** @type {Record<string, Entry>} */
    const cleared = {};
    for (const { table } of questions) {
      const at = Math.max(Date.now(), store.entry(table.id).at + 1);
      cleared[table.id] = { ...emptyEntry(), edition: table.edition, at };
    }
    const at = Math.max(Date.now(), store.phase().at + 1);
    store.put(cleared, { at, finished: false, score: 0, maximum: 0 });
    load(questions);
    announce(say(texts, "ui.quiz.reset.done"));
  });

  const section = make(
    "div",
    { class: "lesson-quiz", role: "group", lang: payload.language, "aria-labelledby": titleId },
    make("h3", { id: titleId }, payload.title),
    mode === "practice" ? "" : make("p", { class: "how" }, say(texts, `ui.quiz.mode.${mode}`)),
    ...unknown.map(({ id, problems }) =>
      make(
        "div",
        { class: "omitted" },
        make("p", {}, say(texts, "ui.quiz.omitted", { id })),
        make("ul", {}, ...problems.map((problem) => make("li", {}, problem))),
      ),
    ),
    ...questions.map((question) => question.root),
    make("div", { class: "foot" }, total, make("p", { class: "actions" }, finish, reset)),
    status,
    workPanel(payload, store, announce),
    live,
  );
  root.append(section);
  load(questions);
  store.listen(() => load(questions.filter(({ table: { id } }) => store.entry(id).at !== seen.get(id))));

  return () => store.close();
}

/**
 * @param {Table} table
 * @param {string} seed
 * @returns {Table}
 */
function shuffledTable(table, seed) {
  const changes = (questionTypes.get(table.type)?.mixed ?? []).map((field) => [
    field,
    mixed(/** @type {{id: string}[]} */ (table[field]), `${seed}/${table.id}`),
  ]);
  return { ...table, ...Object.fromEntries(changes) };
}
