/**
 * Made by tools/tables.py from the types’ tables in Python.
 *
 * @typedef {{quote: string, before: string, after: string, start: number, end: number, paragraph:
 *   number | null}} Passage
 * @typedef {{id: string, text: string, feedback: string, correct: boolean}} OptionRow
 * @typedef {{id: string, text: string, feedback: string}} Part
 * @typedef {{id: string, text: string}} Side
 * @typedef {{id: string, text: string, accepted: string[], feedback: string}} GapRow
 * @typedef {{accepted: string[], feedback: string}} ExpectedRow
 * @typedef {{value: number, feedback: string}} ValueRow
 * @typedef {{id: string, start: number, end: number, text: string, paragraph: number | null}}
 *   SentenceRow
 * @typedef {{id: string, start: number, end: number, feedback: string}} TargetRow
 * @typedef {{id: string, feedback: string}} NearRow
 * @typedef {{id: string, text: string, points: number}} CriterionRow
 * @typedef {{id: string, type: string, edition: string, skill: string, skillLabel: string, prompt:
 *   string, listen: string, hint: string, explanation: string, evidence: Passage[], maximum:
 *   number}} Asked
 * @typedef {Asked & {options: OptionRow[], maximum: number}} ChoiceTable
 * @typedef {Asked & {items: Part[], shown: string[], maximum: number}} OrderTable
 * @typedef {Asked & {lefts: Part[], rights: Side[], key: Record<string, string>, maximum: number,
 *   otherwise: string}} MatchTable
 * @typedef {Asked & {lefts: Part[], rights: Side[], key: Record<string, string>, maximum: number}}
 *   PairTable
 * @typedef {Asked & {pieces: string[], gaps: GapRow[], maximum: number}} ClozeTable
 * @typedef {Asked & {accepted: string[], feedback: string, anticipated: ExpectedRow[], otherwise:
 *   string, maximum: number}} ShortTable
 * @typedef {Asked & {answer: number, tolerance: number, thousands: string, unit: string, feedback:
 *   string, anticipated: ValueRow[], otherwise: string, maximum: number}} NumberTable
 * @typedef {Asked & {sentences: SentenceRow[], targets: TargetRow[], near: NearRow[], partial:
 *   string, otherwise: string, maximum: number}} LocateTable
 * @typedef {Asked & {model: string, criteria: CriterionRow[], total: number, starters: string[],
 *   maximum: number}} ReflectTable
 */
export {};
