import { make, nextUid, ownKeys, same } from "../../../browser/dom.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Form} Form
 * @typedef {import("./types.js").Studio} Studio
 */

/**
 * Give the labels of all fields, by their names.
 * @param {import("./types.js").Lesson["forms"]} forms
 * @returns {Map<string, string>}
 */
function labelsOf(forms) {
  /** @type {Map<string, string>} */
  const labels = new Map();
  const add = (/** @type {Field} */ field) => {
    if (!labels.has(field.name)) labels.set(field.name, field.label);
    for (const inner of [...(field.fields ?? []), ...(field.item ? [field.item] : [])]) add(inner);
  };
  for (const form of [...forms.annotations, ...forms.questions, ...Object.values(forms.files)]) form.fields.forEach(add);
  return labels;
}

/**
 * Write a value as lines a person can read.
 * @param {any} value
 * @param {(name: string) => string} label
 * @returns {Node}
 */
function valueShown(value, label) {
  if (value === null || value === undefined || value === "") return make("span", {}, "–");
  if (typeof value !== "object") return make("span", { dir: "auto" }, String(value));
  if (Array.isArray(value)) {
    return make("ol", {}, ...value.map((one) => make("li", {}, valueShown(one, label))));
  }
  return make("div", {}, ...Object.entries(value).map(([name, one]) => make("div", {}, make("b", {}, label(name)), " ", valueShown(one, label))));
}

/**
 * Show two versions of an item beside one another, and ask which of them is to be.
 * @param {HTMLElement} host
 * @param {Studio} studio
 * @param {{mine: any, theirs: any}} dispute
 * @returns {Promise<"mine" | "theirs" | "later">}
 */
export function askWhichPrevails(host, { say, lesson }, { mine, theirs }) {
  const [titleId, howId] = [nextUid(), nextUid()];
  const labels = labelsOf(lesson.forms);
  const label = (/** @type {string} */ name) => labels.get(name) ?? lesson.languageNames[name] ?? name;
  const listed = (/** @type {any} */ value) => value && typeof value === "object" && !Array.isArray(value);
  const names = [...new Set([theirs, mine].flatMap((value) => (listed(value) ? Object.keys(value) : [])))];
  const differing = names.filter((name) => !same(theirs?.[name], mine?.[name]));
  const rows = (listed(mine) || listed(theirs)) && differing.length
    ? differing.map((name) => ({ name: label(name), theirs: theirs ? valueShown(theirs[name], label) : "", mine: mine ? valueShown(mine[name], label) : "" }))
    : [{ name: "", theirs: valueShown(theirs, label), mine: valueShown(mine, label) }];
  const gone = (/** @type {any} */ value, /** @type {string} */ key) => (value === null ? make("p", {}, say(key)) : "");
  const table = make(
    "table",
    {},
    make("thead", {}, make("tr", {}, make("td"), make("th", { scope: "col" }, say("studio.shell.conflict.theirs")), make("th", { scope: "col" }, say("studio.shell.conflict.mine")))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row.name), make("td", {}, row.theirs), make("td", {}, row.mine)))),
  );
  const dialog = make(
    "dialog",
    { class: "studio-conflict", "aria-labelledby": titleId, "aria-describedby": howId },
    make("h3", { id: titleId }, say("studio.shell.conflict.title")),
    make("p", { id: howId }, say("studio.shell.conflict.how")),
    gone(theirs, "studio.shell.conflict.gone"),
    gone(mine, "studio.shell.conflict.removed"),
    make("div", { class: "studio-scroll", tabindex: "0", role: "region", "aria-labelledby": titleId }, table),
  );
  return new Promise((resolve) => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    /** @param {"mine" | "theirs" | "later"} verdict */
    const end = (verdict) => {
      dialog.remove();
      before?.focus({ preventScroll: true });
      resolve(verdict);
    };
    const button = (/** @type {"mine" | "theirs" | "later"} */ verdict) => {
      const node = make("button", { type: "button" }, say(`studio.shell.conflict.take.${verdict}`));
      node.addEventListener("click", () => end(verdict));
      return node;
    };
    dialog.append(make("p", { class: "actions" }, button("mine"), button("theirs"), button("later")));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end("later");
    });
    // No key of the dialog's is for the notebook behind it.
    const inside = ownKeys((event) => event.stopPropagation());
    dialog.addEventListener("keydown", inside);
    host.append(dialog);
    dialog.showModal();
  });
}
