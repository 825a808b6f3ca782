/**
 * Asks the kernel for news while the studio is looked at: something may have been changed in an
 * editor or in another window. It also finds out whether the kernel is there.
 */

const LOOK_MS = 4000;
const LOST_LOOK_MS = 8000;
/** A kernel that takes long to say what is new is asked the less often. */
const REST = 20;

/**
 * @param {ReturnType<typeof import("./link.js").openStudioLink>} link
 * @param {(news: any) => void} take
 * @param {() => boolean} seen whether the studio is on the page
 */
export function openWatching(link, take, seen) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asking = false;
  let closed = false;
  let took = 0;

  async function look() {
    clearTimeout(timer);
    if (closed) return;
    if (!asking && !link.isBusy() && !document.hidden && seen()) {
      asking = true;
      const began = Date.now();
      try {
        take(await link.ask("news"));
      } catch {
        // The link tells of a kernel that is lost.
      }
      took = Date.now() - began;
      asking = false;
    }
    clearTimeout(timer);
    if (!closed) timer = setTimeout(look, link.isAlive() ? Math.max(LOOK_MS, took * REST) : LOST_LOOK_MS);
  }

  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  timer = setTimeout(look, LOOK_MS);

  return {
    look,
    close() {
      closed = true;
      clearTimeout(timer);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    },
  };
}
