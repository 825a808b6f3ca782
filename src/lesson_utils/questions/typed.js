import { make, ownKeys } from "../browser/dom.js";
import { noteFor } from "./notes.js";

/**
 * A text field that helps with nothing, so that the answer is the student's own.
 * @param {() => void} typing called at each change
 * @param {() => void} submit called on Enter
 * @param {Record<string, string>} attributes
 * @returns {HTMLInputElement}
 */
export function typedInput(typing, submit, attributes) {
  const input = make("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    ...attributes,
  });
  input.addEventListener("input", typing);
  const enter = ownKeys((event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    submit();
  });
  input.addEventListener("keydown", enter);
  return input;
}

/**
 * Show one text field: what short and number share.
 * @param {import("./types.js").Context} context
 * @param {{label: string, unit: string, attributes: Record<string, string>, shown: string}} field
 * @returns {import("./types.js").View}
 */
export function typedView({ texts, uid, typing, submit }, { label, unit, attributes, shown }) {
  const id = `${uid}-answer`;
  const input = typedInput(typing, submit, { id, ...attributes });
  const note = noteFor(input, `${id}-note`, texts, "", { wrong: "ui.verdict.notyet" });
  const title = make("label", { for: id }, label);
  const line = make("div", { class: "typed" }, title, input, unit ? make("span", {}, unit) : "");
  return {
    root: make("div", {}, line, note.root),
    needsCheck: true,
    read: () => input.value,
    write(response) {
      input.value = typeof response === "string" || typeof response === "number" ? `${response}` : "";
    },
    mark: (outcome) => note.show(outcome, "answer", shown),
  };
}
