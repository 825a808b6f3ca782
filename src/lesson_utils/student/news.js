/**
 * News of a lesson's record between the views of a page, and between the tabs of a browser.
 *
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 */

/** Tells the other views of this page; the browser tells the other tabs. */
export const RECORD_EVENT = "lesson:record";

/**
 * Give the name under which a browser keeps a lesson's record, of one of its users where several
 * share it, and of one site where several may share an address.
 * @param {string} lesson
 * @param {string} [scope]
 */
export function keyOf(lesson, scope) {
  const site = siteAddress();
  const whose = scope || (site && new URL(site, document.baseURI).pathname);
  return `lesson-record/${lesson}${whose && whose !== "/" ? `@${whose}` : ""}`;
}

/** The address of the site that this page is of: Python runs in it then, and goes with it. */
export function siteAddress() {
  return document.documentElement?.dataset?.lessonSite;
}

/**
 * Hear what others have kept under a name, and tell them.
 * @param {string} key
 * @param {{tab: () => void, view: (record: LessonRecord) => void}} heard what to do when another
 *   tab has kept something, and when another view of this page has a record
 */
export function openNews(key, heard) {
  const from = {};

  /** @param {StorageEvent} event */
  const fromTab = (event) => {
    if (event.key === key) heard.tab();
  };
  /** @param {Event} event */
  const fromView = (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    // Where the browser stores nothing, the views of a page still know of each other.
    if (detail.place === key && detail.from !== from) heard.view(detail.record);
  };
  addEventListener("storage", fromTab);
  document.addEventListener(RECORD_EVENT, fromView);

  return {
    /** @param {LessonRecord} record */
    tell(record) {
      document.dispatchEvent(new CustomEvent(RECORD_EVENT, { detail: { place: key, from, record } }));
    },
    close() {
      removeEventListener("storage", fromTab);
      document.removeEventListener(RECORD_EVENT, fromView);
    },
  };
}
