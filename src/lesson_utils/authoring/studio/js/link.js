/**
 * The way to the kernel: a request with an id, and its answer. A kernel that is lost is noticed by
 * its silence; whatever is heard from it, in answer to another view too, says that it is back.
 *
 * @typedef {import("../../../browser/types.js").Model} Model
 * @typedef {{resolve: (answer: any) => void, reject: (error: Error) => void,
 *   progress?: (words: string) => void, long: boolean, opens: boolean,
 *   timer: any}} Waiting
 */

/** How long a kernel may be silent before it counts as lost. */
export const LOST_MS = 10_000;
/** Running the notebooks takes its time, and slows down what else is asked meanwhile. */
const LONG_MS = 600_000;
const BESIDE_MS = 30_000;
/** A long lesson is read for a while on a slow machine. */
const OPEN_MS = 60_000;
const LONG_REQUESTS = ["check", "build", "preview", "export"];

/** The kernel did not answer. */
export class LostKernel extends Error {}

/**
 * @param {Model} model
 * @param {() => string} lostWords what is told where the kernel does not answer
 */
export function openStudioLink(model, lostWords) {
  // A kernel's answers go to every view of the widget, and to those after a reload.
  const view = Math.random().toString(36).slice(2);
  let count = 0;
  let alive = true;
  let closed = false;
  /** @type {Map<string, Waiting>} */
  const waiting = new Map();
  /** @type {Set<(alive: boolean) => void>} */
  const watchers = new Set();
  /** @type {Set<(answer: any) => void>} */
  const others = new Set();

  /** @param {boolean} now */
  function be(now) {
    if (alive === now) return;
    alive = now;
    for (const watcher of watchers) watcher(alive);
  }

  /** @param {any} message */
  function arrive(message) {
    if (message?.id === undefined) return;
    const found = waiting.get(message.id);
    if (!found) for (const other of others) other(message);
    else if (message.progress !== undefined) {
      found.progress?.(String(message.progress));
      wait(message.id, found);
    } else {
      clearTimeout(found.timer);
      waiting.delete(message.id);
      const { id: _, ...answer } = message;
      if (typeof answer.error === "string") found.reject(new Error(answer.error));
      else found.resolve(answer);
    }
    be(true);
  }

  /** @param {string} id @param {Waiting} found */
  function wait(id, found) {
    clearTimeout(found.timer);
    const most = found.long ? LONG_MS : found.opens ? OPEN_MS : isAtWork() ? BESIDE_MS : LOST_MS;
    found.timer = setTimeout(() => lose(id), most);
  }

  const isAtWork = () => [...waiting.values()].some(({ long }) => long);

  /** @param {string} id */
  function lose(id) {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.timer);
    found?.reject(new LostKernel(lostWords()));
    be(false);
  }

  model.on("msg:custom", arrive);

  return {
    /**
     * @param {string} what
     * @param {Record<string, any>} [more]
     * @param {(words: string) => void} [progress]
     * @returns {Promise<any>} rejects with words to show
     */
    ask(what, more = {}, progress = undefined) {
      return new Promise((resolve, reject) => {
        if (closed) {
          reject(new LostKernel(lostWords()));
          return;
        }
        count += 1;
        const id = `${view}-${count}`;
        const long = LONG_REQUESTS.includes(what);
        const found = { resolve, reject, progress, long, opens: what === "open", timer: undefined };
        waiting.set(id, found);
        wait(id, found);
        try {
          model.send({ ...more, id, do: what });
        } catch {
          lose(id);
        }
      });
    },
    isAlive: () => alive,
    /** Whether an answer is waited for that is to come soon. */
    isBusy: () => [...waiting.values()].some(({ long }) => !long),
    /** @param {(alive: boolean) => void} watcher */
    watch: (watcher) => void watchers.add(watcher),
    /** @param {(answer: any) => void} other hears what another view was answered */
    overhear: (other) => void others.add(other),
    close() {
      closed = true;
      model.off("msg:custom", arrive);
      for (const id of [...waiting.keys()]) lose(id);
      watchers.clear();
      others.clear();
    },
  };
}
