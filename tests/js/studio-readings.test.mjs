import assert from "node:assert/strict";
import test from "node:test";

import { quotePlaces } from "../../src/lesson_utils/authoring/studio/js/quoting.js";
import { readTypedDate, readTypedNumber, writeNumber } from "../../src/lesson_utils/authoring/studio/js/readings.js";
import { isBlank, languagesMissing, missingIn, withFields } from "../../src/lesson_utils/authoring/studio/js/values.js";

for (const [typed, french, english] of [
  ["2,5", 2.5, 2.5],
  ["2.5", 2.5, 2.5],
  [" 11 200 ", 11200, 11200],
  ["11\u202f200,5", 11200.5, 11200.5],
  ["11,200", 11.2, 11200],
  ["0,200", 0.2, 0.2],
  ["1,234,567", 1234567, 1234567],
  ["1.234.567", 1234567, 1234567],
  ["12,345.6", 12345.6, 12345.6],
  ["1.234,5", 1234.5, 1234.5],
  ["−3", -3, -3],
  ["–3,67", -3.67, -3.67],
  [".5", 0.5, 0.5],
  ["2013", 2013, 2013],
  ["", null, null],
  ["deux", null, null],
  ["2,5,1", null, null],
  ["1e5", null, null],
  ["0x10", null, null],
  ["2,5 %", null, null],
  ["9".repeat(400), null, null],
]) {
  test(`number: ${typed.slice(0, 20)}`, () => {
    assert.equal(readTypedNumber(typed, "fr"), french);
    assert.equal(readTypedNumber(typed, "en"), english);
  });
}

test("number: what is written is read as the same", () => {
  for (const number of [0, 2.5, -3.67, 11200, 0.05, 1e15]) {
    for (const language of ["fr", "en"]) assert.equal(readTypedNumber(writeNumber(number, language), language), number);
  }
});

for (const [typed, written, words] of [
  ["2013", "2013", "2013"],
  ["2013-06", "2013-06", "juin 2013"],
  ["2013-06-30", "2013-06-30", "30 juin 2013"],
  [" 2013-6-3 ", "2013-06-03", "3 juin 2013"],
  ["2013/2023", "2013/2023", "2013 – 2023"],
  ["2024-11 / 2024-11-15", "2024-11/2024-11-15", "novembre 2024 – 15 novembre 2024"],
  ["2024-11-15/2024-11", "2024-11-15/2024-11", "15 novembre 2024 – novembre 2024"],
  ["2024-02-29", "2024-02-29", "29 février 2024"],
]) {
  test(`date: ${typed}`, () => assert.deepEqual(readTypedDate(typed, "fr"), { written, words }));
}

for (const typed of ["", "soon", "13", "2013-13", "2023-02-29", "2013/2012", "2013/2014/2015", "0000", "2013-", "30/06/2013", "2013-06-31"]) {
  test(`no date: ${typed}`, () => assert.equal(readTypedDate(typed, "fr"), null));
}

test("date: in the language of the interface", () => {
  assert.equal(readTypedDate("2013-06-30", "en").words, "30 June 2013");
});

test("a mapping in which nothing was changed is the same mapping", () => {
  const original = { id: "a", odd: [1, { x: null }], text: { fr: "x" } };
  assert.equal(withFields(original, [{ id: "a" }, { text: { fr: "x" } }, { note: undefined }]), original);
  const changed = withFields(original, [{ text: undefined }, { note: "n" }]);
  assert.deepEqual(changed, { id: "a", odd: [1, { x: null }], note: "n" });
  assert.deepEqual(original.text, { fr: "x" });
});

test("what is no mapping becomes one only with fields of its own", () => {
  assert.deepEqual(withFields("nonsense", [{ a: 1 }]), { a: 1 });
  assert.deepEqual(withFields([1, 2], [{ a: undefined }]), {});
});

test("blank is what holds no text anywhere", () => {
  for (const value of [undefined, null, "", " \n", [], {}, { fr: "" }, [{ text: " " }]]) assert.ok(isBlank(value));
  for (const value of [0, false, "x", { fr: "x" }, [[0]]]) assert.ok(!isBlank(value));
});

test("a language is missing where a text has another", () => {
  const fields = [
    { name: "text", kind: "localized" },
    { name: "options", kind: "list", item: { kind: "group", fields: [{ name: "feedback", kind: "localized" }] } },
  ];
  const option = (feedback) => ({ feedback });
  const item = (...options) => ({ text: { fr: "a", en: "b" }, options });
  assert.deepEqual(languagesMissing("2013", ["fr", "en"]), []);
  assert.deepEqual(missingIn(fields, item(option({ fr: "a" })), ["fr", "en"]), ["en"]);
  assert.deepEqual(missingIn(fields, item(option({ fr: "a", en: " " })), ["fr", "en"]), ["en"]);
  assert.deepEqual(missingIn(fields, item(option({})), ["fr", "en"]), []);
  assert.deepEqual(missingIn(fields, { text: 5, options: "x" }, ["fr", "en"]), []);
});

test("a quote's places are counted in whole characters", () => {
  const text = "😀 la paix, puis la paix aussi.";
  assert.deepEqual(quotePlaces("la paix", text).map(({ start }) => start), [2, 16]);
  assert.deepEqual(quotePlaces("guerre", text), []);
  assert.deepEqual(quotePlaces("aa", "aaaa").map(({ start }) => start), [0, 1, 2]);
});
