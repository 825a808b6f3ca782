/**
 * What is read, as the type checker sees it (`content/chapter.py`).
 *
 * @typedef {import("../../../browser/types.js").Texts} Texts
 * @typedef {{id: string, kind: string, quote: string, mode: string, modeLabel: string,
 *   holder: string, holderLabel: string, example: string, family: string[], start: number, end: number}} Annotation
 * @typedef {{number: number | null, heading: boolean, start: number,
 *   segments: [string, number[]][], gist: string}} Paragraph
 * @typedef {{lesson: string, chapter: string, language: string, articleLanguage: string,
 *   title: string, rights: string, texts: Texts, annotations: Annotation[],
 *   kinds: {kind: string, label: string, count: number}[], definitions: Definitions[],
 *   paragraphs: Paragraph[], easy?: Easy}} ReaderPayload
 *
 * An easier text of a chapter, each sentence with the passages that it sums up (`content/levels.py`).
 * @typedef {{level: string, sentences: {text: string, passages: {start: number, end: number,
 *   paragraph: number | null}[]}[]}} Easy
 *
 * All of a reading that its easier text needs, where the article stands elsewhere.
 * @typedef {Pick<ReaderPayload, "lesson" | "language" | "articleLanguage" | "title" | "texts"> &
 *   {easy: Easy}} EasyPayload
 *
 * What is said of the text in one language, by the annotation's index and the paragraph's number;
 * labels are in the interface's language where the interface does not have the definitions' own.
 * @typedef {{language: string, labelsLanguage: string, example: string, family: string,
 *   annotations: {label: string, class: string, said: string, gloss: string}[],
 *   gists: Record<string, string>}} Definitions
 */
export {};
