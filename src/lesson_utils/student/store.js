import { keyOf, openNews, siteAddress } from "./news.js";
import { noPlace, openPlace } from "./place.js";
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
import { openSending } from "./sending.js";

/**
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 * @typedef {import("./types.js").Phase} Phase
 * @typedef {import("./sending.js").Link} Link
 *
 * Where the work is kept: `file` (Python answered), `page` (this browser), `memory` (nowhere else);
 * `newer`: nowhere else, since here or in the kernel's file is a newer version's record.
 * @typedef {{kept: "file" | "page" | "memory" | "newer", notice: string}} Status
 */

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
  const place = link?.apart ? noPlace(lesson) : openPlace(key, lesson);
  const filed = readRecord(link?.first, lesson);
  const known = filed ?? emptyRecord(lesson);
  const found = place.look();
  let record = mergeRecords(known, found.record);
  /** Whether a newer version keeps its record: nothing is kept over it, nor beside it. */
  let newer = found.state === "newer" || isNewer(link?.first);
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let storable = true;
  const changed = JSON.stringify(record.quizzes[quiz]) !== JSON.stringify(known.quizzes[quiz]);
  if (!record.seed) {
    record.seed = Math.random().toString(36).slice(2, 10);
    keep();
  }
  const news = openNews(key, { tab: fromTab, view: take });
  const sending = openSending(link?.apart ? null : link, changed, toSend, fromKernel);

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

  /** @param {boolean} all */
  function toSend(all) {
    if (newer) return null;
    return all ? record : { ...record, quizzes: { [quiz]: here() } };
  }

  /**
   * @param {Record<string, Entry>} answers
   * @param {Phase} [phase]
   * @param {boolean} [all] whether other quizzes have changed too
   */
  function put(answers, phase = here().phase, all = false) {
    const quizzes = { ...record.quizzes, [quiz]: { answers: { ...here().answers, ...answers }, phase } };
    record = { ...record, quizzes };
    sending.change(all);
    // The feedback is on the screen first.
    setTimeout(() => {
      keep();
      sending.push();
      news.tell(record);
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

  function fromTab() {
    const { state, record: theirs } = place.look();
    if (state === "newer") {
      newer = true;
      tell();
      return;
    }
    take(theirs);
    // Two tabs that write in one moment write over each other: what theirs lacks is written again.
    if (hasNewer(record, theirs)) keep();
  }

  /** @param {unknown} kept */
  function fromKernel(kept) {
    if (isNewer(kept)) newer = true;
    const theirs = readRecord(kept, lesson);
    if (theirs) take(theirs);
    tell();
  }

  return {
    /** The seed of this student's order of questions and options. */
    seed: record.seed,
    /** @param {string} id */
    entry: (id) => ownValue(here().answers, id) ?? emptyEntry(),
    phase: () => here().phase,
    /** All of the lesson that this browser has. */
    whole: () => mergeRecords(record, place.look().record),
    /**
     * @param {Record<string, Entry>} answers
     * @param {Phase} [phase]
     */
    put: (answers, phase) => put(answers, phase),
    /** Write down at once what is waiting to be. */
    flush() {
      if (!sending.hasChanges()) return;
      keep();
      sending.push();
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
      put({}, here().phase, true);
      return count;
    },
    /** @returns {Status} */
    status() {
      if (newer) return { kept: "newer", notice: "" };
      const told = [place.putAside() ? asideNotice : "", sending.notice()].filter(Boolean).join(" ");
      const arrived = sending.hasArrived() && (sending.hasChanges() || filed);
      if (arrived && !siteAddress()) return { kept: "file", notice: told };
      return { kept: storable ? "page" : "memory", notice: told };
    },
    /** @param {() => void} listener */
    listen: (listener) => void listeners.add(listener),
    close() {
      listeners.clear();
      sending.close();
      news.close();
    },
  };
}
