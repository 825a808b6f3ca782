import { asWritten, make } from "../../../browser/dom.js";
import { titleOf } from "./items.js";
import { valueIn } from "./values.js";

/**
 * What can be done with a passage, and what there is already.
 *
 * @typedef {import("./types.js").Mark} Mark
 * @typedef {import("./types.js").Span} Span
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {{begin: (kind: string, file?: string) => void, lead: (mark: Mark) => void,
 *   take: () => void, giveUp: () => void, leave: () => void}} Doing
 */

/** What a passage becomes at once; a question has a type of its own besides. */
export const PASSAGE_VERBS = ["term", "claim", "actor", "place", "name", "date", "timeline", "step"];
const LONGEST_QUOTE = 120;
const LONGEST_NAME = 60;
const OWN_WORDS = ["question", "timeline", "step", "level"];
/** So many items of a passage are shown without being asked for. */
const MOST_UNFOLDED = 2;

/**
 * Name a place's item by its kind, and by its passage; what several ask or say of one passage, by
 * its own words.
 * @param {Studio} studio
 * @param {Mark} mark
 */
export function markName(studio, mark) {
  const { say, lesson } = studio;
  const file = lesson.files.find(({ name }) => name === mark.file);
  const item = OWN_WORDS.includes(mark.kind) ? valueIn(file?.value, mark.path) : null;
  const own = item && titleOf(studio, item);
  const letters = own ? [...own] : [...lesson.article.text].slice(mark.start, mark.end);
  const quote = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join("")}…` : letters.join("");
  const name = say("studio.article.mark", { kind: say(`studio.article.kind.${mark.kind}`), quote });
  return mark.draft ? say("studio.article.mark.draft", { name }) : name;
}

/**
 * @param {Studio} studio
 * @param {Doing} doing
 */
export function verbBar(studio, doing) {
  const { say, lesson } = studio;
  const quote = make("q", { ...asWritten(lesson.article.language) });
  const note = make("span", { class: "note" });
  const hereCount = make("summary");
  const hereList = make("ul");
  const here = make("details", { class: "here" }, hereCount, hereList);
  const wanted = make("span");
  const take = act("studio.article.verb.take", () => doing.take(), "studio.article.key.take");
  const giveUp = act("studio.article.giveup", () => doing.giveUp());
  const picking = make("div", { class: "picking" }, wanted, " ", take, " ", giveUp);
  const type = make("select", { "aria-label": say("studio.article.ask.type") });
  const quiz = make("select", { "aria-label": say("studio.article.ask.quiz") });
  const write = act("studio.article.verb.question", () => begin("question"), "studio.article.key.question");
  const asking = make("span", { class: "asking", role: "group", "aria-label": say("studio.article.ask") }, write, type, quiz);
  const verbs = make(
    "div",
    { class: "verbs", role: "group", "aria-label": say("studio.article.verbs") },
    ...PASSAGE_VERBS.map((kind) => act(`studio.article.verb.${kind}`, () => begin(kind), `studio.article.key.${kind}`)),
    asking,
  );
  const letGo = act("studio.article.leave", () => doing.leave());
  const top = make("div", { class: "chosen" }, make("p", { class: "quote" }, quote, " ", note), letGo);
  const root = make("section", { class: "studio-verbs", "aria-label": say("studio.article.passage") }, top, picking, verbs, here);

  /** @param {string} key @param {() => void} done @param {string} [letter] */
  function act(key, done, letter = "") {
    const node = make("button", { type: "button" }, say(key));
    if (letter) {
      const sign = say(letter);
      node.append(make("kbd", { "aria-hidden": "true" }, sign));
      node.setAttribute("aria-keyshortcuts", sign);
    }
    node.addEventListener("click", done);
    return node;
  }

  /** @param {string} kind */
  function begin(kind) {
    if (kind !== "question") {
      doing.begin(kind);
      return;
    }
    studio.keep("asked", { type: type.value, quiz: quiz.value });
    doing.begin(type.value, quiz.value);
  }

  function offerTypes() {
    const asked = studio.kept("asked") ?? {};
    const quizzes = lesson.files.filter(({ shelf }) => shelf === "quiz");
    const titleOf = (/** @type {any} */ value) => (typeof value?.title === "string" ? value.title : (value?.title?.[lesson.language] ?? Object.values(value?.title ?? {})[0]));
    fillSelect(type, lesson.forms.questions.map(({ name, label }) => [name, label]), type.value || asked.type);
    fillSelect(quiz, quizzes.map(({ name, value }) => [name, titleOf(value) ?? name]), quiz.value || asked.quiz);
    quiz.hidden = quizzes.length < 2;
    asking.hidden = !quizzes.length;
  }

  /** @param {string} [words] what a passage is asked for; nothing where none is */
  function pick(words = "") {
    picking.hidden = !words;
    wanted.textContent = words;
    root.hidden = !words && quote.textContent === "";
  }
  pick();
  root.hidden = true;

  return {
    root,
    pick,
    begin,
    /** @param {string} kind @returns {boolean} whether it can be done now */
    can: (kind) => (kind === "question" ? !asking.hidden : kind === "take" ? !picking.hidden : true),
    /**
     * @param {Span} span
     * @param {string} words
     * @param {Mark[]} marks of which the passage is a part, or that are a part of it
     */
    show(span, words, marks) {
      const letters = [...words];
      quote.textContent = letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE).join("")}…` : words;
      note.textContent = "";
      take.disabled = false;
      offerTypes();
      // A question may have several passages here.
      /** @type {Map<string, Mark>} */
      const items = new Map();
      for (const mark of marks) {
        const name = `${mark.file} ${mark.path.join("/")}`;
        if (!items.has(name)) items.set(name, mark);
      }
      hereCount.textContent = say("studio.article.here", { count: items.size });
      hereList.replaceChildren(
        ...[...items.values()].map((mark) => {
          const node = make("button", { type: "button", class: "plain" }, markName(studio, mark));
          node.addEventListener("click", () => doing.lead(mark));
          return make("li", {}, node);
        }),
      );
      here.hidden = !items.size;
      here.open = items.size <= MOST_UNFOLDED;
      verbs.hidden = top.hidden = root.hidden = false;
    },
    /** @param {string} words what is to be known of the passage */
    tell: (words) => void (note.textContent = words),
    hide() {
      quote.textContent = "";
      note.textContent = "";
      here.hidden = true;
      verbs.hidden = top.hidden = true;
      take.disabled = true;
      root.hidden = picking.hidden;
    },
    /** Go to what can be done: what is asked for first, then what there is. */
    focus() {
      const first = [...root.querySelectorAll(":is(.picking, .verbs) button")].find((node) => /** @type {HTMLButtonElement} */ (node).checkVisibility());
      /** @type {HTMLElement | undefined} */ (first)?.focus();
    },
    /** Go to what there is already, to choose among it. */
    focusHere() {
      here.open = true;
      hereList.querySelector("button")?.focus();
    },
  };
}

/**
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} choices
 * @param {string} [chosen]
 */
function fillSelect(select, choices, chosen = "") {
  select.replaceChildren(...choices.map(([value, label]) => make("option", { value }, label)));
  if (choices.some(([value]) => value === chosen)) select.value = chosen;
}
