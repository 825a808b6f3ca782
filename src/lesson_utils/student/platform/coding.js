/**
 * JSON values in few characters, without any that ends a part of a compact record or that a
 * platform's own format may take for its own.
 *
 * A text is itself, a list `(a,b)`, a mapping `{a:b,c:d}`; `*` begins what would be one of these.
 */

const MEANT = /[%*(){},:;=~!"\\<>&\u0000-\u001f\u007f\u2028\u2029]/g;
const HASH_DIGITS = 5;

/** @type {[string, unknown][]} */
const NAMED = [["*n", null], ["*t", true], ["*f", false], ["*e", ""]];

/**
 * @param {unknown} value
 * @returns {string}
 */
export function encoded(value) {
  const name = NAMED.find(([, named]) => named === (value ?? null));
  if (name) return name[0];
  if (typeof value === "number") return `*${value}`;
  if (Array.isArray(value)) return `(${value.map(encoded).join(",")})`;
  if (typeof value === "object") {
    const rows = Object.entries(value ?? {}).map(([key, inner]) => `${encoded(key)}:${encoded(inner)}`);
    return `{${rows.join(",")}}`;
  }
  // Half a character is none in UTF-8.
  return String(value).replace(/\p{Cs}/gu, "\ufffd").replace(MEANT, escaped);
}

/** @param {string} sign */
function escaped(sign) {
  const code = sign.charCodeAt(0);
  return code > 0x7f ? encodeURIComponent(sign) : `%${code.toString(16).padStart(2, "0")}`;
}

/**
 * Read a value; throws if it is none.
 * @param {string} text
 * @returns {any}
 */
export function decoded(text) {
  let place = 0;

  /** @param {string} end */
  function rows(end) {
    place += 1;
    const found = [];
    while (text[place] !== end) {
      found.push(value());
      if (text[place] === "," || text[place] === ":") place += 1;
      else if (text[place] !== end) throw new Error("neither a value nor an end");
    }
    place += 1;
    return found;
  }

  /** @returns {any} */
  function value() {
    if (text[place] === "(") return rows(")");
    if (text[place] === "{") {
      const flat = rows("}");
      const keys = flat.filter((_, index) => index % 2 === 0);
      return Object.fromEntries(keys.map((key, index) => [key, flat[2 * index + 1]]));
    }
    const simple = /[^(){},:]*/y;
    simple.lastIndex = place;
    const [found] = simple.exec(text) ?? [""];
    place += found.length;
    const name = NAMED.find(([named]) => named === found);
    if (name) return name[1];
    if (!found) throw new Error("no value");
    if (!found.startsWith("*")) return decodeURIComponent(found);
    const number = Number(found.slice(1));
    if (!Number.isFinite(number)) throw new Error("no number");
    return number;
  }

  const found = value();
  if (place < text.length) throw new Error("more than a value");
  return found;
}

/**
 * Give a short name that is the same for the same text (the hash of Fowler, Noll and Vo).
 * @param {string} text
 * @returns {string}
 */
export function hashed(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(36).padStart(HASH_DIGITS, "0").slice(-HASH_DIGITS);
}
