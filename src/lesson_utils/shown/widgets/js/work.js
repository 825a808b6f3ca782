import { grade, questionTypes } from "../../../questions/registry.js";
import { copyBox } from "./copy.js";
import { make, nextUid, say } from "../../../browser/dom.js";
import { isNewer } from "../../../student/records.js";

/**
 * @typedef {import("../../../student/types.js").LessonRecord} LessonRecord
 * @typedef {import("../../../questions/types.js").QuizPayload} QuizPayload
 * @typedef {{whole: () => LessonRecord, bring: (value: unknown) => number | null,
 *   total: () => string}} Work
 */

/**
 * The folded panel with which a student takes the work along: out of the browser as a file, and in
 * again on another machine. It needs no kernel.
 * @param {QuizPayload} payload
 * @param {Work} work
 * @param {(text: string) => void} announce
 * @returns {HTMLElement}
 */
export function workPanel(payload, work, announce) {
  const { texts } = payload;
  const nameId = nextUid();
  const name = make("input", { id: nameId, type: "text", autocomplete: "name" });
  const told = make("p", { class: "told" });
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: true });

  /** @param {string} text */
  function tell(text) {
    told.textContent = text;
    told.scrollIntoView({ block: "nearest" });
    announce(text);
  }

  /**
   * @param {string} key
   * @param {() => void} act
   * @param {string} [kind]
   */
  function button(key, act, kind = "quiet") {
    const made = make("button", { type: "button", class: kind }, say(texts, key));
    made.addEventListener("click", act);
    return made;
  }

  /** @param {string} ending */
  function fileName(ending) {
    const who = name.value.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    const day = new Date().toISOString().slice(0, 10);
    return [payload.lesson, who, day].filter(Boolean).join("_") + ending;
  }

  const copy = copyBox(texts, tell);

  /**
   * Hand a file to the browser. Whether it takes it, no event tells; some frames forbid it: so the
   * same text is there to be copied.
   * @param {string} ending
   * @param {string} text
   * @param {string} type
   */
  function give(ending, text, type) {
    const named = fileName(ending);
    download(named, text, type);
    copy.offer(text);
    tell(say(texts, "ui.work.exported", { file: named }));
  }

  /**
   * Take answers up from a text, and say what came of it.
   * @param {string} text
   * @param {string} from
   */
  function take(text, from) {
    let value = null;
    try {
      // What went through a mail may have other spaces at the start of its lines.
      value = JSON.parse(text.replace(/^[\s\u200b]+/gm, ""));
    } catch {
      // It is no record.
    }
    const count = work.bring(value);
    const refused = isNewer(value) ? "ui.work.newer" : "ui.work.foreign";
    const key = count === null ? refused : count ? "ui.work.brought" : "ui.work.nothing";
    tell(say(texts, key, { file: from, count: count ?? 0 }));
  }

  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      take(await chosen.text(), chosen.name);
    } catch {
      tell(say(texts, "ui.work.unreadable", { file: chosen.name }));
    }
    file.value = "";
  });

  const pasteId = nextUid();
  const pasted = make("textarea", { id: pasteId, rows: "3", spellcheck: "false" });
  const paste = make(
    "div",
    { id: nextUid(), hidden: true },
    make("label", { for: pasteId }, say(texts, "ui.work.paste.label")),
    pasted,
    make(
      "p",
      { class: "actions" },
      button("ui.work.paste.take", () => take(pasted.value, say(texts, "ui.work.paste.name"))),
    ),
  );

  const unfold = button("ui.work.paste", () => {
    paste.hidden = !paste.hidden;
    unfold.setAttribute("aria-expanded", String(!paste.hidden));
  });
  unfold.setAttribute("aria-expanded", "false");
  unfold.setAttribute("aria-controls", paste.id);

  return make(
    "details",
    { class: "work" },
    make("summary", {}, say(texts, "ui.work")),
    make("p", {}, say(texts, "ui.work.how")),
    make("p", { class: "typed" }, make("label", { for: nameId }, say(texts, "ui.work.name")), name),
    make(
      "p",
      { class: "actions" },
      button("ui.work.export", () => {
        const results = { ...work.whole(), student: name.value.trim(), exported: new Date().toISOString() };
        give(".json", `${JSON.stringify(results, null, 1)}\n`, "application/json");
      }, "check"),
      button("ui.work.summary", () => {
        give(".txt", summary(payload, work.whole(), name.value.trim(), work.total()), "text/plain");
      }),
      button("ui.work.import", () => file.click()),
      unfold,
      file,
    ),
    told,
    copy.root,
    paste,
  );
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Say in words what was answered: this quiz question by question, the others in one line.
 * Points are counted here, and only where the student has seen them already.
 * @param {QuizPayload} payload
 * @param {LessonRecord} record
 * @param {string} student
 * @param {string} total what the quiz says of all its answers
 * @returns {string}
 */
export function summary(payload, record, student, total) {
  const { texts } = payload;
  const lines = [payload.title, new Date().toLocaleString(payload.language)];
  if (student) lines.push(student);
  const answers = record.quizzes[payload.quiz]?.answers ?? {};
  payload.questions.forEach((table, index) => {
    const entry = answers[table.id];
    const sound = entry?.edition === table.edition;
    const given = sound ? (entry.response ?? entry.draft) : null;
    const outcome = grade(table, sound ? entry.response : null);
    const seen = sound && entry.maximum > 0 && outcome.status === "scored";
    const points = seen ? ` (${outcome.score}/${outcome.maximum})` : "";
    const words = given === null ? "" : questionTypes.get(table.type)?.words(table, given, texts);
    lines.push("", `${index + 1}. ${table.prompt}`, `   ${words || "—"}${points}`);
  });
  const others = Object.entries(record.quizzes)
    .filter(([name]) => name !== payload.quiz)
    .flatMap(([, quiz]) => Object.values(quiz.answers))
    .filter((entry) => entry.response !== null).length;
  lines.push("", total, ...(others ? [say(texts, "ui.work.others", { count: others })] : []));
  return `${lines.join("\n")}\n`;
}
