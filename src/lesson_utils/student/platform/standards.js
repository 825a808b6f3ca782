/**
 * What SCORM 1.2 and SCORM 2004 call the same things, and how they write them.
 *
 * @typedef {{object: string, room: number, number: boolean,
 *   calls: {open: string, close: string, get: string, set: string, commit: string, error: string},
 *   learner: string, mode: string, entry: string, exit: string, suspend: string, session: string,
 *   score: string, scaled: string, completion: string, success: string, pass: string,
 *   answer: string, when: string, about: string, wrong: string, between: string, pair: string, line: number,
 *   long: string, most: number, moment: (at: number) => string,
 *   span: (seconds: number) => string}} Standard
 */

const HOUR_S = 3600;
const MINUTE_S = 60;
/** The most that SCORM 1.2 can write as a time: four digits of hours. */
const LONGEST_S = 9999 * HOUR_S + 3599;

/** @param {number} number */
const twoDigits = (number) => String(number).padStart(2, "0");

/** @param {number} seconds */
function parts(seconds) {
  const [hours, rest] = [Math.floor(seconds / HOUR_S), seconds % HOUR_S];
  return [hours, Math.floor(rest / MINUTE_S), rest % MINUTE_S];
}

/**
 * `room` is what `suspend_data` takes, `line` and `most` what a short and a long answer may have, in
 * characters. Where `number` holds, Moodle takes a number of five digits and no longer one.
 * @type {Record<string, Standard>}
 */
export const STANDARDS = {
  1.2: {
    object: "API",
    room: 4096,
    number: false,
    calls: {
      open: "LMSInitialize",
      close: "LMSFinish",
      get: "LMSGetValue",
      set: "LMSSetValue",
      commit: "LMSCommit",
      error: "LMSGetLastError",
    },
    learner: "cmi.core.student_id",
    mode: "cmi.core.lesson_mode",
    entry: "cmi.core.entry",
    exit: "cmi.core.exit",
    suspend: "cmi.suspend_data",
    session: "cmi.core.session_time",
    score: "cmi.core.score",
    scaled: "",
    completion: "cmi.core.lesson_status",
    success: "",
    pass: "cmi.student_data.mastery_score",
    answer: "student_response",
    when: "time",
    about: "",
    wrong: "wrong",
    between: ",",
    pair: ".",
    line: 255,
    long: "fill-in",
    most: 255,
    moment: (at) => new Date(at).toTimeString().slice(0, 8),
    span: (seconds) => parts(Math.min(seconds, LONGEST_S)).map(twoDigits).join(":"),
  },
  2004: {
    object: "API_1484_11",
    room: 64_000,
    number: true,
    calls: {
      open: "Initialize",
      close: "Terminate",
      get: "GetValue",
      set: "SetValue",
      commit: "Commit",
      error: "GetLastError",
    },
    learner: "cmi.learner_id",
    mode: "cmi.mode",
    entry: "cmi.entry",
    exit: "cmi.exit",
    suspend: "cmi.suspend_data",
    session: "cmi.session_time",
    score: "cmi.score",
    scaled: "cmi.score.scaled",
    completion: "cmi.completion_status",
    success: "cmi.success_status",
    pass: "cmi.scaled_passing_score",
    answer: "learner_response",
    when: "timestamp",
    about: "description",
    wrong: "incorrect",
    between: "[,]",
    pair: "[.]",
    line: 250,
    long: "long-fill-in",
    most: 4000,
    // Moodle takes a zone behind hundredths of a second alone, and no more than hundredths.
    moment: (at) => new Date(at).toISOString().replace(/\d(?=Z$)/, ""),
    span(seconds) {
      const [hours, minutes, rest] = parts(seconds);
      return `PT${hours}H${minutes}M${rest}S`;
    },
  },
};
