/**
 * What the studio keeps in this browser, by lesson. Where the browser keeps nothing (no room, not
 * allowed), it stays as long as the page is open.
 */

/**
 * @param {string} folder the key of a lesson
 * @param {(stored: boolean) => void} told hears whether the browser keeps what it is given, when
 *   that becomes another
 */
export function openDrafts(folder, told = () => {}) {
  const prefix = `lesson-studio/${folder}/`;
  /** What the browser would not keep. @type {Map<string, unknown>} */
  const memory = new Map();
  let stored = true;

  /** @param {boolean} now */
  function be(now) {
    if (stored === now) return;
    stored = now;
    told(stored);
  }

  /** @param {string} key */
  function drop(key) {
    memory.delete(key);
    try {
      localStorage.removeItem(prefix + key);
    } catch {
      // Nothing was kept there.
    }
    if (!memory.size) be(true);
  }

  return {
    /**
     * @param {string} key
     * @param {unknown} value nothing takes it out
     * @returns {boolean} whether the browser keeps it
     */
    keep(key, value) {
      if (value === undefined || value === null) {
        drop(key);
        return true;
      }
      try {
        localStorage.setItem(prefix + key, JSON.stringify(value));
        memory.delete(key);
      } catch {
        memory.set(key, structuredClone(value));
      }
      be(memory.size === 0);
      return !memory.has(key);
    },
    /** @param {string} key @returns {any} null where there is nothing */
    kept(key) {
      if (memory.has(key)) return structuredClone(memory.get(key));
      try {
        return JSON.parse(localStorage.getItem(prefix + key) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {string} key @returns {boolean} */
    has(key) {
      if (memory.has(key)) return true;
      try {
        return localStorage.getItem(prefix + key) !== null;
      } catch {
        return false;
      }
    },
    /**
     * Give the keys that start in some way, in order.
     * @param {string} start
     * @returns {string[]}
     */
    keys(start) {
      const found = new Set([...memory.keys()].filter((key) => key.startsWith(start)));
      try {
        for (let index = 0; index < localStorage.length; index += 1) {
          const name = localStorage.key(index) ?? "";
          if (name.startsWith(prefix + start)) found.add(name.slice(prefix.length));
        }
      } catch {
        // A browser that keeps nothing has none.
      }
      return [...found].sort();
    },
    isStored: () => stored,
  };
}
