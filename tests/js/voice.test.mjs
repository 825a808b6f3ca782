import assert from "node:assert/strict";
import test, { afterEach, beforeEach, mock } from "node:test";

import { speaker } from "../../src/lesson_utils/browser/voice.js";
import { listening } from "../../src/lesson_utils/shown/widgets/js/listening.js";

const TEXT = "Ils ont peur qu’on ferme le phare.";
const FRENCH = { lang: "fr-FR", localService: true };
const ENGLISH = { lang: "en-GB", localService: true };
/** Its voice is at a company's: it would send the text there. */
const ELSEWHERE = { lang: "fr-FR", localService: false };

const texts = {
  "ui.listen": "Écouter",
  "ui.listen.slowly": "Écouter plus lentement",
  "ui.listen.read": "Lire le texte",
  "ui.listen.none": "Pas de voix.",
  "ui.listen.label": "À écouter",
  "ui.reader.colon": " :",
};

/** A voice of a browser: it speaks until it is told to stop, or until the test says that it has. */
class Speech extends EventTarget {
  said = [];
  speaking = false;
  pending = false;

  constructor(...voices) {
    super();
    this.voices = voices;
  }

  getVoices() {
    return this.voices;
  }

  speak(utterance) {
    this.said.push(utterance);
    this.speaking = true;
  }

  cancel() {
    if (this.speaking) this.end("error");
  }

  end(name = "end") {
    this.speaking = false;
    this.said.at(-1).dispatchEvent(new Event(name));
  }

  come(...voices) {
    this.voices = voices;
    this.dispatchEvent(new Event("voiceschanged"));
  }
}

class Utterance extends EventTarget {
  constructor(text) {
    super();
    this.text = text;
  }
}

/** As much of an element as is asked of one. */
class Element extends EventTarget {
  attributes = new Map();
  children = [];

