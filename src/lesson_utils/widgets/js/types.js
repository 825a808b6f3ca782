/**
 * The values that come from Python (`compiling.py`), as the type checker sees them.
 *
 * @typedef {Record<string, string>} Texts
 * @typedef {{quote: string, before: string, after: string, start: number, end: number,
 *   paragraph: number | null}} Evidence
 * @typedef {{id: string, text: string, feedback: string, correct: boolean}} Option
 * @typedef {{id: string, text: string, feedback: string}} Part
 * @typedef {{id: string, text: string}} Side
 * @typedef {{id: string, type: string, skill: string, skillLabel: string, prompt: string,
 *   hint: string, explanation: string, maximum: number, evidence: Evidence[],
 *   options: Option[], items: Part[], shown: string[], lefts: Part[], rights: Side[],
 *   key: Record<string, string>}} Table
 *
 * @typedef {"right" | "wrong" | "missed"} Verdict
 * @typedef {{status: "nothing", reason: "empty" | "malformed" | "unknown" | "incomplete"}} Nothing
 * @typedef {{status: "scored", score: number, maximum: number, correct: boolean,
 *   parts: Record<string, Verdict>, feedback: {id: string, text: string}[]}} Scored
 * @typedef {Nothing | Scored} Outcome
 *
 * @typedef {{lesson: string, quiz: string, language: string, articleLanguage: string,
 *   title: string, texts: Texts, questions: Table[]}} QuizPayload
 * @typedef {Record<string, unknown>} Responses
 *
 * @typedef {{id: string, kind: string, quote: string, label: string, gloss: string, mode: string,
 *   modeLabel: string, holder: string, holderLabel: string, note: string, start: number,
 *   end: number}} Annotation
 * @typedef {{number: number | null, heading: boolean, start: number,
 *   segments: [string, number[]][]}} Paragraph
 * @typedef {{lesson: string, chapter: string, language: string, articleLanguage: string,
 *   title: string, rights: string, texts: Texts, annotations: Annotation[],
 *   kinds: {kind: string, label: string, count: number}[], paragraphs: Paragraph[]}} ReaderPayload
 *
 * What a question's view asks of the quiz around it:
 * `commit` an answer to be graded, `withdraw` the feedback on an answer that is being changed,
 * `announce` a change that is not visible where the focus is.
 * @typedef {{table: Table, texts: Texts, uid: string, commit: (response: unknown) => void,
 *   withdraw: () => void, announce: (text: string) => void}} Context
 *
 * What a question's view gives: the controls, the response they show (null before any choice),
 * `needsCheck` if a button has to say that the answer is complete.
 * @typedef {{root: HTMLElement, needsCheck: boolean, read: () => unknown,
 *   write: (response: unknown) => void, mark: (outcome: Scored | null) => void}} View
 *
 * @typedef {{name: string, grade: (table: Table, response: unknown) => Outcome,
 *   view: (context: Context) => View}} QuestionType
 *
 * The part of an anywidget model that is used.
 * @typedef {{get: (key: string) => any, set: (key: string, value: unknown) => void,
 *   save_changes: () => void, on: (event: string, callback: () => void) => void,
 *   off: (event: string, callback: () => void) => void}} Model
 */
export {};
