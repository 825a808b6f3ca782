import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { companionLink } from "../../src/lesson_utils/student/companion.js";

const ADDRESS = "/user/ana/lesson-utils/answers?notebook=a.ipynb";
const PAYLOAD = { quiz: "tout", language: "fr" };
const KNOWN = { first: { seed: "s" }, scope: "ana" };

let asked = [];
let answer = () => ({ ok: true, json: async () => ({ kind: "saved", number: 1 }) });

beforeEach(() => {
  asked = [];
  answer = () => ({ ok: true, json: async () => ({ kind: "saved", number: 1 }) });
  globalThis.document = { cookie: "other=1; _xsrf=2|abc|def=; last=2" };
  globalThis.fetch = async (address, options) => {
    asked.push({ address, ...options });
    return answer();
  };
});

/** Let what was begun come to its end. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

function opened() {
  const heard = [];
  const link = companionLink(ADDRESS, PAYLOAD, KNOWN);
  const deaf = link.hear((message) => heard.push(message));
  return { link, heard, deaf };
}

test("what is sent names the quiz and the language, and carries the server's token", async () => {
  const { link } = opened();
  link.send({ kind: "save", view: "v", number: 3, record: { lesson: "phare" } });
  await settled();
  assert.equal(asked.length, 1);
  const [{ address, method, credentials, headers, body }] = asked;
  assert.equal(address, ADDRESS);
  assert.equal(method, "POST");
  assert.equal(credentials, "same-origin");
  assert.equal(headers["X-XSRFToken"], "2|abc|def=");
  assert.deepEqual(JSON.parse(body), {
    kind: "save", view: "v", number: 3, record: { lesson: "phare" }, quiz: "tout", language: "fr",
  }); // prettier-ignore
});

test("an answer is heard by every listener until it stops listening", async () => {
  const { link, heard, deaf } = opened();
  link.send({});
  await settled();
  assert.deepEqual(heard, [{ kind: "saved", number: 1 }]);
  deaf();
  link.send({});
  await settled();
  assert.equal(heard.length, 1);
});

for (const [name, bad] of Object.entries({
  "the network is cut": () => {
    throw new TypeError("failed to fetch");
  },
  "nobody is signed in": () => ({ ok: false, status: 403, json: async () => ({ kind: "saved" }) }),
  "the companion is gone": () => ({ ok: false, status: 404 }),
  "a proxy answers": () => ({
    ok: true,
    json: async () => {
      throw new SyntaxError("<html>");
    },
  }),
})) {
  test(`where ${name}, nothing is heard and nothing is thrown`, async () => {
    const { link, heard } = opened();
    answer = bad;
    link.send({});
    await settled();
    assert.deepEqual(heard, []);
    // One that may outlive the page is asked once more without: there may be no room for it.
    assert.ok(asked.length <= 2);
  });
}

test("a request that has no room among those that outlive the page is sent as any other", async () => {
  const { link, heard } = opened();
  answer = () => {
    if (asked.at(-1).keepalive) throw new TypeError("quota");
    return { ok: true, json: async () => ({ kind: "saved", number: 1 }) };
  };
  link.send({});
  await settled();
  assert.deepEqual(asked.map(({ keepalive }) => keepalive), [true, undefined]);
  assert.deepEqual(heard, [{ kind: "saved", number: 1 }]);
});

test("what somebody else says is not heard", async () => {
  const { link, heard } = opened();
  for (const said of [null, [], "text", { kind: "other", record: { a: 1 } }]) {
    answer = () => ({ ok: true, json: async () => said });
    link.send({});
    await settled();
  }
  assert.deepEqual(heard, []);
});

test("a page that is being closed can still send what browsers allow it to", async () => {
  const { link } = opened();
  link.send({ record: "é".repeat(1000) });
  link.send({ record: "é".repeat(40_000) });
  await settled();
  assert.deepEqual(asked.map(({ keepalive }) => keepalive), [true, false]);
});

test("what was kept and whose it is comes along as it was", () => {
  const { link } = opened();
  assert.deepEqual([link.first, link.scope], [KNOWN.first, KNOWN.scope]);
});
