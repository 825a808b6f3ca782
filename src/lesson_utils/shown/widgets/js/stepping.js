import { make, say } from "../../../browser/dom.js";

/** @typedef {1 | -1} Direction */

/** @type {{name: "previous" | "next", direction: Direction}[]} */
const WAYS = [
  { name: "previous", direction: -1 },
  { name: "next", direction: 1 },
];

/**
 * Lead from one marked passage to the one before or after it.
 * @param {import("../../../browser/types.js").Texts} texts
 * @param {(direction: Direction) => void} go
 * @returns {{root: HTMLElement, tell: (said: string, count: number) => void,
 *   focus: (direction: Direction) => void}}
 */
export function stepper(texts, go) {
  const told = make("span", { class: "shown" });
  const buttons = WAYS.map(({ name, direction }) => {
    const button = make("button", { type: "button" }, say(texts, `ui.reader.${name}`));
    button.addEventListener("click", () => go(direction));
    return button;
  });
  return {
    root: make("div", { class: "steps" }, ...buttons, told),
    tell(said, count) {
      told.textContent = said;
      for (const button of buttons) button.hidden = count === 0;
    },
    focus: (direction) => buttons[direction === 1 ? 1 : 0].focus({ preventScroll: true }),
  };
}
