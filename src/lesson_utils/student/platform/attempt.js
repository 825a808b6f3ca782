import { keyOf } from "../news.js";

/**
 * An attempt has a name, a token that travels with what the platform keeps. What the browser keeps is
 * the attempt's too, and its student's: another student at the same computer, and a second attempt,
 * begin with nothing.
 */

/** What the browser knows of a student's last attempt. */
const LAST = "lesson-attempt/";
const TOKEN_DIGITS = 8;

/**
 * @param {string} key
 * @returns {string}
 */
function kept(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then the platform alone keeps it.
  }
}

/**
 * Name the attempt: as the platform does, else as the browser does where what was done before never
 * arrived, else anew.
 * @param {string} lesson
 * @param {string} learner
 * @param {string} sent the token that the platform had kept
 * @param {boolean} resumed whether the platform says that an attempt goes on
 */
export function openAttempt(lesson, learner, sent, resumed) {
  const place = `${LAST}${lesson}@${learner}`;
  const [last, arrived] = learner ? kept(place).split(" ") : [];
  const again = last && (resumed || !arrived) ? last : "";
  const fresh = Math.random().toString(36).slice(2, 2 + TOKEN_DIGITS);
  const token = sent || again || fresh;
  if (learner && token !== last) keep(place, token);
  const scope = `${learner} ${token}`.trim();
  return {
    token,
    scope,
    /** Note that the platform has the token: a next attempt without it is another one. */
    arrive() {
      if (learner) keep(place, `${token} arrived`);
    },
    /**
     * Keep aside what the platform had and nobody can read.
     * @param {string} text
     */
    putAside(text) {
      keep(`${keyOf(lesson, scope)}~${new Date().toISOString()}`, text);
    },
  };
}
