import { grade, questionTypes } from "../../../questions/registry.js";
import { evidenceList } from "./evidence.js";
import { listening } from "./listening.js";
import { make, nextUid, same, say } from "../../../browser/dom.js";
import { hasRight, verdictsOf } from "./verdicts.js";

/**
 * @typedef {import("../../../student/types.js").Entry} Entry
 * @typedef {import("../../../questions/types.js").Open} Open
 * @typedef {import("../../../questions/types.js").QuizPayload} QuizPayload
 * @typedef {import("../../../questions/types.js").Scored} Scored
 * @typedef {import("../../../questions/types.js").Table} Table
 *
 * What a question tells the quiz around it: something about it is to be kept; it is in nobody's
 * hands any more.
 * @typedef {{keep: (change: Partial<Entry>) => void, announce: (text: string) => void,
 *   revealing: () => boolean, settle: () => void}} Around
 *
 * `flush` keeps at once what is being typed; `busy` while an answer is being given, which nothing
 * from elsewhere may replace; `know` counts with what came meanwhile; `result` is what is kept once
 * the student may see it.
 * @typedef {{root: HTMLElement, table: Table, load: (entry: Entry) => void, flush: () => void,
 *   leave?: () => void, busy: () => boolean, know: (entry: Entry) => void, outcome: () => Scored | Open | null,
 *   state: () => import("../../../questions/types.js").State,
 *   result: () => Partial<Entry>}} Question
 */

