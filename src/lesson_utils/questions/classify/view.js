import { asWritten, make } from "../../browser/dom.js";
import { noteFor } from "../notes.js";
import { isIdMapping } from "../outcomes.js";
import { pairingGrade, pairingWords } from "../pairing.js";
import { register } from "../registry.js";

/**
 * Show each sentence as a group of its own, with the four modes to choose from.
 * @param {import("../types.js").Context<import("../tables.js").PairTable>} context
 * @returns {import("../types.js").View}
 */
export function classifyView({ table, texts, uid, changed, articleLanguage }) {
  const root = make("div", { class: "sentences" });
  /** @type {Map<string, {inputs: HTMLInputElement[],
   *   note: import("../notes.js").Note}>} */
  const rows = new Map();
  for (const left of table.lefts) {
    const name = `${uid}-${left.id}`;
    const inputs = table.rights.map((mode) => make("input", { type: "radio", name, value: mode.id }));
    const choices = inputs.map((input, index) => {
      input.addEventListener("change", changed);
      return make("label", {}, input, make("span", {}, table.rights[index].text));
    });
    const quote = make("legend", asWritten(articleLanguage), `«\u00a0${left.text}\u00a0»`);
    const group = make("fieldset", { class: "sentence" }, quote);
    const note = noteFor(group, `${name}-note`, texts);
    group.append(make("div", { class: "modes" }, ...choices), note.root);
    rows.set(left.id, { inputs, note });
    root.append(group);
  }
  return {
    root,
    needsCheck: true,
    read() {
      const chosen = [...rows].flatMap(([id, { inputs }]) => {
        const input = inputs.find(({ checked }) => checked);
        return input ? [[id, input.value]] : [];
      });
      return Object.fromEntries(chosen);
    },
    write(response) {
      for (const [id, { inputs }] of rows) {
        const mode = isIdMapping(response) ? response[id] : "";
        for (const input of inputs) input.checked = input.value === mode;
      }
    },
    mark(outcome) {
      for (const [id, { note }] of rows) note.show(outcome, id);
    },
  };
}

// Say of each sentence whether it is a fact, a statement, a concern or a forecast.
register({
  name: "classify",
  grade: pairingGrade,
  view: classifyView,
  words: pairingWords,
  mixed: ["lefts"],
});
