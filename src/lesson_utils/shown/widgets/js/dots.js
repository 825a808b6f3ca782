import { make, say, scrolling } from "../../../browser/dom.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("../../../questions/types.js").State} State
 */

/** How a question stands, told by a sign beside its number; words tell the same. */
const SIGNS = { empty: "", given: "•", right: "✓", partial: "◐", wrong: "✗" };

/**
 * Bring a question into view and to the keyboard.
 * @param {Question} question
 */
export function goTo({ root }) {
  root.focus({ preventScroll: true });
  root.scrollIntoView({ block: "start", behavior: scrolling() });
}

/**
 * Make a button that leads to a question.
 * @param {Question} question
 * @param {string} text
 * @returns {HTMLButtonElement}
 */
export function wayTo(question, text) {
  const button = make("button", { type: "button", class: "way" }, text);
  button.addEventListener("click", () => goTo(question));
  return button;
}

/**
 * Make the bar of a quiz's numbers: how each question stands, and the way to it.
 * @param {Question[]} questions
 * @param {import("../../../browser/types.js").Texts} texts
 * @returns {{root: HTMLElement, show: () => void}}
 */
export function dotBar(questions, texts) {
  const dots = questions.map((question, index) => {
    const sign = make("span", { class: "sign", "aria-hidden": "true" });
    const button = wayTo(question, "");
    button.className = "dot";
    button.append(make("span", { "aria-hidden": "true" }, `${index + 1}`), sign);
    return { question, button, sign };
  });
  const list = make("ol", { "aria-label": say(texts, "ui.dots") }, ...dots.map(({ button }) => make("li", {}, button)));
  return {
    root: make("div", { class: "dots" }, list),
    show() {
      dots.forEach(({ question, button, sign }, index) => {
        const state = question.state();
        button.dataset.state = state;
        sign.textContent = SIGNS[state];
        button.setAttribute("aria-label", say(texts, `ui.dots.${state}`, { number: index + 1 }));
      });
    },
  };
}