/** What is typed in or opened, and must not change under one's hands. */
const FIELDS = "input[type=text], textarea, select";
/** Typing is kept when it pauses. */
const TYPING_MS = 400;
/** At this try, what is missing is named. */
const NAMED_FROM = 2;

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
  /** What was counted as an attempt last. @type {unknown} */
  let counted = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  /** The field that is typed in, or the list that is open, as long as it has the focus. */
  /** @type {EventTarget | null} */
  let held = null;

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
    settle: around.settle,
  });
  for (const name of ["input", "compositionstart", "focusin"]) {
    view.root.addEventListener(name, ({ target }) => {
      const field = /** @type {Element} */ (target);
      if (field.matches(name === "focusin" ? "select" : FIELDS)) held = field;
    });
  }
  view.root.addEventListener("focusout", ({ target }) => {
    if (target !== held) return;
    held = null;
    flush();
    around.settle();
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
    around.announce(table.hint);
    if (hints) return;
    hints = 1;
    around.keep({ hints });
  });
  const actions = make("p", { class: "actions" });
  const check = make("button", { type: "button", class: "check" });
  check.textContent = view.checkLabel ?? say(texts, "ui.quiz.check");
  check.addEventListener("click", () => commit(view.read()));
  if (view.needsCheck) actions.append(check);
  actions.append(hintButton);

  const reworded = make("p", { class: "reworded", hidden: true }, say(texts, "ui.quiz.reworded"));
  const box = make("div", { class: "result", hidden: true });
  const heard = table.listen ? listening(table.listen, payload) : null;
  const root = make(
    "fieldset",
    { class: "question", "data-id": table.id, "data-type": table.type, tabindex: "-1" },
    make("legend", {}, make("span", { class: "number" }, `${number}.`), ` ${table.prompt}`),
    make("p", { class: "skill" }, `${say(texts, "ui.quiz.skill")} ${table.skillLabel}`),
    reworded,
    ...(heard?.roots ?? []),
    view.root,
    actions,
    hint,
    box,
  );
  // Whoever asks for the hint, or goes back, is still at this question.
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!root.contains(/** @type {Node | null} */ (relatedTarget))) view.left?.();
  });
  /** Nothing is said about answers, not yet or never. */
  const quiet = () => mode !== "practice" && !around.revealing();
  /** The results of a check are on the screen: they stay as they are until another try. */
  const locked = () => mode === "check" && around.revealing();
  const verdicts = verdictsOf(table, texts, () => mode !== "practice" || attempts >= NAMED_FROM);

  /** What is kept of the answer: its points only where the student has been told. */
  function result() {
    const scored = outcome?.status === "scored" && !quiet() ? outcome : { score: 0, maximum: 0 };
    if (outcome?.status === "scored" && !same(response, counted)) attempts += 1;
    if (outcome?.status === "open") attempts = 1;
    counted = response;
    return { response, attempts, score: scored.score, maximum: scored.maximum };
  }

  /** @param {Partial<import("../../../student/types.js").Entry>} answer */
  function keep(answer) {
    reworded.hidden = true;
    around.keep(answer);
  }

  /** @param {unknown} given */
  function commit(given) {
    if (quiet()) {
      changed();
      return;
    }
    clearTimeout(pause);
    pause = undefined;
    const graded = grade(table, given);
    if (graded.status === "nothing") {
      tellNothing(graded.reason);
      keep({ draft: given });
      return;
    }
    response = given;
    outcome = graded;
    const kept = result();
    reveal();
    if (graded.status === "scored") around.announce(verdicts.spoken(graded));
    else around.announce(say(texts, "ui.reflect.shown"));
    keep({ ...kept, draft: null });
  }

  /** The answer is being changed: what was said spoke of another one. */
  function changed() {
    clearTimeout(pause);
    pause = undefined;
    const given = view.read();
    const graded = grade(table, given);
    const answered = graded.status !== "nothing";
    if (quiet() || (view.keeps && outcome)) {
      // No button says that the answer is complete: what can be graded is the answer.
      response = answered ? given : null;
      outcome = answered ? graded : null;
      if (answered && mode === "survey") attempts = 1;
      const counts = quiet() ? { response, attempts, score: 0, maximum: 0 } : result();
      keep({ ...counts, draft: answered ? null : given });
      if (quiet() || !answered) conceal();
      if (!answered && graded.reason === "malformed") tellNothing("malformed");
      return;
    }
    if (!view.keeps) conceal();
    keep({ draft: given });
  }

  /** @param {import("../../../questions/types.js").Nothing["reason"]} reason */
  function tellNothing(reason) {
    conceal();
    const own = reason === "empty" && view.empty;
    const nothing = say(texts, own || `ui.quiz.nothing.${reason}`);
    box.replaceChildren(make("p", { class: "verdict" }, nothing));
    box.hidden = false;
    around.announce(nothing);
  }

  function reveal() {
    const scored = outcome?.status === "scored" ? outcome : null;
    view.mark(scored ? verdicts.named(scored) : outcome);
    const said = scored ? verdicts.verdict(scored) : outcome ? "" : say(texts, "ui.verdict.unanswered");
    const colour = scored?.correct ? "right" : scored && hasRight(scored) ? "partial" : "wrong";
    const why = [
      make("p", {}, table.explanation),
      evidenceList(table.evidence, payload, around.announce),
    ];
    // Who may still try again opens the evidence when he wants it: it often gives the answer.
    const again = scored && !scored.correct && mode === "practice";
    const title = make("summary", {}, say(texts, "ui.quiz.why"));
    box.replaceChildren(
      said && make("p", { class: `verdict ${colour}` }, said),
      again ? make("p", { class: "again" }, verdicts.retry(scored)) : "",
      ...(again ? [make("details", { class: "why" }, title, ...why)] : why),
    );
    box.hidden = false;
  }

  function conceal() {
    view.mark(null);
    box.hidden = true;
    box.replaceChildren();
  }

  /** @param {boolean} shown */
  function showHint(shown) {
    hint.hidden = !shown;
    hintButton.setAttribute("aria-expanded", String(shown));
  }

  /** @returns {import("../../../questions/types.js").State} */
  function state() {
    if (!outcome) return "empty";
    if (quiet() || outcome.status === "open") return "given";
    if (outcome.correct) return "right";
    return hasRight(outcome) ? "partial" : "wrong";
  }

  function flush() {
    if (pause !== undefined) changed();
  }

  /** @param {unknown} shown */
  function write(shown) {
    try {
      view.write(shown);
    } catch {
      // A draft from a file may have any form; the question must be there all the same.
      view.write(null);
    }
  }

  return {
    root,
    table,
    outcome: () => outcome,
    state,
    result,
    flush,
    leave: heard?.leave,
    busy: () => held !== null || view.busy?.() === true,
    know(entry) {
      if (entry.edition !== table.edition) return;
      attempts = Math.max(attempts, entry.attempts);
      hints = Math.max(hints, entry.hints);
    },
    load(entry) {
      clearTimeout(pause);
      pause = undefined;
      const sound = entry.edition === table.edition;
      // What was answered to other words is kept until this is answered, and not shown as an answer.
      reworded.hidden = sound || !entry.edition || (entry.response ?? entry.draft) === null;
      const graded = grade(table, sound ? entry.response : null);
      outcome = graded.status === "nothing" ? null : graded;
      response = outcome ? entry.response : null;
      counted = sound && (mode !== "check" || entry.maximum) ? response : null;
      ({ attempts, hints } = sound ? entry : { attempts: 0, hints: 0 });
      check.hidden = quiet() || locked();
      const draft = sound ? entry.draft : null;
      const shown = draft ?? response;
      if (!same(view.read(), shown)) write(shown);
      for (const control of view.root.querySelectorAll("button, input, select, textarea")) {
        if (!control.closest(".grid")) control.toggleAttribute("disabled", locked());
      }
      if (!hints) showHint(false);
      const open = !quiet() && (outcome ? draft === null || view.keeps : around.revealing());
      if (open) reveal();
      else conceal();
    },
  };
}
