/**
 * The values that come from Python (`compiling.py`), as the type checker sees them.
 *
 * @typedef {Record<string, string>} Texts
 * @typedef {{quote: string, before: string, after: string, start: number, end: number,
 *   paragraph: number | null}} Evidence
 * @typedef {{id: string, text: string, feedback: string, correct: boolean}} Option
 * @typedef {{id: string, text: string, feedback: string}} Part
 * @typedef {{id: string, text: string}} Side
 * @typedef {Part & {accepted: string[]}} Gap
 * @typedef {{accepted: string[], value: number, feedback: string}} Anticipated
 * @typedef {{id: string, start: number, end: number, text: string, paragraph: number | null}} Sentence
 * @typedef {{id: string, start: number, end: number, feedback: string}} Target
 * @typedef {{id: string, type: string, edition: string, skill: string, skillLabel: string,
 *   prompt: string, hint: string, explanation: string, maximum: number, evidence: Evidence[],
 *   options: Option[], items: Part[], shown: string[], lefts: Part[], rights: Side[],
 *   key: Record<string, string>, pieces: string[], gaps: Gap[], accepted: string[],
 *   anticipated: Anticipated[], feedback: string, otherwise: string, partial: string,
 *   answer: number, tolerance: number, thousands: string, unit: string, sentences: Sentence[],
 *   targets: Target[], near: Part[], model: string, criteria: Side[]}} Table
 *
 * @typedef {"right" | "accents" | "case" | "partial" | "near" | "wrong" | "missed"} Verdict
 * @typedef {{status: "nothing", reason: "empty" | "malformed" | "unknown" | "incomplete"}} Nothing
 * @typedef {{status: "scored", score: number, maximum: number, correct: boolean,
 *   parts: Record<string, Verdict>, feedback: {id: string, text: string}[]}} Scored
 * @typedef {{status: "open", model: string, ticked: string[]}} Open
 * @typedef {Nothing | Scored | Open} Outcome
 *
 * `practice`: feedback at once; `check`: at the end; `survey`: never.
 * @typedef {"practice" | "check" | "survey"} Mode
 * @typedef {{lesson: string, quiz: string, language: string, articleLanguage: string,
 *   title: string, mode: Mode, shuffle: boolean, texts: Texts, questions: Table[],
 *   omitted: {id: string, problems: string[]}[]}} QuizPayload
 *
 * What is kept of a student's work; `records.py` has the same.
 * @typedef {{at: number, edition: string, response: unknown, draft: unknown, attempts: number,
 *   hints: number, seconds: number, score: number, maximum: number}} Entry
 * @typedef {{at: number, finished: boolean, score: number, maximum: number}} Phase
 * @typedef {{answers: Record<string, Entry>, phase: Phase}} QuizRecord
 * @typedef {{format: string, version: number, lesson: string, seed: string,
 *   quizzes: Record<string, QuizRecord>}} LessonRecord
 *
 * @typedef {{id: string, kind: string, quote: string, label: string, gloss: string, mode: string,
 *   modeLabel: string, holder: string, holderLabel: string, note: string, start: number,
 *   end: number}} Annotation
 * @typedef {{number: number | null, heading: boolean, start: number,
 *   segments: [string, number[]][], gist: string}} Paragraph
 * @typedef {{lesson: string, chapter: string, language: string, articleLanguage: string,
 *   title: string, rights: string, texts: Texts, annotations: Annotation[],
 *   kinds: {kind: string, label: string, count: number}[], definitions: Definitions[],
 *   paragraphs: Paragraph[]}} ReaderPayload
 *
 * What is said of the text in one language, by the annotation's index and the paragraph's number;
 * labels are in the interface's language where the interface does not have the definitions' own.
 * @typedef {{language: string, labelsLanguage: string,
 *   annotations: {label: string, said: string, gloss: string}[],
 *   gists: Record<string, string>}} Definitions
 *
 * What a question's view asks of the question around it: `commit` an answer to be graded;
 * `changed` and `typing` for an answer that is not complete yet (`typing` many times a second);
 * `submit` what stands there, as the button does; `announce` a change that is not visible where
 * the focus is; `settle` once the view is not `busy` any more.
 * @typedef {{table: Table, texts: Texts, uid: string, articleLanguage: string,
 *   commit: (response: unknown) => void, changed: () => void, typing: () => void,
 *   submit: () => void, announce: (text: string) => void, settle: () => void}} Context
 *
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
 * A type: `words` says a response in words, `mixed` names what may be shown in any order.
 * @typedef {{name: string, grade: (table: Table, response: unknown) => Outcome,
 *   view: (context: Context) => View, words: (table: Table, response: unknown) => string,
 *   mixed?: ("options" | "lefts" | "rights")[]}} QuestionType
 *
 * The part of an anywidget model that is used.
 * @typedef {{get: (key: string) => any, send: (content: unknown) => void,
 *   on: (event: string, callback: (message: any) => void) => void,
 *   off: (event: string, callback: (message: any) => void) => void}} Model
 */
export {};
