import assert from "node:assert/strict";
import test from "node:test";

import { findRuntime, openRuntime } from "../../src/lesson_utils/student/platform/runtime.js";
import { STANDARDS } from "../../src/lesson_utils/student/platform/standards.js";

const runtime = { LMSInitialize: () => "true" };

/** Frames one in the other, the innermost given first; the outermost is its own parent. */
function nested(...frames) {
  frames.forEach((frame, index) => (frame.parent = frames[index + 1] ?? frame));
  return frames[0];
}

test("the platform's object is found around, behind whoever opened the window, and nowhere", () => {
  assert.equal(findRuntime(nested({}, {}, { API: runtime }), STANDARDS["1.2"]), runtime);
  const opener = nested({}, { API: runtime });
  assert.equal(findRuntime(nested({}, { opener }), STANDARDS["1.2"]), runtime);
  assert.equal(findRuntime(nested({}, { opener: null }), STANDARDS["1.2"]), null);
  assert.equal(findRuntime(nested({ API: null }, {}), STANDARDS["1.2"]), null);
  assert.equal(findRuntime(nested({ API: {} }, { API: runtime }), STANDARDS["1.2"]), runtime);
});

test("frames without end, and frames that may not be looked into, are no reason to stop", () => {
  const endless = { get parent() { return { __proto__: endless }; } };
  assert.equal(findRuntime(endless, STANDARDS["1.2"]), null);
  const closed = { get API() { throw new Error("another address"); } };
  assert.equal(findRuntime(nested({}, closed, { API: runtime }), STANDARDS["1.2"]), runtime);
});

test("what a platform throws is a failure like another, and what it answers need not be a text", () => {
  const thrower = new Proxy({}, { get: () => () => { throw new Error("away"); } });
  const away = openRuntime(thrower, STANDARDS["1.2"]);
  assert.equal(away.read("x"), null);
  assert.deepEqual([away.open("x"), away.get("x"), away.set("x", 1), away.commit(), away.close()], [
    false, "", false, false, false,
  ]);
  const loose = { LMSInitialize: () => true, LMSGetValue: () => null, LMSSetValue: () => false };
  const half = openRuntime(loose, STANDARDS["1.2"]);
  assert.deepEqual([half.open("x"), half.get("x"), half.set("x", 1), half.commit()], [true, "", false, false]);
});

test("what cannot be read is not taken for nothing", () => {
  const read = (value, code) => {
    const runtime = { LMSGetValue: () => value, LMSGetLastError: () => code };
    return openRuntime(runtime, STANDARDS["1.2"]).read("cmi.suspend_data");
  };
  assert.deepEqual([read("x", 0), read("", "0"), read("", 403), read("", undefined)], ["x", "", "", ""]);
  assert.deepEqual([read("", 301), read(null, "101")], [null, null]);
});

test("a page that is loaded again goes on with what it began", () => {
  const again = { LMSInitialize: () => "false", LMSGetValue: () => "eleve", LMSGetLastError: () => 0 };
  assert.equal(openRuntime(again, STANDARDS["1.2"]).open("cmi.core.student_id"), true);
  again.LMSGetLastError = () => "301";
  assert.equal(openRuntime(again, STANDARDS["1.2"]).open("cmi.core.student_id"), false);
});