  constructor(tag) {
    super();
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  get hidden() {
    return this.attributes.has("hidden");
  }

  set hidden(on) {
    if (on) this.attributes.set("hidden", "");
    else this.attributes.delete("hidden");
  }

  get className() {
    return this.attributes.get("class") ?? "";
  }

  set className(name) {
    this.attributes.set("class", name);
  }

  append(...children) {
    this.children.push(...children);
  }

  get textContent() {
    return this.children.map((child) => child.textContent ?? child).join("");
  }

  click() {
    this.dispatchEvent(new Event("click"));
  }
}

let page = new EventTarget();

beforeEach(() => {
  page = new EventTarget();
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
  globalThis.document = new EventTarget();
  document.createElement = (tag) => new Element(tag);
  globalThis.SpeechSynthesisUtterance = Utterance;
  mock.timers.enable({ apis: ["setTimeout"] });
});
afterEach(() => {
  mock.timers.reset();
  delete globalThis.speechSynthesis;
});

/** Show a question's text; give what stands there by name. */
function shown(speech) {
  if (speech) globalThis.speechSynthesis = speech;
  const { roots, leave } = listening(TEXT, { texts, articleLanguage: "fr" });
  const [{ children }, none, text] = roots;
  const [listen, slowly, read] = children;
  return { listen, slowly, read, none, text, leave, written: () => text.className !== "print-only" };
}

const pressed = (button) => button.getAttribute("aria-pressed");

function type(key) {
  document.dispatchEvent(Object.assign(new Event("keydown"), { key, isComposing: false }));
}

test("nothing is spoken unasked", () => {
  const speech = new Speech(FRENCH);
  const { listen, none, written } = shown(speech);
  mock.timers.tick(60_000);
  assert.deepEqual(speech.said, []);
  assert.deepEqual([listen.hidden, none.hidden, written()], [false, true, false]);
});

test("the text is spoken by a voice of this machine, in the article's language", () => {
  const speech = new Speech(ENGLISH, ELSEWHERE, FRENCH);
  const { listen } = shown(speech);
  listen.click();
  const [{ text, lang, voice, rate }] = speech.said;
  assert.deepEqual([text, lang, voice, rate], [TEXT, "fr", FRENCH, 1]);
});

test("more slowly is slower", () => {
  const speech = new Speech(FRENCH);
  const { slowly } = shown(speech);
  slowly.click();
  assert.deepEqual([speech.said[0].text, speech.said[0].rate], [TEXT, 0.7]);
});

test("a button says by its state that it is speaking, and can be used again", () => {
  const speech = new Speech(FRENCH);
  const { listen } = shown(speech);
  assert.equal(pressed(listen), "false");
  listen.click();
  assert.equal(pressed(listen), "true");
  speech.end();
  assert.equal(pressed(listen), "false");
  listen.click();
  assert.deepEqual([speech.said.length, pressed(listen)], [2, "true"]);
});

test("a second press stops", () => {
  const speech = new Speech(FRENCH);
  const { listen } = shown(speech);
  listen.click();
  listen.click();
  assert.deepEqual([speech.said.length, speech.speaking, pressed(listen)], [1, false, "false"]);
});

test("one stops when another starts", () => {
  const speech = new Speech(FRENCH);
  const one = shown(speech);
  const other = shown(speech);
  one.listen.click();
  one.slowly.click();
  assert.deepEqual([pressed(one.listen), pressed(one.slowly)], ["false", "true"]);
  other.listen.click();
  assert.deepEqual([pressed(one.slowly), pressed(other.listen)], ["false", "true"]);
  assert.equal(speech.said.length, 3);
});

test("a browser that tells late of what was stopped does not stop what came after", () => {
  const speech = new Speech(FRENCH);
  speech.cancel = () => {
    speech.speaking = false;
  };
  const { listen, slowly } = shown(speech);
  listen.click();
  slowly.click();
  speech.said[0].dispatchEvent(new Event("error"));
  assert.deepEqual([pressed(listen), pressed(slowly)], ["false", "true"]);
});

for (const [how, stop] of [
  ["Escape", () => type("Escape")],
  ["the view goes", (view) => view.leave()],
  ["the page goes", () => page.dispatchEvent(new Event("pagehide"))],
]) {
  test(`it stops: ${how}`, () => {
    const speech = new Speech(FRENCH);
    const view = shown(speech);
    view.listen.click();
    type("a");
    assert.equal(speech.speaking, true);
    stop(view);
    assert.deepEqual([speech.speaking, pressed(view.listen)], [false, "false"]);
  });
}

test("Escape that belongs to an input method stops nothing", () => {
  const speech = new Speech(FRENCH);
  const { listen } = shown(speech);
  listen.click();
  document.dispatchEvent(Object.assign(new Event("keydown"), { key: "Escape", isComposing: true }));
  assert.equal(speech.speaking, true);
});

test("what others say is not stopped by who says nothing", () => {
  const speech = new Speech(FRENCH);
  const view = shown(speech);
  speech.speak(new Utterance("ailleurs"));
  type("Escape");
  view.leave();
  assert.equal(speech.speaking, true);
});

test("where nothing can be spoken, the text is shown at once, with one sentence", () => {
  const { listen, slowly, read, none, text, written } = shown(null);
  assert.deepEqual([listen, slowly, read, none].map(({ hidden }) => hidden), [true, true, true, false]);
  assert.equal(written(), true);
  assert.equal(none.textContent, "Pas de voix.");
  assert.equal(text.textContent, `À écouter : «\u00a0${TEXT}\u00a0»`);
  const [, , quote] = text.children;
  assert.deepEqual(
    ["lang", "dir", "translate"].map((name) => quote.getAttribute(name) ?? quote[name]),
    ["fr", "ltr", "no"],
  );
});

test("a voice of another language, or one at a company's, is none", () => {
  for (const voice of [ENGLISH, ELSEWHERE]) {
    const { listen, none, written } = shown(new Speech(voice));
    assert.deepEqual([listen.hidden, none.hidden, written()], [true, false, true]);
  }
});

test("voices may come late: the text is not given away meanwhile", () => {
  const speech = new Speech();
  const { listen, none, written } = shown(speech);
  assert.deepEqual([listen.hidden, none.hidden, written()], [true, true, false]);
  speech.come(FRENCH);
  assert.deepEqual([listen.hidden, none.hidden, written()], [false, true, false]);
});

test("voices that nobody announces are found after a second", () => {
  const speech = new Speech();
  const { listen, none } = shown(speech);
  speech.voices = [FRENCH];
  mock.timers.tick(1000);
  assert.deepEqual([listen.hidden, none.hidden], [false, true]);
});

test("where none has come after a second, the text is shown, and hidden again if one comes", () => {
  const speech = new Speech();
  const { listen, none, written } = shown(speech);
  mock.timers.tick(999);
  assert.equal(written(), false);
  mock.timers.tick(1);
  assert.deepEqual([listen.hidden, none.hidden, written()], [true, false, true]);
  speech.come(ENGLISH, FRENCH);
  assert.deepEqual([listen.hidden, none.hidden, written()], [false, true, false]);
});

test("the text can always be read, and stays open whatever voices come", () => {
  const speech = new Speech(FRENCH);
  const { read, written } = shown(speech);
  assert.equal(read.getAttribute("aria-expanded"), "false");
  read.click();
  assert.deepEqual([written(), read.getAttribute("aria-expanded")], [true, "true"]);
  speech.come(FRENCH, ENGLISH);
  assert.equal(written(), true);
  read.click();
  assert.deepEqual([written(), read.getAttribute("aria-expanded")], [false, "false"]);
});

test("a view that is gone asks the browser nothing more", () => {
  const speech = new Speech();
  const offered = [];
  globalThis.speechSynthesis = speech;
  const voice = speaker("fr", (can) => offered.push(can));
  voice.leave();
  speech.come(FRENCH);
  mock.timers.tick(60_000);
  assert.deepEqual(offered, []);
});

test("a browser whose voices cannot be waited for is asked all the same", () => {
  const bare = { getVoices: () => [FRENCH], speak: (said) => said, cancel() {} };
  globalThis.speechSynthesis = bare;
  const offered = [];
  const voice = speaker("fr-CA", (can) => offered.push(can));
  assert.deepEqual(offered, [true]);
  assert.equal(voice.speak(TEXT, () => {}), true);
  voice.leave();
});

test("a voice that has gone away meanwhile speaks nothing", () => {
  const speech = new Speech(FRENCH);
  const { listen } = shown(speech);
  speech.voices = [];
  listen.click();
  assert.deepEqual([speech.said, pressed(listen)], [[], "false"]);
});
