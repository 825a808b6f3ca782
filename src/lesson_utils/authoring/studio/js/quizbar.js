/** Which quiz is worked on: to choose it, make one, put it in its place. */

import { make, nextUid } from "../../../browser/dom.js";
import { freeAmong } from "./freeid.js";
import { changesBetween } from "./changes.js";
import { mountForm } from "./form.js";
import { quizName, quizTitle } from "./items.js";
import { anyText, isBlank, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").DataFile} DataFile
 * @typedef {import("./types.js").Studio} Studio
 */

const LESSON_FILE = "lesson.yml";

/**
 * @param {Studio} studio
 * @param {{file: () => DataFile, choose: (name: string) => void, settings: () => void}} shelf
 */
export function quizBar(studio, { file, choose, settings }) {
  const { say } = studio;
  const uid = nextUid();
  const select = make("select", { id: uid });
  const button = (/** @type {string} */ key) => make("button", { type: "button" }, say(`studio.shelf.quiz.${key}`));
  const [edit, earlier, later, create] = ["settings", "earlier", "later", "new"].map(button);
  const told = make("p", { role: "status" });
  const formPlace = make("div", { class: "quiz-new", hidden: true });
  const root = make("div", { class: "quiz-bar" },
    make("p", { class: "form-actions" }, make("label", { for: uid }, say("studio.shelf.quiz")), select, edit, earlier, later, create), told, formPlace); // prettier-ignore

  const lessonFile = () => studio.lesson.files.find(({ shelf }) => shelf === "lesson");
  const quizzes = () => studio.lesson.files.filter(({ shelf }) => shelf === "quiz");

  /** The quizzes in the order in which they are met. */
  function order() {
    const listed = valueIn(lessonFile()?.value, ["quizzes"]);
    const named = Array.isArray(listed) ? listed.map(String) : [];
    const all = quizzes().map(({ name }) => quizName(name)).sort();
    return [...new Set([...named.filter((name) => all.includes(name)), ...all])];
  }

  const title = (/** @type {DataFile} */ quiz) => quizTitle(studio, quiz);

  function show() {
    const names = order();
    const files = names.flatMap((name) => quizzes().filter((each) => quizName(each.name) === name));
    select.replaceChildren(...files.map((each) => make("option", { value: each.name }, title(each))));
    select.value = file().name;
    select.hidden = edit.hidden = !files.length;
    const at = names.indexOf(quizName(file().name));
    earlier.hidden = later.hidden = files.length < 2;
    earlier.setAttribute("aria-disabled", String(at <= 0));
    later.setAttribute("aria-disabled", String(at === names.length - 1));
  }

  /** @param {number} by */
  async function move(by) {
    const names = order();
    const at = names.indexOf(quizName(file().name));
    if (at + by < 0 || at + by >= names.length) return;
    const moved = [...names];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    const listed = valueIn(lessonFile()?.value, ["quizzes"]);
    const said = say("studio.shelf.quiz.moved", { title: title(file()), place: at + by + 1 });
    await save(changesBetween(lessonFile()?.name ?? LESSON_FILE, ["quizzes"], listed, moved), say("studio.shelf.moved"), said);
  }

  /**
   * @param {Omit<import("./types.js").Change, "key">[]} changes
   * @param {string} words what the step of undo is called
   * @param {string} [said] what is told of it
   */
  async function save(changes, words, said = words) {
    try {
      const saved = await studio.save(changes, words);
      told.textContent = saved.status === "saved" ? said : saved.words || say("studio.form.failed");
      show();
      return saved.status === "saved";
    } catch (error) {
      told.textContent = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  function makeQuiz() {
    const found = studio.lesson.forms.files.quiz;
    if (!found || !formPlace.hidden) return;
    formPlace.hidden = false;
    // A chapter's own quiz needs no title: one that is made here is no chapter's.
    const fields = found.fields.map((field) => (field.name === "title" ? { ...field, required: true } : field));
    const form = mountForm(formPlace, { form: { ...found, fields }, value: {}, languages: studio.shown, studio, change: () => {}, fresh: true });
    const keep = make("button", { type: "button", class: "check" }, say("studio.shelf.quiz.make"));
    const cancel = make("button", { type: "button" }, say("studio.shelf.cancel"));
    const end = () => {
      form.end();
      formPlace.replaceChildren();
      formPlace.hidden = true;
      create.focus();
    };
    cancel.addEventListener("click", end);
    keep.addEventListener("click", async () => {
      const value = form.value();
      if (isBlank(valueIn(value, ["title"]))) {
        told.textContent = say("studio.shelf.quiz.untitled");
        form.focus(["title"]);
        return;
      }
      const { language, languages } = studio.lesson;
      const text = anyText(value.title, [language, ...languages]);
      const names = quizzes().map(({ name }) => quizName(name));
      const { name: id } = await studio.ask("id", { file: LESSON_FILE, text });
      const name = freeAmong(id, names);
      const listed = valueIn(lessonFile()?.value, ["quizzes"]);
      const path = `quizzes/${name}.yml`;
      const done = await save(
        [
          { file: path, act: "set", path: [], value: { ...value, questions: [] }, before: null },
          ...(Array.isArray(listed) ? changesBetween(LESSON_FILE, ["quizzes"], listed, [...listed, name]) : []),
        ],
        say("studio.shelf.quiz.made", { title: text }),
      );
      if (!done) return;
      end();
      choose(path);
    });
    formPlace.append(make("p", { class: "form-actions" }, keep, cancel));
    form.focus([]);
  }

  select.addEventListener("change", () => choose(select.value));
  edit.addEventListener("click", settings);
  earlier.addEventListener("click", () => move(-1));
  later.addEventListener("click", () => move(1));
  create.addEventListener("click", makeQuiz);

  return { root, show, make: makeQuiz };
}
