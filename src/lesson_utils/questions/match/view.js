import { make, say } from "../../browser/dom.js";
import { noteFor } from "../notes.js";
import { isIdMapping } from "../outcomes.js";
import { pairingGrade, pairingWords } from "../pairing.js";
import { register } from "../registry.js";

/** A text of as many letters is shown whole in a list. */
const SHORT = 24;

/**
 * Show each left side with a list of the right sides.
 * @param {import("../types.js").Context<import("../tables.js").MatchTable>} context
 * @returns {import("../types.js").View}
 */
export function matchView({ table, texts, uid, changed }) {
  const root = make("div", { class: "pairs" });
  /** @type {Map<string, {select: HTMLSelectElement, show: () => void,
   *   note: import("../notes.js").Note}>} */
  const rows = new Map();
  for (const left of table.lefts) {
    const id = `${uid}-${left.id}`;
    const select = make(
      "select",
      { id },
      make("option", { value: "" }, say(texts, "ui.match.choose")),
      ...table.rights.map((right) => make("option", { value: right.id, dir: "auto" }, right.text)),
    );
    const whole = make("p", { class: "chosen", dir: "auto" });
    // A list shows one line of what was chosen, cut where the line ends.
    function show() {
      const text = select.value ? (select.selectedOptions[0]?.text ?? "") : "";
      whole.textContent = text.length > SHORT ? text : "";
    }
    select.addEventListener("change", () => {
      show();
      changed();
    });
    const note = noteFor(select, `${id}-note`, texts);
    rows.set(left.id, { select, note, show });
    const label = make("label", { for: id, dir: "auto" }, left.text);
    root.append(make("div", { class: "pair" }, label, select, whole, note.root));
  }
  // On paper a list shows one line: all it offers is printed under the pairs.
  root.append(make("p", { class: "print-only" }, table.rights.map(({ text }) => text).join(" · ")));
  return {
    root,
    needsCheck: true,
    read() {
      const chosen = [...rows].filter(([, { select }]) => select.value);
      return Object.fromEntries(chosen.map(([id, { select }]) => [id, select.value]));
    },
    write(response) {
      for (const [id, { select, show }] of rows) {
        select.value = (isIdMapping(response) && response[id]) || "";
        show();
      }
    },
    mark(outcome) {
      for (const [id, { note }] of rows) note.show(outcome, id);
    },
  };
}

// Match each left side with its right side.
register({
  name: "match",
  grade: (table, response) => pairingGrade(table, response, table.otherwise),
  view: matchView,
  words: pairingWords,
  mixed: ["lefts", "rights"],
});
