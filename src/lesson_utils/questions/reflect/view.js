import { make, say } from "../../browser/dom.js";
import { isEmpty, isIdList, nothing } from "../outcomes.js";
import { blank } from "../judging/wording.js";
import { register } from "../registry.js";

/**
 * Give the model answer once something has been written; there is no score.
 * @param {import("../tables.js").ReflectTable} table
 * @param {unknown} response
 * @returns {import("../types.js").Outcome}
 */
export function reflectGrade(table, response) {
  if (isEmpty(response)) return nothing("empty");
  if (typeof response !== "object" || response === null || Array.isArray(response)) {
    return nothing("malformed");
  }
  const { text, ticked = [], ...others } = /** @type {Record<string, unknown>} */ (response);
  if (typeof text !== "string" || !isIdList(ticked) || Object.keys(others).length) {
    return nothing("malformed");
  }
  if (blank(text)) return nothing("empty");
  const criteria = table.criteria.map((criterion) => criterion.id);
  if (!ticked.every((id) => criteria.includes(id))) return nothing("unknown");
  return { status: "open", model: table.model, ticked: criteria.filter((id) => ticked.includes(id)) };
}

/**
 * Show room to write; then the model answer, with a grid to look at one's own by.
 * @param {import("../types.js").Context<import("../tables.js").ReflectTable>} context
 * @returns {import("../types.js").View}
 */
export function reflectView({ table, texts, uid, typing, commit }) {
  const id = `${uid}-answer`;
  const area = make("textarea", { id, rows: "5" });
  area.addEventListener("input", typing);
  const title = make("label", { for: id }, say(texts, "ui.reflect.label"));
  const boxes = table.criteria.map((criterion) =>
    make("input", { type: "checkbox", value: criterion.id }),
  );
  const rows = table.criteria.map((criterion, index) => {
    boxes[index].addEventListener("change", () => commit(read()));
    const label = make("label", {}, boxes[index], make("span", {}, criterion.text));
    return make("div", { class: "option" }, label);
  });
  const grid = make(
    "fieldset",
    { class: "grid" },
    make("legend", {}, say(texts, "ui.reflect.grid")),
    ...rows,
  );
  const compare = make(
    "div",
    { class: "model", hidden: true },
    make("p", { class: "evidence-title" }, say(texts, "ui.reflect.model")),
    make("p", {}, table.model),
    grid,
  );
  function read() {
    const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    return { text: area.value, ticked };
  }
  return {
    root: make("div", {}, title, area, compare),
    needsCheck: true,
    checkLabel: say(texts, "ui.reflect.compare"),
    keeps: true,
    read,
    write(response) {
      const { text, ticked } = /** @type {any} */ (response) ?? {};
      const shown = typeof text === "string" ? text : "";
      if (area.value !== shown) area.value = shown;
      for (const box of boxes) box.checked = isIdList(ticked) && ticked.includes(box.value);
    },
    mark(outcome) {
      compare.hidden = outcome?.status !== "open";
    },
  };
}

// Answer in free words, then compare with a model: never scored.
register({
  name: "reflect",
  grade: reflectGrade,
  view: reflectView,
  words: (_, response) => /** @type {any} */ (response)?.text ?? "",
});
