/** Fields of text: one text, or one in each language. */

import { make, setLanguage } from "../../../browser/dom.js";
import { fieldFrame, plainView } from "./fieldframe.js";
import { isBlank, isMapping, isScalar, valueIn } from "./values.js";

/**
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./fieldframe.js").FormContext} FormContext
 * @typedef {import("./fieldframe.js").FieldView} FieldView
 */

/** No text of a lesson is as long: what is longer was pasted by mistake. */
const MOST_SIGNS = { line: 2000, long: 20_000 };

/**
 * Make a field to type in: a line, or an area that grows with what is in it.
 * @param {{long: boolean, text: string, id: string, language: string, required: boolean}} setting
 * @param {{typed: () => void, refused: (most: number) => void}} heard
 * @returns {HTMLInputElement | HTMLTextAreaElement}
 */
export function writingField({ long, text, id, language, required }, heard) {
  // A line cannot hold what has several.
  const area = long || text.includes("\n") || text.length > MOST_SIGNS.line;
  const most = area ? MOST_SIGNS.long : MOST_SIGNS.line;
  const node = area
    ? make("textarea", { id, rows: "2", "aria-required": String(required) })
    : make("input", { id, type: "text", autocomplete: "off", "aria-required": String(required) });
  node.value = text;
  if (language) setLanguage(node, language);
  let last = text;
  node.addEventListener("beforeinput", (event) => {
    const typed = /** @type {InputEvent} */ (event);
    const more = (typed.data ?? typed.dataTransfer?.getData("text/plain") ?? "").length;
    const chosen = (node.selectionEnd ?? 0) - (node.selectionStart ?? 0);
    const length = node.value.length - chosen + more;
    if (length <= most || length <= node.value.length) return;
    event.preventDefault();
    heard.refused(most);
  });
  node.addEventListener("input", () => {
    if (node.value.length > most && node.value.length > last.length) {
      node.value = last;
      heard.refused(most);
      return;
    }
    last = node.value;
    grow();
    heard.typed();
  });
  function grow() {
    if (!area || CSS.supports("field-sizing", "content")) return;
    node.style.height = "auto";
    node.style.height = `${node.scrollHeight + 2}px`;
  }
  if (area) requestAnimationFrame(grow);
  return node;
}

/**
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function textField(field, owner, context) {
  const { studio } = context;
  const frame = fieldFrame(field, context, false);
  const original = valueIn(owner, [field.name]);
  const text = isScalar(original) ? String(original) : "";
  const node = writingField(
    { long: field.long, text, id: frame.uid, language: "", required: field.required },
    {
      typed() {
        frame.note("");
        context.changed();
      },
      refused: (most) => tooLong(frame, studio, most),
    },
  );
  node.dir = "auto";
  frame.control(node);
  frame.body.append(node);
  return plainView(field, frame, {
    read() {
      if (node.value === text) return { [field.name]: original ?? undefined };
      return { [field.name]: node.value.trim() || field.required ? node.value : undefined };
    },
    focus: () => node.focus(),
  });
}

/**
 * @param {ReturnType<typeof fieldFrame>} frame
 * @param {import("./types.js").Studio} studio
 * @param {number} most
 */
function tooLong(frame, studio, most) {
  const words = studio.say("studio.form.text.most", { most: most.toLocaleString(studio.lesson.language) });
  frame.note(words);
  studio.announce(words);
}

/**
 * A text in each language shown, side by side; or one for all, where it may be one.
 * @param {Field} field
 * @param {any} owner
 * @param {FormContext} context
 * @returns {FieldView}
 */
