/**
 * What is kept of a student's work; `records.py` has the same.
 * @typedef {{at: number, edition: string, response: unknown, draft: unknown, attempts: number,
 *   hints: number, seconds: number, score: number, maximum: number}} Entry
 * @typedef {{at: number, finished: boolean, score: number, maximum: number}} Phase
 * @typedef {{answers: Record<string, Entry>, phase: Phase}} QuizRecord
 * @typedef {{format: string, version: number, lesson: string, seed: string,
 *   quizzes: Record<string, QuizRecord>}} LessonRecord
 */
export {};
