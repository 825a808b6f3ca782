/**
 * The way of what a student changes to the kernel: sent again until it is answered.
 *
 * @typedef {import("./types.js").LessonRecord} LessonRecord
 *
 * The way to the kernel: what Python had kept, and messages both ways. There may be no kernel.
 * `scope` is the user's name where several share one address.
 * @typedef {{first: unknown, scope?: string, send: (message: unknown) => void,
 *   hear: (listener: (message: any) => void) => (() => void)}} Link
 */

const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Send changes over a link, if there is one.
 * @param {Link | null} link
 * @param {boolean} changed whether there is something to send already
 * @param {(all: boolean) => LessonRecord | null} content what is to be sent, all of the lesson or
 *   this quiz; null where nothing is to be
 * @param {(record: unknown) => void} heard what to do with what the kernel has kept
 */
export function openSending(link, changed, content, heard) {
  // The kernel's answers go to every view of the widget, and to those after a reload.
  const view = Math.random().toString(36).slice(2);
  let notice = "";
  let changes = changed ? 1 : 0;
  let saved = 0;
  let tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let closed = false;
  /** How many changes there were when the kernel had something to tell. */
  let noticed = 0;
  /** Whether all of the lesson is to be sent, not only this quiz. */
  let sendAll = false;

  function push() {
    clearTimeout(timer);
    if (!link || saved >= changes) return;
    const record = content(sendAll);
    if (!record) return;
    try {
      link.send({ kind: "save", view, number: changes, record });
    } catch {
      // The kernel is gone; the answers stay here until it is back.
    }
    if (closed) return;
    timer = setTimeout(push, Math.min(RETRY_MS * 2 ** tries, LONGEST_RETRY_MS));
    tries += 1;
  }

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
    heard(message.record);
  });
  addEventListener("online", push);
  document.addEventListener("visibilitychange", push);
  if (changes) setTimeout(push);

  return {
    push,
    /**
     * Note that something has changed: it is sent with the next push.
     * @param {boolean} all
     */
    change(all) {
      sendAll ||= all;
      changes += 1;
      tries = 0;
    },
    hasChanges: () => changes > 0,
    hasArrived: () => saved >= changes,
    /** What the kernel told last. */
    notice: () => notice,
    close() {
      closed = true;
      clearTimeout(timer);
      silence?.();
      removeEventListener("online", push);
      document.removeEventListener("visibilitychange", push);
    },
  };
}
