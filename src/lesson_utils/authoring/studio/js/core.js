import { same, say } from "../../../browser/dom.js";
import { openDrafts } from "./drafts.js";
import { freeId } from "./freeid.js";
import { LostKernel } from "./link.js";
import { openOutbox } from "./outbox.js";
import { itemAgain, itemChanged, mineOf, rebased } from "./rebase.js";

/**
 * What the views of the studio share, without a page: the lesson as last told, what is on its way to
 * the files, what is kept in this browser.
 *
 * @typedef {import("./types.js").Change} Change
 * @typedef {import("./types.js").Lesson} Lesson
 * @typedef {import("./types.js").News} News
 * @typedef {import("./types.js").Saved} Saved
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {import("./outbox.js").Parcel} Parcel
 * @typedef {{mine: any, theirs: any, file: string}} Dispute
 * @typedef {{kept: "saved" | "saving" | "lost" | "memory" | "conflict", alive: boolean,
 *   waiting: number, words: string}} Standing how things are: `memory` where the browser has no room
 *
 * What the page brings to it.
 * @typedef {Pick<Studio, "selection" | "point" | "pick" | "lead" | "announce">} Page
 */

const ASIDE = "aside/";
const SHOWN = "shown";

/**
 * @param {Lesson} lesson
 * @param {News} news
 * @returns {boolean} whether anything is other than it was
 */
function takeIn(lesson, news) {
  let changed = (news.files ?? []).length > 0;
  for (const file of news.files ?? []) {
    const index = lesson.files.findIndex(({ name }) => name === file.name);
    if (index < 0) lesson.files.push(file);
    else lesson.files[index] = file;
  }
  const { marks, history, forms, languages, title } = news;
  const told = { marks, history, forms, languages, title };
  for (const [name, value] of Object.entries(told)) {
    if (value === undefined || same(value, /** @type {any} */ (lesson)[name])) continue;
    Object.assign(lesson, { [name]: value });
    changed = true;
  }
  return changed;
}

/**
 * @param {ReturnType<typeof import("./link.js").openStudioLink>} link
 * @param {Lesson} lesson
 * @param {Page} page
 * @param {(dispute: Dispute) => Promise<"mine" | "theirs" | "later">} judge asks who prevails
 */
