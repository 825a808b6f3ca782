/**
 * The platform's own object, which SCORM puts into a window around or behind this one, and calls of
 * it that never throw.
 *
 * @typedef {import("./standards.js").Standard} Standard
 * @typedef {ReturnType<typeof openRuntime>} Runtime
 */

/** What a platform says of an empty value that is one: no error, or that nothing is there yet. */
const EMPTY = ["0", "", "undefined", "null", "401", "402", "403"];
/** Frames that lie deeper than this are a circle, or nobody's lesson. */
const DEEPEST = 50;

/**
 * @param {any} frame
 * @param {string} name
 * @returns {any} nothing where the window is of another address, and says so
 */
function propertyOf(frame, name) {
  try {
    return frame[name] ?? null;
  } catch {
    return null;
  }
}

/**
 * Give a window and those around it, the nearest first.
 * @param {any} frame
 * @returns {any[]}
 */
function framesAround(frame) {
  /** @type {any[]} */
  const found = [];
  for (let one = frame; one && found.length < DEEPEST && !found.includes(one); one = propertyOf(one, "parent")) {
    found.push(one);
  }
  return found;
}

/**
 * Find the platform's object: in the windows around, then in those around whoever opened them. Other
 * pages may have something else of that name.
 * @param {any} frame
 * @param {Standard} standard
 * @returns {any} null where there is none
 */
export function findRuntime(frame, { object, calls }) {
  const here = framesAround(frame);
  const behind = here.flatMap((one) => framesAround(propertyOf(one, "opener")));
  for (const one of [...here, ...behind]) {
    const found = propertyOf(one, object);
    if (found && propertyOf(found, calls.open)) return found;
  }
  return null;
}

/**
 * Make the calls of a standard safe: what a platform throws is a failure like another.
 * @param {any} object
 * @param {Standard} standard
 */
export function openRuntime(object, { calls }) {
  /**
   * @param {string} name
   * @param {...string} given
   * @returns {string}
   */
  function call(name, ...given) {
    try {
      return String(object[name](...given));
    } catch {
      return "";
    }
  }

  /** @param {string} element */
  const get = (element) => {
    const value = call(calls.get, element);
    return value === "null" || value === "undefined" ? "" : value;
  };

  return {
    get,
    /**
     * Read a value that must not be taken for nothing where it cannot be read.
     * @param {string} element
     * @returns {string | null}
     */
    read(element) {
      try {
        object[calls.get](element);
      } catch {
        return null;
      }
      const value = get(element);
      return value || EMPTY.includes(call(calls.error)) ? value : null;
    },
    /**
     * @param {string} element
     * @param {string | number} value
     * @returns {boolean} whether the platform took it
     */
    set: (element, value) => call(calls.set, element, String(value)) === "true",
    commit: () => call(calls.commit, "") === "true",
    close: () => call(calls.close, "") === "true",
    /**
     * Begin. A page that is loaded again may find what it began before.
     * @param {string} probe what can be read once it is begun
     * @returns {boolean}
     */
    open(probe) {
      if (call(calls.open, "") === "true") return true;
      return get(probe) !== "" && call(calls.error) === "0";
    },
  };
}
