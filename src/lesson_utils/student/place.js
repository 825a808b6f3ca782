import { emptyRecord, isNewer, mergeRecords, readRecord } from "./records.js";

/**
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 *
 * What is found at a place: nothing, a record, one of a newer version, a text that is no record of
 * this lesson, or a storage that lets nobody read.
 * @typedef {{state: "empty" | "sound" | "newer" | "odd" | "closed", record: LessonRecord,
 *   text: string}} Found
 */

/**
 * The place of a lesson's record in this browser. What cannot be read is never taken for nothing:
 * a newer version's record is left as it is, another text is kept aside before anything is written.
 * @param {string} name
 * @param {string} lesson
 */
export function openPlace(name, lesson) {
  /** What was kept aside last. @type {string | null} */
  let aside = null;

  /** @returns {Found} */
  function look() {
    const record = emptyRecord(lesson);
    let text = null;
    try {
      text = localStorage.getItem(name);
    } catch {
      return { state: "closed", record, text: "" };
    }
    if (text === null) return { state: "empty", record, text: "" };
    try {
      const value = JSON.parse(text);
      if (isNewer(value)) return { state: "newer", record, text };
      const read = readRecord(value, lesson);
      if (read) return { state: "sound", record: read, text };
    } catch {
      // It is no JSON.
    }
    return { state: "odd", record, text };
  }

  return {
    look,
    /** Whether something was kept aside. */
    putAside: () => aside !== null,
    /**
     * Keep a record, merged with what is there.
     * @param {LessonRecord} mine
     * @returns {{record: LessonRecord, state: Found["state"], kept: boolean}}
     */
    keep(mine) {
      const { state, record: there, text } = look();
      const record = mergeRecords(mine, there);
      if (state === "newer" || state === "closed") return { record, state, kept: false };
      try {
        if (state === "odd" && text !== aside) {
          localStorage.setItem(`${name}~${new Date().toISOString()}`, text);
          aside = text;
        }
        localStorage.setItem(name, JSON.stringify(record));
      } catch {
        return { record, state, kept: false };
      }
      return { record, state, kept: true };
    },
  };
}

/**
 * No place at all: what is kept here is gone with the page.
 * @param {string} lesson
 * @returns {ReturnType<typeof openPlace>}
 */
export function noPlace(lesson) {
  return {
    look: () => ({ state: "closed", record: emptyRecord(lesson), text: "" }),
    putAside: () => false,
    keep: (mine) => ({ record: mine, state: "closed", kept: false }),
  };
}
