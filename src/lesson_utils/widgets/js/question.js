import { grade, questionTypes } from "../../questions/registry.js";
import { evidenceList } from "./evidence.js";
import { make, nextUid, same, say } from "./dom.js";

/**
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").Open} Open
 * @typedef {import("./types.js").QuizPayload} QuizPayload
 * @typedef {import("./types.js").Scored} Scored
 * @typedef {import("./types.js").Table} Table
 *
 * What a question tells the quiz around it: something about it is to be kept.
 * @typedef {{keep: (change: Partial<Entry>) => void, announce: (text: string) => void,
 *   revealing: () => boolean}} Around
 *
 * @typedef {{root: HTMLElement, table: Table, load: (entry: Entry) => void,
 *   outcome: () => Scored | Open | null}} Question
 */

/** Typing is kept when it pauses. */
const TYPING_MS = 400;

/**
 * One question: its controls, its hint, and what is said of an answer.
 * @param {Table} table
 * @param {number} number
 * @param {QuizPayload} payload
 * @param {Around} around
 * @returns {Question | null} null for a type this page does not know
 */
export function questionView(table, number, payload, around) {
  const { texts, mode } = payload;
  const uid = nextUid();
  const type = questionTypes.get(table.type);
  if (!type) return null;
  /** The last answer that could be graded, and what it came to. @type {unknown} */
  let response = null;
  /** @type {Scored | Open | null} */
  let outcome = null;
  let attempts = 0;
  let hints = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const view = type.view({
    table,
    texts,
    uid,
    articleLanguage: payload.articleLanguage,
    commit,
    changed,
    typing() {
      clearTimeout(pause);
      if (!view.keeps) conceal();
      pause = setTimeout(changed, TYPING_MS);
    },
    submit: () => commit(view.read()),
    announce: around.announce,
  });

  const hint = make("p", { class: "hint", id: `${uid}-hint`, hidden: true }, table.hint);
  const hintButton = make(
    "button",
    { type: "button", "aria-expanded": "false", "aria-controls": hint.id },
    say(texts, "ui.quiz.hint"),
  );
  hintButton.addEventListener("click", () => {
    showHint(Boolean(hint.hidden));
    if (hint.hidden) return;
    hints += 1;
    around.announce(table.hint);
    around.keep({ hints });
  });
  const actions = make("p", { class: "actions" });
  const check = make("button", { type: "button", class: "check" });
  check.textContent = view.checkLabel ?? say(texts, "ui.quiz.check");
  check.addEventListener("click", () => commit(view.read()));
  if (view.needsCheck) actions.append(check);
  actions.append(hintButton);

  const result = make("div", { class: "result", hidden: true });
  const root = make(
    "fieldset",
    { class: "question", "data-id": table.id, "data-type": table.type },
    make("legend", {}, make("span", { class: "number" }, `${number}.`), ` ${table.prompt}`),
    make("p", { class: "skill" }, `${say(texts, "ui.quiz.skill")} ${table.skillLabel}`),
    view.root,
    actions,
    hint,
    result,
  );
  const quiet = () => mode !== "practice" && !around.revealing();

  /** @param {unknown} given */
  function commit(given) {
    clearTimeout(pause);
    const graded = grade(table, given);
    if (graded.status === "nothing") {
      conceal();
      const nothing = say(texts, `ui.quiz.nothing.${graded.reason}`);
      result.replaceChildren(make("p", { class: "verdict" }, nothing));
      result.hidden = false;
      around.announce(nothing);
      around.keep({ draft: given });
      return;
    }
    if (!same(given, response) && !(outcome?.status === "open")) attempts += 1;
    response = given;
    outcome = graded;
    if (quiet()) result.hidden = true;
    else {
      reveal();
      if (graded.status === "scored") around.announce(spoken(graded));
      else around.announce(say(texts, "ui.reflect.shown"));
    }
    const { score, maximum } = graded.status === "scored" ? graded : { score: 0, maximum: 0 };
    around.keep({ response, draft: null, attempts, score, maximum });
  }

  /** The answer is being changed: what was said spoke of another one. */
  function changed() {
    clearTimeout(pause);
    const given = view.read();
    if (quiet() && grade(table, given).status !== "nothing") {
      commit(given);
      return;
    }
    if (!view.keeps) conceal();
    around.keep({ draft: given });
  }

  function reveal() {
    view.mark(outcome);
    const scored = outcome?.status === "scored" ? outcome : null;
    const said = scored ? verdict(scored) : outcome ? "" : say(texts, "ui.verdict.unanswered");
    const colour = scored?.correct ? "right" : scored?.score ? "partial" : "wrong";
    result.replaceChildren(
      said && make("p", { class: `verdict ${colour}` }, said),
      make("p", {}, table.explanation),
      evidenceList(table.evidence, payload, around.announce),
    );
    result.hidden = false;
  }

  function conceal() {
    view.mark(null);
    result.hidden = true;
    result.replaceChildren();
  }

  /** @param {boolean} shown */
  function showHint(shown) {
    hint.hidden = !shown;
    hintButton.setAttribute("aria-expanded", String(shown));
  }

  /** @param {Scored} scored */
  function verdict(scored) {
    if (scored.correct) return say(texts, "ui.verdict.correct");
    if (scored.maximum === 1 || scored.score === 0) return say(texts, "ui.verdict.incorrect");
    return say(texts, "ui.verdict.some", { score: scored.score, maximum: scored.maximum });
  }

  /** @param {Scored} scored */
  function spoken(scored) {
    const said = scored.feedback.map((item) => item.text);
    return [verdict(scored), ...said, table.explanation].join(" ");
  }

  return {
    root,
    table,
    outcome: () => outcome,
    load(entry) {
      const sound = entry.edition === table.edition;
      const graded = grade(table, sound ? entry.response : null);
      outcome = graded.status === "nothing" ? null : graded;
      response = outcome ? entry.response : null;
      ({ attempts, hints } = sound ? entry : { attempts: 0, hints: 0 });
      check.hidden = quiet();
      const draft = sound ? entry.draft : null;
      const shown = draft ?? response;
      if (!same(view.read(), shown)) view.write(shown);
      if (!hints) showHint(false);
      const open = !quiet() && (outcome ? draft === null || view.keeps : around.revealing());
      if (open) reveal();
      else conceal();
    },
  };
}