export function openCore(link, lesson, page, judge) {
  /** @type {Set<(news: News) => void>} */
  const listeners = new Set();
  /** @type {Set<(standing: Standing) => void>} */
  const watchers = new Set();
  let disputed = "";
  /** @type {Promise<unknown>} disputes are settled one after the other */
  let settling = Promise.resolve();

  const drafts = openDrafts(lesson.folder, tell);
  const outbox = openOutbox(link, drafts, {
    changed: tell,
    found(parcel, saved) {
      settle(parcel, saved).then((end) => {
        if (end.status !== "saved") putAside(parcel);
      });
    },
  });
  const kept = drafts.kept(SHOWN);
  /** @type {string[]} */
  const shown = lesson.languages.includes(kept) ? [kept] : [...lesson.languages];

  function tell() {
    const told = standing();
    for (const watcher of watchers) watcher(told);
  }

  /** @returns {Standing} */
  function standing() {
    const [alive, waiting] = [link.isAlive(), outbox.count()];
    const kept = disputed
      ? "conflict"
      : !alive
        ? "lost"
        : !drafts.isStored()
          ? "memory"
          : waiting
            ? "saving"
            : "saved";
    return { kept, alive, waiting, words: disputed };
  }

  /** @param {News | undefined} news */
  function take(news) {
    if (!news) return;
    const all = lesson.languages.length;
    const wasAll = shown.length === all;
    if (!takeIn(lesson, news)) return;
    const still = shown.filter((language) => lesson.languages.includes(language));
    shown.splice(0, shown.length, ...(wasAll || !still.length ? lesson.languages : still));
    tellAll(news);
  }

  /** @param {News} news */
  function tellAll(news) {
    for (const listener of listeners) listener(news);
  }

  /** @param {Parcel} parcel */
  function putAside(parcel) {
    drafts.keep(`${ASIDE}${new Date().toISOString()}`, parcel);
    tell();
  }

  /**
   * Take in what came of a save; of a conflict, ask who prevails.
   * @param {Parcel} parcel
   * @param {Saved} saved
   * @returns {Promise<Saved>}
   */
  async function settle(parcel, saved) {
    take(saved.news);
    if (saved.status !== "conflict") return saved;
    const before = settling;
    /** @type {() => void} */
    let over = () => {};
    settling = new Promise((done) => (over = () => done(null)));
    await before;
    try {
      return await settleNow(parcel, saved);
    } finally {
      over();
    }
  }

  /** @param {Parcel} parcel @param {Saved} saved @returns {Promise<Saved>} */
  async function settleNow({ changes, items, words }, saved) {
    disputed = saved.words;
    tell();
    let looked = true;
    try {
      take(await link.ask("news"));
    } catch {
      looked = false;
    }
    const [{ file }] = changes;
    const [item] = items;
    const again = itemAgain(lesson.files.find(({ name }) => name === file), item);
    const mine = mineOf(changes, items, file, item);
    const theirs = looked ? again?.value : saved.theirs;
    // Two views may have typed the same.
    const agreed = same(mine, theirs ?? null);
    const verdict = agreed ? "theirs" : await judge({ file, mine, theirs: theirs ?? null });
    disputed = "";
    tell();
    if (agreed) return { status: "saved", words: "" };
    if (verdict === "theirs") putAside({ changes, items, words });
    if (verdict !== "mine") return { ...saved, chosen: verdict };
    return save(rebased(changes, items, lesson.files), words);
  }

  /**
   * @param {Omit<Change, "key">[]} changes
   * @param {string} words
   * @returns {Promise<Saved>}
   */
  async function save(changes, words) {
    if (lesson.readonly) return { status: "failed", words: lesson.readonly };
    if (!changes.length) return { status: "saved", words: "" };
    const parcel = {
      changes: changes.map((change) => ({ ...change, key: newKey() })),
      words,
      items: changes.map((change) => itemChanged(lesson.files.find(({ name }) => name === change.file), change)),
    };
    return settle(parcel, await outbox.save(parcel));
  }

  /**
   * What is new is saved without a kernel too, so it has an id without one.
   * @type {Studio["ask"]}
   */
  async function ask(what, more = {}, progress = undefined) {
    try {
      return await link.ask(what, more, progress);
    } catch (error) {
      if (what !== "id" || !(error instanceof LostKernel)) throw error;
      const coming = outbox.parcels().flatMap(({ changes }) => changes.map(({ value }) => value));
      return { id: freeId(String(more.text ?? ""), [...lesson.files.map(({ value }) => value), ...coming]) };
    }
  }

  function newKey() {
    return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  }

  link.watch(tell);
  link.overhear((answer) => take(answer.news ?? (answer.files && answer.marks && answer.history && answer)));

  /** @type {Studio} */
  const studio = {
    lesson,
    say: (key, values) => say(lesson.texts, key, values),
    ask,
    save,
    hear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...page,
    keep: (key, value) => void drafts.keep(`kept/${key}`, value),
    kept: (key) => drafts.kept(`kept/${key}`),
    shown,
  };

  return {
    studio,
    take,
    standing,
    /** @param {(standing: Standing) => void} watcher */
    watch: (watcher) => void watchers.add(watcher),
    /** Send what an earlier view, or this one, could not. */
    push: () => outbox.push(),
    /**
     * Show all languages, or one: views hear of it as of news.
     * @param {string[]} languages
     */
    show(languages) {
      shown.splice(0, shown.length, ...languages);
      drafts.keep(SHOWN, languages.length === 1 ? languages[0] : null);
      const { marks, history, forms, title } = lesson;
      tellAll({ files: [], marks, history, forms, languages: lesson.languages, title });
    },
    /**
     * Save again what was put aside: it prevails, if that is what is chosen again.
     * @param {Parcel} parcel
     */
    again: ({ changes, items, words }) => save(rebased(changes, items, lesson.files), words),
    /** @returns {{key: string, parcel: Parcel}[]} what was typed and is in no file, newest first */
    aside: () => drafts.keys(ASIDE).reverse().map((key) => ({ key, parcel: drafts.kept(key) })),
    /** @param {string} key */
    forget(key) {
      drafts.keep(key, null);
      tell();
    },
    close() {
      outbox.close();
      listeners.clear();
      watchers.clear();
    },
  };
}
