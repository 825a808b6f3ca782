import { make, say } from "../../../browser/dom.js";
import { wayTo } from "./dots.js";
import { linkOnward, sameWay } from "./onward.js";

/**
 * @typedef {import("./question.js").Question} Question
 */

/** A skill says something from this many questions on. */
const FEWEST = 2;

/**
 * Make what stands at a quiz's end: how many questions are left, or what came of it, what to look at
 * again, and the way on.
 * @param {Question[]} questions
 * @param {import("../../../browser/types.js").Texts} texts
 * @returns {{root: HTMLElement, show: (open: boolean, over: boolean, firsts: number) => string}}
 *   `show` takes whether correctness may be told, whether nothing more can be answered, and how many
 *   answers were right at the first try; it gives what is said of a quiz that is done, or nothing
 */
export function ending(questions, texts) {
  const root = make("div", { class: "ending" });

  /** @param {Question} question */
  function way(question) {
    const number = questions.indexOf(question) + 1;
    return wayTo(question, say(texts, "ui.ending.question", { number }));
  }

  /**
   * @param {string} key
   * @param {Question[]} found
   */
  function ways(key, found) {
    return make("p", { class: "ways" }, say(texts, key, { count: found.length }), ...found.map(way));
  }

  /** @param {Question[]} left */
  function remaining(left) {
    const line = ways("ui.ending.left", left.slice(0, 1));
    line.prepend(say(texts, "ui.ending.some", { count: left.length }), " ");
    return line;
  }

  function onward() {
    const found = () => linkOnward(root.closest(".lesson-quiz") ?? root);
    const words = say(texts, "ui.ending.next", { name: found()?.textContent ?? "" });
    const way = sameWay(found, words, { class: "onward" });
    return way ? make("p", {}, way) : "";
  }

  return {
    root,
    show(open, over, firsts) {
      const graded = questions.filter(({ table }) => table.maximum);
      const left = over ? [] : questions.filter((question) => question.state() === "empty");
      // Open questions earn nothing: what came of the others can be told before.
      const due = open && graded.length ? left.filter((question) => graded.includes(question)) : left;
      root.classList.toggle("done", !due.length && questions.length > 0);
      if (due.length || !questions.length) {
        root.replaceChildren(left.length < questions.length ? remaining(left) : "");
        return "";
      }
      const again = graded.filter((question) => question.state() !== "right");
      const values = { right: graded.length - again.length, graded: graded.length, firsts };
      const telling = open && graded.length > 0;
      const key = left.length ? "ui.ending.scored" : "ui.ending.done";
      const said = telling ? say(texts, key, values) : say(texts, "ui.ending.given");
      const skill = open ? weakest(graded) : null;
      root.replaceChildren(
        make("p", { class: "verdict" }, said),
        ...(open && again.length ? [ways("ui.ending.again", again)] : []),
        ...(skill ? [make("p", {}, say(texts, "ui.ending.skill", skill))] : []),
        left.length ? remaining(left) : "",
        onward(),
      );
      return said;
    },
  };
}

/**
 * Give the skill with the smallest part of right answers, if it says something.
 * @param {Question[]} graded
 * @returns {{skill: string, right: number, count: number} | null}
 */
function weakest(graded) {
  /** @type {Map<string, {skill: string, right: number, count: number}>} */
  const skills = new Map();
  for (const { table, state } of graded) {
    const skill = table.skillLabel;
    const found = skills.get(skill) ?? { skill, right: 0, count: 0 };
    found.count += 1;
    if (state() === "right") found.right += 1;
    skills.set(skill, found);
  }
  const telling = [...skills.values()].filter(({ right, count }) => count >= FEWEST && right < count);
  telling.sort((one, other) => one.right / one.count - other.right / other.count);
  return skills.size > 1 ? (telling[0] ?? null) : null;
}
