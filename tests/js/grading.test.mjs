import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { grade, questionTypes } from "../../src/lesson_utils/questions/registry.js";
import "./types.mjs";

const folder = new URL("../vectors/", import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(".json", ""));

test("every type has vectors, and every file of vectors a type", () => {
  assert.deepEqual([...questionTypes.keys()].sort(), names.sort());
});

for (const name of names) {
  const { tables, cases } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  for (const { name: title, table, response, expected } of cases) {
    test(`${name}: ${title}`, () => {
      assert.deepEqual(grade(tables[table], response), expected);
    });
  }
}