export function localizedField(field, owner, context) {
  const { studio } = context;
  const { languages: all, languageNames } = studio.lesson;
  const frame = fieldFrame(field, context, true);
  const original = valueIn(owner, [field.name]);
  const wasOne = isScalar(original);
  let one = wasOne;
  /** What stands in each language, also in those that are not shown. @type {Record<string, any>} */
  const texts = isMapping(original) ? { ...original } : {};
  let common = wasOne ? String(original) : "";
  /** @type {Map<string, {node: HTMLInputElement | HTMLTextAreaElement, lacks: HTMLElement}>} */
  const columns = new Map();
  const single = make("div", { class: "texts-one" });
  const beside = make("div", { class: "texts-beside" });
  const elsewhere = make("p", { class: "texts-elsewhere", hidden: true });
  const shown = context.languages.filter((language) => all.includes(language));

  /** @param {string} language none for all */
  function column(language) {
    const id = `${frame.uid}-${language || "all"}`;
    const written = language ? texts[language] : common;
    // Whatever is no text there stays as it is until something is typed.
    const text = isScalar(written) ? String(written) : "";
    const node = writingField(
      { long: field.long, text, id, language, required: field.required },
      {
        typed() {
          if (!language) common = node.value;
          else if (node.value.trim()) texts[language] = node.value === text ? written : node.value;
          else if (text || written === undefined) delete texts[language];
          frame.note("");
          mark();
          context.changed();
        },
        refused: (most) => tooLong(frame, studio, most),
      },
    );
    if (!language) node.dir = "auto";
    const lacks = make("span", { class: "texts-lacks", hidden: true }, studio.say("studio.form.missing"));
    const name = language ? (languageNames[language] ?? language) : studio.say("studio.form.all");
    // A screen reader says the field's name with the language's.
    const label = make("label", { for: id, id: `${id}-name` }, name, lacks);
    node.setAttribute("aria-labelledby", `${frame.uid}-name ${id}-name`);
    frame.control(node);
    columns.set(language, { node, lacks });
    return make("div", { class: "texts-column" }, label, node);
  }

  function mark() {
    const some = all.some((language) => !isBlank(texts[language]));
    for (const [language, { lacks, node }] of columns) {
      if (language) lacks.hidden = one || !some || !isBlank(texts[language]) || Boolean(node.value.trim());
    }
    const absent = all.filter((language) => !shown.includes(language) && isBlank(texts[language]));
    elsewhere.hidden = one || !some || !absent.length;
    const names = absent.map((language) => languageNames[language] ?? language).join(", ");
    elsewhere.textContent = studio.say("studio.form.missing.elsewhere", { languages: names });
  }

  function lay() {
    single.hidden = !one;
    beside.hidden = one;
    mark();
  }

  if (wasOne || field.same) single.append(column(""));
  beside.append(...shown.map(column));
  frame.body.append(single, beside, elsewhere);
  if (all.length > 1 && (wasOne || field.same)) {
    const box = make("input", { type: "checkbox" });
    box.checked = one;
    box.addEventListener("change", () => {
      one = box.checked;
      const first = /** @type {{node: HTMLInputElement}} */ (columns.get(shown[0] ?? ""));
      if (one && !common) {
        common = first?.node.value ?? "";
        /** @type {any} */ (columns.get("")).node.value = common;
      } else if (!one && isBlank(texts)) {
        for (const language of all) if (common.trim()) texts[language] = common;
        for (const language of shown) /** @type {any} */ (columns.get(language)).node.value = common;
      }
      lay();
      context.changed();
    });
    frame.body.append(make("label", { class: "texts-switch" }, box, studio.say("studio.form.same")));
  }
  lay();

  /** The language that was last asked for. */
  let aimed = "";
  const view = plainView(field, frame, {
    read() {
      if (one) {
        if (wasOne && common === String(original)) return { [field.name]: original };
        return { [field.name]: common.trim() ? common : undefined };
      }
      if (isMapping(original) && isBlank(texts) && isBlank(original)) return { [field.name]: original };
      if (original === null && isBlank(texts)) return { [field.name]: null };
      return { [field.name]: isBlank(texts) ? undefined : { ...texts } };
    },
    focus() {
      const empty = shown.includes(aimed) ? aimed : shown.find((language) => isBlank(texts[language])) ?? shown[0] ?? "";
      (columns.get(one ? "" : empty) ?? columns.get(""))?.node.focus();
    },
  });
  view.find = ([language]) => {
    aimed = String(language ?? "");
    return view;
  };
  return view;
}
