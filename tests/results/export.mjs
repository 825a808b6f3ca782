/**
 * What a student's page exports, without a browser: `node export.mjs` reads
 * `{payload, name, answers: [[id, entry], …]}`, keeps the answers by the page's own store, presses
 * the button "Save my answers" of its own panel, and prints the file.
 */
import { text } from "node:stream/consumers";

import { emptyEntry } from "../../src/lesson_utils/student/records.js";
import { openStore } from "../../src/lesson_utils/student/store.js";
import "../js/types.mjs";
import { workPanel } from "../../src/lesson_utils/shown/widgets/js/work.js";

/** As much of an element as the panel touches. */
class Element extends EventTarget {
  children = [];
  value = "";
  constructor(tag) {
    super();
    this.tag = tag;
  }
  setAttribute() {}
  append(...children) {
    this.children.push(...children);
  }
  click() {
    this.dispatchEvent(new Event("click"));
  }
  all(tag) {
    const inner = this.children.flatMap((child) => child.all?.(tag) ?? []);
    return this.tag === tag ? [this, ...inner] : inner;
  }
}

const kept = new Map();
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
};
globalThis.document = Object.assign(new EventTarget(), { createElement: (tag) => new Element(tag) });
globalThis.addEventListener ??= () => {};
const files = [];
URL.createObjectURL = (blob) => `blob:${files.push(blob)}`;
URL.revokeObjectURL = () => {};

const { payload, name, answers } = JSON.parse(await text(process.stdin));
const store = openStore(payload.lesson, payload.quiz, null);
for (const [id, entry] of answers) store.put({ [id]: { ...emptyEntry(), ...entry } });
const panel = workPanel(payload, store, () => {});
panel.all("input")[0].value = name;
const save = panel
  .all("button")
  .find((button) => button.children.includes(payload.texts["ui.work.export"]));
save.click();
process.stdout.write(await files[0].text());
process.exit(0);
