import assert from "node:assert/strict";
import test from "node:test";

import { ZEROS, readable } from "../../src/lesson_utils/content/signs.js";
import { blank, plain } from "../../src/lesson_utils/questions/judging/wording.js";

/** Every character but halves of surrogate pairs. */
function* everySign() {
  for (let code = 0; code < 0x110000; code += 1) {
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
  }
}

test("every sign that this browser's Unicode draws as nothing falls away", () => {
  const left = [...everySign()].filter(
    (sign) => /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(sign) && readable(`a${sign}b`) !== "ab",
  );
  assert.deepEqual(left, []);
});

test("no letter, mark or sign that is seen falls away", () => {
  const seen = /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Co}]/u;
  const lost = [...everySign()].filter(
    (sign) =>
      seen.test(sign) && !/\p{Default_Ignorable_Code_Point}|\ufffc/u.test(sign) && readable(sign) === "",
  );
  assert.deepEqual(lost, []);
});

test("every digit of every script is 0 to 9, in its order, and nothing else becomes a digit", () => {
  const wrong = [];
  const fullWidth = /[\uff10-\uff19]/;
  const zeros = new Set(ZEROS.trim().split(/\s/).map((zero) => parseInt(zero, 16)));
  for (const sign of everySign()) {
    const read = readable(sign);
    if (/\p{Nd}/u.test(sign) !== /^[0-9]$/.test(read)) {
      // The list is of a later Unicode than Node's may be: there it holds what is not assigned yet.
      if (!/\p{Cn}/u.test(sign)) wrong.push([sign, read]);
    }
    if (/^[0-9]$/.test(read) && !fullWidth.test(sign)) {
      if (!zeros.has(sign.codePointAt(0) - Number(read))) wrong.push([sign, read]);
    }
  }
  assert.deepEqual(wrong, []);
});

// With a pattern that goes back on its way this would not end: no clock is needed to see it.
test("a very long row of signs is prepared to its end", () => {
  const signs = "… - ".repeat(250_000);
  assert.equal(plain(`${signs}x${signs}y${signs}`).at(-1), "y");
  assert.equal(blank("\u200b".repeat(1_000_000)), true);
});
