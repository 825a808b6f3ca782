import { RECORD_FORMAT, RECORD_VERSION, mergeRecords, ownValue, readRecord } from "../records.js";
import { RECORD_EVENT } from "../news.js";
import { standing } from "../standing.js";
import { openAttempt } from "./attempt.js";
import { compact, expand } from "./compact.js";
import { interaction } from "./interactions.js";
import { findRuntime, openRuntime } from "./runtime.js";
import { STANDARDS } from "./standards.js";

/**
 * @typedef {import("../sending.js").Link} Link
 * @typedef {import("../standing.js").Counted} Counted
 * @typedef {import("../types.js").LessonRecord} LessonRecord
 * @typedef {import("./compact.js").Place} Place
 * @typedef {import("./interactions.js").Known} Known
 *
 * What a page knows of the platform it is for: the version of SCORM, and a name for every question.
 * @typedef {{standard: string, questions: Record<string, Record<string, Known>>}} Platform
 *
 * How it stands: no platform around, one that does not answer, one that shows an attempt and changes
 * nothing, one whose record a newer version wrote, or one that takes what it is given.
 * @typedef {"none" | "refused" | "review" | "newer" | "open"} State
 * @typedef {{state: State, failing: boolean, aside: boolean, left: Place[],
 *   sent: null | {points: number, maximum: number, percent: number, before: boolean}}} News
 */

/** What is answered in one go is handed over together. */
const GATHER_MS = 1500;
const ALL_PERCENT = 100;
const RANKS = ["", "not attempted", "unknown", "incomplete", "failed", "completed", "passed"];

/** @param {number} number */
const twoPlaces = (number) => Math.round(number * ALL_PERCENT) / ALL_PERCENT;

/**
 * Hand a student's work to the platform that shows this page, and take up what it had kept.
 * @param {Platform} platform
 * @param {string} lesson
 * @param {Counted[]} quizzes
 * @param {import("../../browser/types.js").Texts} texts
 * @param {(news: News) => void} tell
 * @returns {{link: Link | null, begin: () => void}} no link where there is no platform; `begin` once
 *   the page is alive: what its quizzes write down when it is left is handed over after that
 */
