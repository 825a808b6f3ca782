import { make, nextUid, say } from "../../../browser/dom.js";
import { dotBar } from "./dots.js";
import { ending } from "./ending.js";
import { answerCalls } from "./calls.js";
import { workPanel } from "./work.js";
import { mixed, mixedWithin } from "./mixing.js";
import { questionView } from "./question.js";
import { emptyEntry } from "../../../student/records.js";
import { openStore } from "../../../student/store.js";

/**
 * @typedef {import("../../../student/types.js").Entry} Entry
 * @typedef {import("../../../questions/types.js").QuizPayload} QuizPayload
 * @typedef {import("../../../questions/types.js").Table} Table
 * @typedef {import("./question.js").Question} Question
 */

/** Longer pauses are not counted as work on a question. */
const LONGEST_PAUSE_S = 300;

/**
 * Show a quiz. Every answer is looked up in the payload: feedback waits for nothing and nobody.
 * @param {HTMLElement} root
 * @param {QuizPayload} payload
 * @param {import("../../../student/sending.js").Link | null} link
 * @param {ReturnType<typeof openStore>} [own] where answers go instead of a student's record
 * @returns {() => void} lets go of the page and the kernel
 */
export function mountQuiz(root, payload, link, own) {
  const { texts, mode } = payload;
  const aside = say(texts, "ui.kept.aside.page");
  const store = own ?? openStore(payload.lesson, payload.quiz, link, aside);
  const titleId = nextUid();
  const live = make("p", { class: "live", "aria-live": "polite" });
  const total = make("p", { class: "total" });
  const status = make("p", { class: "status" });
  /** When each question shown here was last changed. @type {Map<string, number>} */
  const seen = new Map();
  /** Questions that have news from elsewhere, to be shown when they are left. */
  /** @type {Set<Question>} */
  const waiting = new Set();
  /** When the phase shown here was changed. */
  let phaseSeen = 0;
  let last = Date.now();
  let told = "";
  /** What was said of the end last; null before anything is shown. @type {string | null} */
  let ended = null;

  /** @param {string} text */
  function announce(text) {
    live.textContent = text;
  }

  const revealing = () => mode === "check" && store.phase().finished;

  const tables = payload.shuffle
    ? mixed(payload.questions.map((table) => mixedWithin(table, store.seed)), store.seed)
    : payload.questions;
  /** @type {Question[]} */
  const questions = [];
  const unknown = [...payload.omitted];
  for (const table of tables) {
    const view = questionView(table, questions.length + 1, payload, {
      announce,
      revealing,
      keep: (change) => keep(table, change),
      settle() {
        const found = questions.filter((question) => question.table === table && waiting.has(question));
        if (found.length) arrive(found);
      },
    });
    if (view) questions.push(view);
    else unknown.push({ id: table.id, problems: [table.type] });
  }

  const bar = dotBar(questions, texts);
  const end = ending(questions, texts);

  /**
   * @param {Table} table
   * @param {Partial<Entry>} change
   */
  function keep({ id, edition }, change) {
    const before = store.entry(id);
    const sound = before.edition === edition ? before : emptyEntry();
    const seconds = sound.seconds + worked(Date.now());
    const at = after(before.at);
    seen.set(id, at);
    if (undo) forgetUndo();
    store.put({ [id]: { ...sound, ...change, edition, at, seconds } });
    count();
  }

  /**
   * Give the whole seconds since the last one counted; a long pause and a clock put back are none.
   * @param {number} now
   */
  function worked(now) {
    const seconds = Math.floor((now - last) / 1000);
    const counts = seconds >= 0 && seconds <= LONGEST_PAUSE_S;
    last = counts ? last + seconds * 1000 : now;
    return counts ? seconds : 0;
  }

  function count() {
    const outcomes = questions.map((question) => question.outcome()).filter((found) => found);
    const scored = outcomes.flatMap((found) => (found?.status === "scored" ? [found] : []));
    const graded = questions.filter(({ table }) => table.maximum).length;
    const values = {
      answered: scored.length,
      right: scored.filter((found) => found.correct).length,
      graded,
      points: scored.reduce((sum, found) => sum + found.score, 0),
      maximum: questions.reduce((sum, { table }) => sum + table.maximum, 0),
      done: outcomes.length - scored.length,
      opens: questions.length - graded,
    };
    const open = mode === "practice" || revealing();
    // Open questions are counted apart: they have no points.
    const free = values.opens ? say(texts, "ui.quiz.total.open", values) : "";
    total.textContent = `${say(texts, open ? "ui.quiz.total" : "ui.quiz.answered", values)} ${free}`.trim();
    bar.show();
    const said = end.show(open, revealing(), firsts());
    if (said && said !== ended && ended !== null) announce(said);
    ended = said;
    return values;
  }

  /** Count the answers that were right at once. */
  function firsts() {
    const right = questions.filter((question) => question.state() === "right");
    return right.filter(({ table }) => store.entry(table.id).attempts === 1).length;
  }

  function showStatus() {
    const { kept, notice } = store.status();
    const warning = kept === "newer" ? say(texts, "ui.kept.newer") : notice;
    if (warning && warning !== told) announce(warning);
    told = warning;
    const worked = questions.some(({ table }) => {
      const { response, draft } = store.entry(table.id);
      return response !== null || draft !== null;
    });
    status.textContent = warning || (worked ? say(texts, `ui.kept.${kept}`) : "");
    status.classList.toggle("warning", kept === "newer");
  }

  /**
   * Show what came from elsewhere, but where an answer is just being given: there it waits.
   * @param {Question[]} outdated
   */
  function arrive(outdated) {
    const free = [];
    for (const question of outdated) {
      if (question.busy()) {
        waiting.add(question);
        question.know(store.entry(question.table.id));
      } else free.push(question);
    }
    load(free);
  }

  /** @param {Question[]} outdated */
  function load(outdated) {
    for (const question of outdated) {
      const entry = store.entry(question.table.id);
      seen.set(question.table.id, entry.at);
      waiting.delete(question);
      question.load(entry);
    }
    phaseSeen = store.phase().at;
    count();
    finish.textContent = say(texts, revealing() ? "ui.quiz.again" : "ui.quiz.finish");
    showStatus();
  }

  const finish = make("button", { type: "button", class: "check", hidden: mode !== "check" });
  finish.addEventListener("click", () => {
    flush();
    const { points, maximum, ...counts } = count();
    const at = after(store.phase().at);
    store.put({}, { at, finished: !revealing(), score: points, maximum });
    if (revealing()) {
      for (const { table, outcome, result } of questions) if (outcome()) keep(table, result());
    }
    load(questions);
    if (revealing()) announce(say(texts, "ui.quiz.total", { points, maximum, ...counts }));
    else announce(say(texts, "ui.quiz.reopened"));
  });

  /** What the last reset took away, until something new is answered. */
  /** @type {Record<string, Entry> | null} */
  let undo = null;
  const said = make("p", { class: "told" });
  const reset = make("button", { type: "button", class: "quiet" }, say(texts, "ui.quiz.reset"));
  const bringBack = make("button", { type: "button", hidden: true }, say(texts, "ui.quiz.reset.undo"));
  reset.addEventListener("click", () => {
    const before = replaceAll({}, "ui.quiz.reset.done");
    if (Object.values(before).some(({ response, draft }) => response !== null || draft !== null)) {
      undo = before;
      bringBack.hidden = false;
    }
  });
  bringBack.addEventListener("click", () => {
    replaceAll(undo ?? {}, "ui.quiz.reset.undone");
    forgetUndo();
    reset.focus();
  });

  /**
   * Put other entries in the place of all; give those that were there. The quiz may become much
   * shorter or longer: its end, where the button is, stays in view.
   * @param {Record<string, Entry>} entries
   * @param {string} key what is said of it
   */
  function replaceAll(entries, key) {
    /** @type {Record<string, Entry>} */
    const before = {};
    /** @type {Record<string, Entry>} */
    const put = {};
    for (const { table } of questions) {
      before[table.id] = store.entry(table.id);
      const at = after(before[table.id].at);
      put[table.id] = { ...(entries[table.id] ?? emptyEntry()), edition: table.edition, at };
    }
    const at = after(store.phase().at);
    store.put(put, { at, finished: false, score: 0, maximum: 0 });
    load(questions);
    said.textContent = say(texts, key);
    announce(said.textContent);
    reset.scrollIntoView({ block: "center" });
    return before;
  }

  function forgetUndo() {
    undo = null;
    bringBack.hidden = true;
    said.textContent = "";
  }

  const title = make("h3", { id: titleId, dir: "auto", tabindex: "-1" }, payload.title);
  const section = make(
    "div",
    { class: "lesson-quiz", role: "group", lang: payload.language, "aria-labelledby": titleId },
    title,
    mode === "practice" ? "" : make("p", { class: "how" }, say(texts, `ui.quiz.mode.${mode}`)),
    ...unknown.map(({ id, problems }) =>
      make(
        "div",
        { class: "omitted" },
        make("p", {}, say(texts, "ui.quiz.omitted", { id })),
        make("ul", {}, ...problems.map((problem) => make("li", {}, problem))),
      ),
    ),
    bar.root,
    ...questions.map((question) => question.root),
    end.root,
    make("div", { class: "foot" }, total, make("p", { class: "actions" }, finish, bringBack, reset)),
    said,
    status,
    workPanel(payload, { ...store, total: () => total.textContent ?? "" }, announce),
    live,
  );
  root.append(section);
  load(questions);
  const deaf = answerCalls(payload.lesson, section, title);
  // Who is to open another version had better know before answering.
  if (store.status().kept === "newer") title.after(status);
  store.listen(() => {
    const other = store.phase().at !== phaseSeen;
    arrive(questions.filter(({ table: { id } }) => other || store.entry(id).at !== seen.get(id)));
  });

  /** Keep what is being typed: the page may be gone in a moment. */
  function flush() {
    for (const question of questions) question.flush();
  }
  function leave() {
    flush();
    store.flush();
  }
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", leave);
  return () => {
    leave();
    for (const question of questions) question.leave?.();
    deaf();
    removeEventListener("pagehide", leave);
    document.removeEventListener("visibilitychange", leave);
    store.close();
  };
}

/**
 * Give the time of a change: later than the last one, whatever the clock says.
 * @param {number} at when the last one was, in milliseconds
 */
function after(at) {
  return Math.max(Date.now(), at + 1);
}
