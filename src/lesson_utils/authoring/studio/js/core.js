import { same, say } from "../../../browser/dom.js";
import { openDrafts } from "./drafts.js";
import { freeId } from "./freeid.js";
import { settleTyped } from "./latedrafts.js";
import { LostKernel } from "./link.js";
import { takeIn } from "./newsin.js";
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
 * @param {ReturnType<typeof import("./link.js").openStudioLink>} way
 * @param {Lesson} lesson
 * @param {Page} page
 * @param {(dispute: Dispute) => Promise<"mine" | "theirs" | "later">} judge asks who prevails
 */
export function openCore(way, lesson, page, judge) {
  /** Says with each request which state of the lesson is known here. @type {typeof way} */
  const link = { ...way, ask: (what, more = {}, progress = undefined) => way.ask(what, { since: lesson.version, ...more }, progress) };
  /** @type {Set<(news: News) => void>} */
  const listeners = new Set();
  /** @type {Set<(standing: Standing) => void>} */
  const watchers = new Set();
  let disputed = "";
  /** How many new items wait for a name before they are saved. */
  let unnamed = 0;
  /** @type {Promise<unknown>} disputes are settled one after the other */
  let settling = Promise.resolve();

  const drafts = openDrafts(lesson.folder, tell);
  const outbox = openOutbox(link, drafts, {
    changed: tell,
    found(parcel, saved) {
      settle(parcel, saved).then((end) => {
        if (end.status !== "saved") putAside(parcel);
        else {
          settleTyped(drafts, parcel);
          tellAll({ files: [], history: lesson.history });
        }
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
          : waiting || unnamed
            ? "saving"
            : "saved";
    return { kept, alive, waiting, words: disputed };
  }

  /** @param {News | undefined} news */
  function take(news) {
    if (!news) return;
    if (news.since && ![news.since, news.version].includes(lesson.version)) {
      // It is what is other than a state that is not known here: told to another view.
      link.ask("news").then(take, () => {});
      return;
    }
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

  /** @param {Parcel} parcel @returns {string} the key under which it is kept */
  function putAside(parcel) {
    const key = `${ASIDE}${new Date().toISOString()}-${newKey()}`;
    drafts.keep(key, parcel);
    tell();
    return key;
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
    // It is in no file, and the page may be closed before anybody answers.
    const key = putAside(parcel);
    const before = settling;
    /** @type {() => void} */
    let over = () => {};
    settling = new Promise((done) => (over = () => done(null)));
    await before;
    try {
      return await settleNow(parcel, saved, key);
    } finally {
      over();
    }
  }

  /**
   * @param {Parcel} parcel
   * @param {Saved} saved
   * @param {string} key under which it is put aside meanwhile
   * @returns {Promise<Saved>}
   */
  async function settleNow({ changes, items, words }, saved, key) {
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
    const now = itemAgain(lesson.files.find(({ name }) => name === file), item);
    const mine = mineOf(changes, items, file, item);
    const theirs = looked ? now?.value : saved.theirs;
    // Two views may have typed the same.
    const agreed = same(mine, theirs ?? null);
    const verdict = agreed ? "theirs" : await judge({ file, mine, theirs: theirs ?? null });
    disputed = "";
    const again = parcelOf(rebased(changes, items, lesson.files), words);
    const sent = verdict === "mine" && again.changes.length ? outbox.save(again) : null;
    if (agreed || verdict !== "theirs") drafts.keep(key, null);
    tell();
    if (verdict !== "mine" && !agreed) return { ...saved, chosen: verdict };
    if (!sent) return { status: "saved", words: "" };
    const end = await sent;
    take(end.news);
    // Somebody may have been quicker once more.
    if (end.status === "conflict") return settleNow(again, end, putAside(again));
    return end.status === "saved" ? { ...end, chosen: "mine" } : end;
  }

  /**
   * @param {Omit<Change, "key">[]} changes
   * @param {string} words
   * @param {import("./latedrafts.js").Typed} [typed]
   * @returns {Promise<Saved>}
   */
  async function save(changes, words, typed) {
    if (lesson.readonly) return { status: "failed", words: lesson.readonly };
    if (!changes.length) return { status: "saved", words: "" };
    const parcel = { ...parcelOf(changes, words), ...(typed ? { typed } : {}) };
    return settle(parcel, await outbox.save(parcel));
  }

  /**
   * @param {Omit<Change, "key">[]} changes
   * @param {string} words
   * @returns {Parcel}
   */
  function parcelOf(changes, words) {
    return {
      changes: changes.map((change) => ({ ...change, key: newKey() })),
      words,
      items: changes.map((change) => itemChanged(lesson.files.find(({ name }) => name === change.file), change)),
    };
  }

  /**
   * What is new is saved without a kernel too, so it has an id without one.
   * @type {Studio["ask"]}
   */
  async function ask(what, more = {}, progress = undefined) {
    if (what !== "id") return link.ask(what, more, progress);
    unnamed += 1;
    tell();
    try {
      return await link.ask(what, more);
    } catch (error) {
      if (!(error instanceof LostKernel)) throw error;
      const coming = outbox.parcels().flatMap(({ changes }) => changes.map(({ value }) => value));
      return { name: freeId(String(more.text ?? ""), [...lesson.files.map(({ value }) => value), ...coming]) };
    } finally {
      unnamed -= 1;
      tell();
    }
  }

  function newKey() {
    return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  }

  link.watch(tell);
  link.overhear((answer) => take(answer.news ?? (answer.files && answer.history && answer)));

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
    link,
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
     * Save again what was put aside: it prevails, if that is what is chosen again. Where it comes to
     * no file it is put aside again.
     * @param {string} key
     * @param {Parcel} parcel
     * @returns {Promise<Saved>}
     */
    async again(key, parcel) {
      drafts.keep(key, null);
      tell();
      const saved = await save(rebased(parcel.changes, parcel.items, lesson.files), parcel.words);
      if (saved.status !== "saved" && saved.chosen !== "theirs") putAside(parcel);
      return saved;
    },
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