export function openReporting(platform, lesson, quizzes, texts, tell) {
  const standard = STANDARDS[platform.standard];
  const object = findRuntime(window, standard.object);
  /** @type {News} */
  const news = { state: "none", failing: false, aside: false, left: [], sent: null };
  if (!object) {
    tell(news);
    return { link: null, begin: () => undefined };
  }
  const runtime = openRuntime(object, standard);
  const began = Date.now();
  if (!runtime.open(standard.learner)) {
    tell({ ...news, state: "refused" });
    return { link: apart(null), begin: askBeforeLeaving };
  }
  const before = runtime.get(standard.suspend);
  const found = expand(before, lesson, quizzes);
  const reviewed = ["review", "browse"].includes(runtime.get(standard.mode));
  news.state = reviewed ? "review" : found.state === "newer" ? "newer" : "open";
  if (news.state !== "open") {
    tell(news);
    const newer = { format: RECORD_FORMAT, version: RECORD_VERSION + 1, lesson };
    const first = found.state === "newer" ? newer : found.record;
    return { link: apart(first), begin: () => undefined };
  }

  const resumed = runtime.get(standard.entry) === "resume";
  const attempt = openAttempt(lesson, runtime.get(standard.learner), found.token, resumed);
  if (found.state === "odd") {
    attempt.putAside(before);
    news.aside = true;
  }
  /** Less than this the platform is not told: what earned it did not fit, and may be elsewhere. */
  const floor = found.left ? Number(runtime.get(`${standard.score}.raw`)) || 0 : 0;
  const known = quizzes.flatMap(({ id: quiz, mode, tables }) =>
    tables.map((table) => ({ quiz, table, survey: mode === "survey", known: platform.questions[quiz][table.id] })),
  );
  /** @type {Set<(message: any) => void>} */
  const listeners = new Set();
  /** The last change of each view that the platform has not taken yet. @type {Map<string, number>} */
  const waiting = new Map();
  /** What was said of each question last. @type {string[]} */
  const told = [];
  let record = found.record;
  let closed = false;
  let takesInteractions = runtime.get("cmi.interactions._children") !== "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @returns {boolean} whether the platform took what an attempt is not whole without */
  function report() {
    const { text, left } = compact(record, quizzes, attempt.token, standard.room);
    let taken = runtime.set(standard.suspend, text);
    const all = standing(quizzes, record).quizzes;
    const sum = (/** @type {"answered" | "graded" | "points" | "maximum"} */ name) =>
      all.reduce((total, one) => total + one[name], 0);
    const [answered, maximum] = [sum("answered"), sum("maximum")];
    const earned = maximum ? twoPlaces((ALL_PERCENT * sum("points")) / maximum) : 0;
    const percent = Math.max(floor, earned);
    const score = maximum > 0 && (answered > 0 || news.sent !== null || floor > 0);
    if (score) {
      // The least and the most are not in every platform of SCORM 1.2.
      runtime.set(`${standard.score}.min`, 0);
      runtime.set(`${standard.score}.max`, ALL_PERCENT);
      taken = runtime.set(`${standard.score}.raw`, percent) && taken;
      if (standard.scaled) taken = runtime.set(standard.scaled, Number((percent / ALL_PERCENT).toFixed(4))) && taken;
    }
    const done = sum("graded") ? answered >= sum("graded") : openDone();
    taken = reportStatus(done, percent) && taken;
    reportAnswers();
    runtime.set(standard.session, standard.span(Math.max(0, Math.floor((Date.now() - began) / 1000))));
    runtime.set(standard.exit, "suspend");
    news.left = left;
    if (score) news.sent = { points: sum("points"), maximum, percent, before: percent > earned };
    return taken;
  }

  /** Tell whether open questions, where there are no others, have all been answered. */
  function openDone() {
    return known.every(({ quiz, table }) => {
      const entry = ownValue(ownValue(record.quizzes, quiz)?.answers ?? {}, table.id);
      return entry?.edition === table.edition && entry.response !== null;
    });
  }

  /**
   * What was completed stays so, also where a student begins a quiz again.
   * @param {boolean} done
   * @param {number} percent
   */
  function reportStatus(done, percent) {
    const pass = runtime.get(standard.pass);
    const reached = percent / (standard.scaled ? ALL_PERCENT : 1) >= Number(pass);
    const success = done && pass !== "" ? (reached ? "passed" : "failed") : "";
    const completion = done ? "completed" : "incomplete";
    const raise = (/** @type {string} */ element, /** @type {string} */ status) =>
      RANKS.indexOf(status) < RANKS.indexOf(runtime.get(element)) || runtime.set(element, status);
    if (!standard.success) return raise(standard.completion, success || completion);
    return raise(standard.completion, completion) && (!success || raise(standard.success, success));
  }

  /**
   * Tell of each question in the order of the page, up to the last that has an answer: so the same
   * place is the same question for every student.
   */
  function reportAnswers() {
    const given = known.map(({ quiz, table }) => {
      const entry = ownValue(ownValue(record.quizzes, quiz)?.answers ?? {}, table.id);
      return entry?.edition === table.edition && entry.response !== null ? entry : undefined;
    });
    const last = given.reduce((so, entry, place) => (entry ? place : so), -1);
    if (!takesInteractions) return;
    for (let place = 0; place <= last; place += 1) {
      const { table, survey, known: question } = known[place];
      const fields = interaction(question, table, { entry: given[place], survey }, standard, texts);
      const said = JSON.stringify(fields);
      if (told[place] === said) continue;
      const [[, id], ...rest] = fields;
      takesInteractions = runtime.set(`cmi.interactions.${place}.id`, id);
      if (!takesInteractions) return;
      for (const [name, value] of rest) runtime.set(`cmi.interactions.${place}.${name}`, value);
      told[place] = said;
    }
  }

  function save() {
    clearTimeout(timer);
    timer = undefined;
    if (closed) return;
    const taken = report();
    const arrived = runtime.commit() && taken;
    news.failing = !arrived;
    if (arrived) {
      attempt.arrive();
      for (const [view, number] of waiting) {
        const message = { kind: "saved", view, number, notice: "", record: null };
        for (const listener of listeners) listener(message);
      }
      waiting.clear();
    }
    tell({ ...news });
  }

  /** @type {Link} */
  const link = {
    first: found.state === "sound" ? found.record : null,
    scope: attempt.scope,
    send(message) {
      const { view, number, record: changed } = /** @type {any} */ (message);
      const read = readRecord(changed, lesson);
      if (!read || closed) return;
      record = mergeRecords(record, read);
      waiting.set(view, number);
      timer ??= setTimeout(save, GATHER_MS);
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  function begin() {
    // A page in the background may never come back, and none closes as slowly as it likes.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save();
    });
    addEventListener("pagehide", () => {
      save();
      closed = true;
      runtime.close();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload();
    });
    save();
  }

  return { link, begin };
}

/**
 * A link over which nothing goes: what is changed is gone with the page.
 * @param {unknown} first
 * @returns {Link}
 */
function apart(first) {
  return { first, scope: "?", apart: true, send: () => undefined, hear: () => () => undefined };
}

/** Where nothing can be kept, not even for this student alone, nobody is to leave by mistake. */
function askBeforeLeaving() {
  document.addEventListener(
    RECORD_EVENT,
    () => addEventListener("beforeunload", (event) => event.preventDefault()),
    { once: true },
  );
}
