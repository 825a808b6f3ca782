import { LostKernel } from "./link.js";

/**
 * Saves on their way to the kernel: each is kept in this browser until it is answered, and sent
 * again until then, by this view or by one that opens later. A change has a key: twice is once.
 *
 * @typedef {import("./types.js").Change} Change
 * @typedef {import("./types.js").Saved} Saved
 * @typedef {import("./rebase.js").Item} Item
 * @typedef {{changes: Change[], words: string, items: Item[],
 *   typed?: import("./latedrafts.js").Typed}} Parcel `items`: of each change, its item as it was
 */

const OUT = "out/";
const AGAIN_MS = 2000;
const LONGEST_AGAIN_MS = 30_000;

/**
 * @param {Pick<ReturnType<typeof import("./link.js").openStudioLink>, "ask" | "watch">} link
 * @param {ReturnType<typeof import("./drafts.js").openDrafts>} drafts
 * @param {{changed: () => void, found: (parcel: Parcel, saved: Saved) => void}} heard `changed`:
 *   something was sent off or has arrived; `found`: what came of a save of an earlier view
 */
export function openOutbox(link, drafts, heard) {
  /** @type {{key: string, parcel: Parcel, done: (saved: Saved) => void}[]} */
  const queue = [];
  let sending = false;
  let tries = 0;
  let closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function push() {
    clearTimeout(timer);
    if (sending || closed || !queue.length) return;
    sending = true;
    const [{ key, parcel, done }] = queue;
    /** @type {Saved | null} */
    let saved = null;
    try {
      if (!drafts.has(key)) saved = { status: "saved", words: "" }; // Another view has brought it.
      else saved = await link.ask("save", { changes: parcel.changes, words: parcel.words });
    } catch (error) {
      if (!(error instanceof LostKernel)) saved = { status: "failed", words: String(/** @type {Error} */ (error).message) };
    }
    sending = false;
    if (closed) return;
    if (!saved) {
      timer = setTimeout(push, Math.min(AGAIN_MS * 2 ** tries, LONGEST_AGAIN_MS));
      tries += 1;
      heard.changed();
      return;
    }
    tries = 0;
    drafts.keep(key, null);
    queue.shift();
    done(saved);
    heard.changed();
    push();
  }

  function soon() {
    tries = 0;
    push();
  }

  for (const key of drafts.keys(OUT)) {
    const parcel = drafts.kept(key);
    if (!Array.isArray(parcel?.changes)) continue;
    queue.push({ key, parcel, done: (saved) => heard.found(parcel, saved) });
  }
  link.watch((alive) => {
    if (alive) soon();
  });
  addEventListener("online", soon);

  return {
    /**
     * @param {Parcel} parcel
     * @returns {Promise<Saved>} resolves when it is on disk, or refused
     */
    save(parcel) {
      return new Promise((done) => {
        const key = `${OUT}${new Date().toISOString()}-${parcel.changes[0]?.key ?? ""}`;
        drafts.keep(key, parcel);
        queue.push({ key, parcel, done });
        heard.changed();
        push();
      });
    },
    push: soon,
    count: () => queue.length,
    parcels: () => queue.map(({ parcel }) => parcel),
    close() {
      closed = true;
      clearTimeout(timer);
      removeEventListener("online", soon);
    },
  };
}
