import assert from "node:assert/strict";
import { test } from "node:test";
import { createGate, MAX_MESSAGE, type Sender } from "../../../main/host/gate.ts";

const ORIGIN = "https://wallet.localhost";
const US: Sender = { isMainFrame: true, origin: ORIGIN };

function gateOf(origin = ORIGIN) {
  const calls: unknown[][] = [];
  const gate = createGate(origin, (...call) => {
    calls.push(call);
    return Promise.resolve({ ok: true, value: 1 });
  });
  return { gate, calls };
}

test("only the main frame of exactly this origin is heard", async () => {
  const { gate, calls } = gateOf();
  const message = '{"name":"wallet.lock","args":{}}';
  const strangers = [
    { isMainFrame: false, origin: ORIGIN },
    ...[
      "",
      "null",
      "about:blank",
      "https://wallet.localhost.example.org",
      "https://wallet.localhost:8443",
      "http://wallet.localhost",
      "https://wallet.localhost/",
      "https://WALLET.localhost",
      "https://evil.wallet.localhost",
      "https://wallet.localhost\0",
    ].map((origin) => ({ isMainFrame: true, origin })),
  ];
  for (const sender of strangers) {
    assert.equal(await gate(sender, message), '{"ok":false,"code":"call.sender"}', sender.origin);
  }
  assert.deepEqual(calls, []);
  assert.equal(await gate(US, message), '{"ok":true,"value":1}');
  assert.deepEqual(calls, [["wallet.lock", {}]]);
});

test("an origin that is none lets nobody in", async () => {
  const { gate, calls } = gateOf("");
  assert.equal(await gate({ isMainFrame: true, origin: "" }, "{}"), '{"ok":false,"code":"call.sender"}');
  assert.deepEqual(calls, []);
});

test("a message has a limit, and one at the limit is read", async () => {
  const { gate, calls } = gateOf();
  const around = '{"name":"x","args":""}'.length;
  const fits = JSON.stringify({ name: "x", args: "a".repeat(MAX_MESSAGE - around) });
  assert.equal(fits.length, MAX_MESSAGE);
  assert.equal(await gate(US, fits), '{"ok":true,"value":1}');
  assert.equal(await gate(US, `${fits} `), '{"ok":false,"code":"call.too_large"}');
  assert.equal(calls.length, 1);
});

test("members beside name and arguments mean nothing; missing ones are undefined", async () => {
  const { gate, calls } = gateOf();
  await gate(US, '{"name":"a","args":1,"isMainFrame":true,"extra":{}}');
  await gate(US, "{}");
  assert.deepEqual(calls, [
    ["a", 1],
    [undefined, undefined],
  ]);
});
