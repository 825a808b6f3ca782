import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { isNewer, mergeRecords, readRecord } from "../../src/lesson_utils/student/records.js";

function cases(kind) {
  const path = new URL(`../records/${kind}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8"));
}

const reading = cases("reading");
for (const { name, value, expected, newer = false } of reading.cases) {
  test(`a newer version is known: ${name}`, () => {
    assert.equal(isNewer(value), newer);
  });
  test(`reading: ${name}`, () => {
    assert.deepEqual(readRecord(value, reading.lesson), expected);
  });
  test(`reading, what was read is read as it is: ${name}`, () => {
    assert.deepEqual(readRecord(expected, reading.lesson), expected);
  });
}

const merging = cases("merging");
for (const { name, one, other, expected } of merging.cases) {
  const read = (value) => readRecord(value, merging.lesson);
  test(`merging: ${name}`, () => {
    assert.deepEqual(mergeRecords(read(one), read(other)), expected);
  });
  test(`merging, the other way round: ${name}`, () => {
    assert.deepEqual(mergeRecords(read(other), read(one)), expected);
  });
  test(`merging, once more: ${name}`, () => {
    assert.deepEqual(mergeRecords(read(expected), read(one)), expected);
    assert.deepEqual(mergeRecords(read(other), read(expected)), expected);
  });
}

test("merging leaves both records as they were", () => {
  for (const { one, other } of merging.cases) {
    const [left, right] = [one, other].map((value) => readRecord(value, merging.lesson));
    const before = JSON.stringify([left, right]);
    mergeRecords(left, right);
    assert.equal(JSON.stringify([left, right]), before);
  }
});

test("a value that JSON cannot hold is no record, or no answer", () => {
  assert.equal(readRecord(undefined, "phare"), null);
  assert.equal(readRecord(() => null, "phare"), null);
  const answers = { a: { at: NaN }, b: { at: Infinity }, c: { at: 1n }, d: undefined };
  const record = { format: "lesson-record", version: 1, lesson: "phare", quizzes: { tout: { answers } } };
  assert.deepEqual(readRecord(record, "phare")?.quizzes.tout.answers, {});
});
