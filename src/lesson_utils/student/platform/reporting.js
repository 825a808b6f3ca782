import { RECORD_FORMAT, RECORD_VERSION, mergeRecords, readRecord } from "../records.js";
import { RECORD_EVENT } from "../news.js";
import { openAttempt } from "./attempt.js";
import { compact, expand } from "./compact.js";
import { findRuntime, openRuntime } from "./runtime.js";
import { STANDARDS } from "./standards.js";
import { openTelling } from "./telling.js";

/**
 * @typedef {import("../sending.js").Link} Link
 * @typedef {import("../standing.js").Counted} Counted
 * @typedef {import("../types.js").LessonRecord} LessonRecord
 * @typedef {import("./compact.js").Place} Place
 * @typedef {import("./interactions.js").Known} Known
 * @typedef {import("./telling.js").Sent} Sent
 *
 * What a page knows of the platform it is for: the version of SCORM, and a name for every question.
 * @typedef {{standard: string, questions: Record<string, Record<string, Known>>}} Platform
 *
 * How it stands: no platform around, one that does not answer, one that shows an attempt and changes
 * nothing, one whose record a newer version wrote, or one that takes what it is given.
 * @typedef {"none" | "refused" | "review" | "newer" | "open"} State
 * @typedef {{state: State, failing: boolean, aside: boolean, left: Place[],
 *   sent: Sent | null}} News
 */

/** What is answered in one go is handed over together. */
const GATHER_MS = 1500;

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
  const object = findRuntime(window, standard);
  /** @type {News} */
  const news = { state: "none", failing: false, aside: false, left: [], sent: null };
  if (!object) {
    tell(news);
    return { link: null, begin: () => undefined };
  }
  const runtime = openRuntime(object, standard);
  const began = Date.now();
  const before = runtime.open(standard.learner) ? runtime.read(standard.suspend) : null;
  if (before === null) {
    tell({ ...news, state: "refused" });
    return { link: apart(null), begin: askBeforeLeaving };
  }
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
  const telling = openTelling(runtime, standard, quizzes, platform.questions, texts, floor);
  /** @type {Set<(message: any) => void>} */
  const listeners = new Set();
  /** The last change of each view that the platform has not taken yet. @type {Map<string, number>} */
  const waiting = new Map();
  let record = found.record;
  let closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function save() {
    clearTimeout(timer);
    timer = undefined;
    if (closed) return;
    const { text, left } = compact(record, quizzes, attempt.token, standard.room, found.left);
    const kept = runtime.set(standard.suspend, text);
    const told = telling.tell(record);
    const seconds = Math.max(0, Math.floor((Date.now() - began) / 1000));
    runtime.set(standard.session, standard.span(seconds));
    // A platform gives back what it had kept to an attempt that is not over.
    runtime.set(standard.exit, "suspend");
    const arrived = runtime.commit() && kept && told;
    Object.assign(news, { failing: !arrived, left }, arrived && { sent: telling.sent() });
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
