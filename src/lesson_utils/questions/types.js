/**
 * The values of questions and answers, as the type checker sees them; the tables themselves stand in
 * `tables.js`.
 *
 * @typedef {import("../browser/types.js").Texts} Texts
 * @typedef {import("./tables.js").Passage} Evidence
 * @typedef {import("./tables.js").Asked} Asked
 *
 * A compiled question of whichever type: its own fields are known to its own view alone.
 * @typedef {Asked & Record<string, any>} Table
 *
 * @typedef {"right" | "accents" | "case" | "partial" | "near" | "wrong" | "missed"} Verdict
 * @typedef {{status: "nothing", reason: "empty" | "malformed" | "unknown" | "incomplete"}} Nothing
 * @typedef {{status: "scored", score: number, maximum: number, correct: boolean,
 *   parts: Record<string, Verdict>, feedback: {id: string, text: string}[]}} Scored
 * @typedef {{status: "open", model: string, ticked: string[],
 *   levels?: Record<string, string>, sum?: number}} Open
 * @typedef {Nothing | Scored | Open} Outcome
 *
 * `practice`: feedback at once; `check`: at the end; `survey`: never.
 * @typedef {"practice" | "check" | "survey"} Mode
 * @typedef {{lesson: string, quiz: string, language: string, articleLanguage: string,
 *   title: string, mode: Mode, shuffle: boolean, texts: Texts, questions: Table[],
 *   omitted: {id: string, problems: string[]}[]}} QuizPayload
 */

/**
 * What a question's view asks of the question around it: `commit` an answer to be graded;
 * `changed` and `typing` for an answer that is not complete yet (`typing` many times a second);
 * `submit` what stands there, as the button does; `announce` a change that is not visible where
 * the focus is; `settle` once the view is not `busy` any more.
 * @template [T=Table] the type's own table, of `tables.js`
 * @typedef {{table: T, texts: Texts, uid: string, articleLanguage: string,
 *   commit: (response: unknown) => void, changed: () => void, typing: () => void,
 *   submit: () => void, announce: (text: string) => void, settle: () => void}} Context
 */

/**
 * How a question stands: nothing given, an answer of which nothing is said, or what it is worth.
 * @typedef {"empty" | "given" | "right" | "partial" | "wrong"} State
 *
 * What a question's view gives: the controls, the response they show (empty before any choice),
 * `needsCheck` if a button has to say that the answer is complete, `keeps` if what was shown stays
 * while the answer changes, `busy` while it is in the student's hands and not to be written to
 * (beside fields with the focus, which the question knows), `left` hears that the focus went to
 * another question, `empty` is the key of what is said where nothing was done yet.
 * @typedef {{root: HTMLElement, needsCheck: boolean, checkLabel?: string, keeps?: boolean,
 *   busy?: () => boolean, left?: () => void, empty?: string, read: () => unknown, write: (response: unknown) => void,
 *   mark: (outcome: Scored | Open | null) => void}} View
 *
 * A type: `words` says a response in words (`texts` are for what is said besides), `mixed` names
 * what may be shown in any order.
 * @typedef {{name: string, grade: (table: any, response: unknown) => Outcome,
 *   view: (context: Context<any>) => View,
 *   words: (table: any, response: unknown, texts: Texts) => string,
 *   mixed?: ("options" | "lefts" | "rights")[]}} QuestionType
 */
export {};
