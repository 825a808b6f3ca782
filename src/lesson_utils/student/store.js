import { openPlace } from "./place.js";
import {
  emptyEntry,
  emptyQuiz,
  emptyRecord,
  hasNewer,
  isNewer,
  mergeRecords,
  ownValue,
  readRecord,
} from "./records.js";

/**
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 * @typedef {import("./types.js").Phase} Phase
 *
 * The way to the kernel: what Python had kept, and messages both ways. There may be no kernel.
 * `scope` is the user's name where several share one address.
 * @typedef {{first: unknown, scope?: string, send: (message: unknown) => void,
 *   hear: (listener: (message: any) => void) => (() => void)}} Link
 *
 * Where the work is kept: `file` (Python answered), `page` (this browser), `memory` (nowhere else);
 * `newer`: nowhere else, since here or in the kernel's file is a newer version's record.
 * @typedef {{kept: "file" | "page" | "memory" | "newer", notice: string}} Status
 */

/** Tells the other views of this page; the browser tells the other tabs. */
export const RECORD_EVENT = "lesson:record";
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Give the name under which a browser keeps a lesson's record, of one of its users where several
 * share it.
 * @param {string} lesson
 * @param {string} [scope]
 */
export function keyOf(lesson, scope) {
  return `lesson-record/${lesson}${scope ? `@${scope}` : ""}`;
}

/**
 * Open what is kept of a student's work on a quiz: in this browser, and in the kernel's file while
 * there is a kernel. Nothing waits for either.
 * @param {string} lesson
 * @param {string} quiz
 * @param {Link | null} link
 * @param {string} [asideNotice] what is told where something unreadable was kept aside
 */
export function openStore(lesson, quiz, link, asideNotice = "") {
  const key = keyOf(lesson, link?.scope);
  // The kernel's answers go to every view of the widget, and to those after a reload.
  const view = Math.random().toString(36).slice(2);
  const place = openPlace(key, lesson);
  const filed = readRecord(link?.first, lesson);
  const known = filed ?? emptyRecord(lesson);
  const found = place.look();
  let record = mergeRecords(known, found.record);
  /** Whether a newer version keeps its record: nothing is kept over it, nor beside it. */
  let newer = found.state === "newer" || isNewer(link?.first);
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let storable = true;
  let notice = "";
  let changes = JSON.stringify(record.quizzes[quiz]) === JSON.stringify(known.quizzes[quiz]) ? 0 : 1;
  let saved = 0;
  let tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let closed = false;
  /** How many changes there were when the kernel had something to tell. */
  let noticed = 0;
  /** Whether all of the lesson is to be sent, not only this quiz. */
  let sendAll = false;
  if (!record.seed) {
    record.seed = Math.random().toString(36).slice(2, 10);
    keep();
  }

  function here() {
    return ownValue(record.quizzes, quiz) ?? emptyQuiz();
  }

  function keep() {
    if (newer) return;
    const done = place.keep(record);
    ({ record } = done);
    storable = done.kept;
    newer = done.state === "newer";
  }

  function push() {
    clearTimeout(timer);
    if (!link || newer || saved >= changes) return;
    const part = sendAll ? record : { ...record, quizzes: { [quiz]: here() } };
    try {
      link.send({ kind: "save", view, number: changes, record: part });
    } catch {
      // The kernel is gone; the answers stay here until it is back.
    }
    if (closed) return;
    timer = setTimeout(push, Math.min(RETRY_MS * 2 ** tries, LONGEST_RETRY_MS));
    tries += 1;
  }

  /**
   * @param {Record<string, Entry>} answers
   * @param {Phase} [phase]
   */
  function put(answers, phase = here().phase) {
    const quizzes = { ...record.quizzes, [quiz]: { answers: { ...here().answers, ...answers }, phase } };
    record = { ...record, quizzes };
    changes += 1;
    tries = 0;
    // The feedback is on the screen first.
    setTimeout(() => {
      keep();
      push();
      document.dispatchEvent(new CustomEvent(RECORD_EVENT, { detail: { place: key, from: listeners, record } }));
      tell();
    });
  }

  function tell() {
    for (const listener of listeners) listener();
  }

  /** @param {LessonRecord} other */
  function take(other) {
    const before = JSON.stringify(here());
    record = mergeRecords(record, other);
    if (JSON.stringify(here()) !== before) tell();
  }

  /** @param {StorageEvent} event */
  const fromTab = (event) => {
    if (event.key !== key) return;
    const { state, record: theirs } = place.look();
    if (state === "newer") {
      newer = true;
      tell();
      return;
    }
    take(theirs);
    // Two tabs that write in one moment write over each other: what theirs lacks is written again.
    if (hasNewer(record, theirs)) keep();
  };
  /** @param {Event} event */
  const fromPage = (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    // Where the browser stores nothing, the views of a page still know of each other.
    if (detail.place === key && detail.from !== listeners) take(detail.record);
  };
  const silence = link?.hear((message) => {
    if (message?.kind !== "saved") return;
    if (message.view === view) {
      saved = Math.max(saved, message.number);
      tries = 0;
      if (saved >= changes) sendAll = false;
    }
    // What was told stays until something new is kept: several answers may come at once.
    const said = typeof message.notice === "string" ? message.notice : "";
    if (said || changes > noticed) notice = said;
    if (said) noticed = changes;
    if (isNewer(message.record)) newer = true;
    const theirs = readRecord(message.record, lesson);
    if (theirs) take(theirs);
    tell();
  });
  addEventListener("storage", fromTab);
  addEventListener("online", push);
  document.addEventListener("visibilitychange", push);
  document.addEventListener(RECORD_EVENT, fromPage);
  if (changes) setTimeout(push);

  return {
    /** The seed of this student's order of questions and options. */
    seed: record.seed,
    /** @param {string} id */
    entry: (id) => ownValue(here().answers, id) ?? emptyEntry(),
    phase: () => here().phase,
    /** All of the lesson that this browser has. */
    whole: () => mergeRecords(record, place.look().record),
    put,
    /** Write down at once what is waiting to be. */
    flush() {
      if (!changes) return;
      keep();
      push();
    },
    /**
     * Take over a record from a file: what is newer there, and what there is nothing of here.
     * @param {unknown} value
     * @returns {number | null} how many answers were taken over; null if it is no record of this
     *   lesson
     */
    bring(value) {
      const read = readRecord(value, lesson);
      if (!read) return null;
      let count = 0;
      const now = Date.now();
      for (const [name, { answers }] of Object.entries(read.quizzes)) {
        const mine = ownValue(record.quizzes, name)?.answers ?? {};
        for (const [id, entry] of Object.entries(answers)) {
          const old = ownValue(mine, id);
          const empty = old && old.response === null && old.draft === null;
          if (empty) answers[id] = { ...entry, at: Math.max(now, old.at + 1) };
          if (!old || answers[id].at > old.at) count += 1;
        }
      }
      record = mergeRecords(record, read);
      sendAll = true;
      put({});
      return count;
    },
    /** @returns {Status} */
    status() {
      if (newer) return { kept: "newer", notice: "" };
      const told = [place.putAside() ? asideNotice : "", notice].filter(Boolean).join(" ");
      if (saved >= changes && (changes || filed)) return { kept: "file", notice: told };
      return { kept: storable ? "page" : "memory", notice: told };
    },
    /** @param {() => void} listener */
    listen: (listener) => void listeners.add(listener),
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      silence?.();
      removeEventListener("storage", fromTab);
      removeEventListener("online", push);
      document.removeEventListener("visibilitychange", push);
      document.removeEventListener(RECORD_EVENT, fromPage);
    },
  };
}
