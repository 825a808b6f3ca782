import { grade, questionTypes } from "../../questions/registry.js";
import { evidenceBlock } from "./evidence.js";
import { make, nextUid, same, say } from "./dom.js";

/**
 * @typedef {import("./types.js").QuizPayload} QuizPayload
 * @typedef {import("./types.js").Table} Table
 * @typedef {import("./types.js").Scored} Scored
 */

/**
 * One question: its controls, its hint, and what is said of an answer.
 * @param {Table} table
 * @param {number} number
 * @param {QuizPayload} payload
 * @param {{answered: (response: unknown) => void, announce: (text: string) => void}} on
 * @returns {{root: HTMLElement, clear: () => void, show: (response: unknown) => Scored | null}}
 */
export function questionView(table, number, payload, on) {
  const { texts } = payload;
  const uid = nextUid();
  const type = questionTypes.get(table.type);
  if (!type) {
    const unknown = make("p", { class: "question" }, say(texts, "ui.quiz.unknown"));
    return { root: unknown, clear() {}, show: () => null };
  }
  /** @type {unknown} */
  let shown = null;

  const view = type.view({
    table,
    texts,
    uid,
    commit: check,
    withdraw() {
      conceal();
      if (shown === null) return;
      shown = null;
      on.answered(null);
    },
    announce: on.announce,
  });

  const hint = make("p", { class: "hint", id: `${uid}-hint`, hidden: true }, table.hint);
  const hintButton = make(
    "button",
    { type: "button", "aria-expanded": "false", "aria-controls": hint.id },
    say(texts, "ui.quiz.hint"),
  );
  hintButton.addEventListener("click", () => {
    hint.hidden = !hint.hidden;
    hintButton.setAttribute("aria-expanded", String(!hint.hidden));
    if (!hint.hidden) on.announce(table.hint);
  });
  const actions = make("p", { class: "actions" });
  if (view.needsCheck) {
    const button = make("button", { type: "button", class: "check" }, say(texts, "ui.quiz.check"));
    button.addEventListener("click", () => check(view.read()));
    actions.append(button);
  }
  actions.append(hintButton);

  const result = make("div", { class: "result", hidden: true });
  const root = make(
    "fieldset",
    { class: "question", "data-id": table.id },
    make("legend", {}, make("span", { class: "number" }, `${number}.`), ` ${table.prompt}`),
    make("p", { class: "skill" }, `${say(texts, "ui.quiz.skill")} ${table.skillLabel}`),
    view.root,
    actions,
    hint,
    result,
  );

  /** @param {unknown} response */
  function check(response) {
    const scored = reveal(response);
    if (!scored) {
      conceal();
      const nothing = say(texts, "ui.quiz.nothing");
      result.replaceChildren(make("p", { class: "verdict" }, nothing));
      result.hidden = false;
      on.announce(nothing);
      return;
    }
    shown = response;
    on.announce(spoken(scored));
    on.answered(response);
  }

  /**
   * @param {unknown} response
   * @returns {Scored | null}
   */
  function reveal(response) {
    const outcome = grade(table, response);
    if (outcome.status === "nothing") return null;
    view.mark(outcome);
    result.replaceChildren(
      make("p", { class: `verdict ${outcome.correct ? "right" : "wrong"}` }, verdict(outcome)),
      make("p", {}, table.explanation),
      ...table.evidence.map((passage) => evidenceBlock(passage, payload, on.announce)),
    );
    result.hidden = false;
    return outcome;
  }

  function conceal() {
    view.mark(null);
    result.hidden = true;
    result.replaceChildren();
  }

  /** @param {Scored} outcome */
  function verdict(outcome) {
    if (outcome.correct) return say(texts, "ui.verdict.correct");
    if (outcome.maximum === 1 || outcome.score === 0) return say(texts, "ui.verdict.incorrect");
    return say(texts, "ui.verdict.partial", { score: outcome.score, maximum: outcome.maximum });
  }

  /** @param {Scored} outcome */
  function spoken(outcome) {
    const said = outcome.feedback.map((item) => item.text);
    return [verdict(outcome), ...said, table.explanation].join(" ");
  }

  return {
    root,
    clear() {
      shown = null;
      view.write(null);
      conceal();
      hint.hidden = true;
      hintButton.setAttribute("aria-expanded", "false");
    },
    show(response) {
      const outcome = grade(table, response);
      const scored = outcome.status === "scored" ? outcome : null;
      if (same(response, shown)) return scored;
      shown = scored ? response : null;
      view.write(shown);
      if (scored) reveal(response);
      else conceal();
      return scored;
    },
  };
}
