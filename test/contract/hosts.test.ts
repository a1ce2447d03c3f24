import assert from "node:assert/strict";
import { after, test } from "node:test";
import { MAX_MESSAGE } from "../../main/host/gate.ts";
import type { AnyEvent } from "../../src/contract/events.ts";
import { CALLS } from "../../src/contract/contract.ts";
import { findBrowser } from "../support/browser.ts";
import {
  chromiumTransport,
  Desk,
  electronTransport,
  type From,
  type Transport,
} from "../support/host-transport.ts";

const HOSTS: { readonly [name: string]: (desk: Desk) => Promise<Transport> } = {
  "Electron (faked)": (desk) => electronTransport({ after }, desk),
  ...(findBrowser() === undefined ? {} : { Chromium: (desk) => chromiumTransport({ after }, desk) }),
};
if (findBrowser() === undefined) test("Chromium", { skip: "no browser is installed" }, () => {});

const message = (name: unknown, args: unknown): string => JSON.stringify({ name, args });

// All of them before the first test: what ends with the file would else end with the tests so far.
const opened = await Promise.all(
  Object.entries(HOSTS).map(async ([hostName, open]) => {
    const desk = new Desk();
    return { hostName, desk, transport: await open(desk) };
  }),
);

for (const { hostName, desk, transport } of opened) {
  test(`${hostName}: every call reaches the dispatcher with its arguments, and its answer comes back`, async () => {
    const args = { text: "grüße \u{1f512} \u2028 </script>", list: [1, -2.5, null, true, { a: [] }], "": "" };
    desk.answer = (name, given) => Promise.resolve({ ok: true, value: { name, given } });
    for (const name of Object.keys(CALLS)) {
      if (name === "app.touch") continue;
      desk.calls.length = 0;
      assert.deepEqual(await transport.call(name, args), { ok: true, value: { name, given: args } });
      assert.deepEqual(desk.calls, [{ name, args }]);
    }
    desk.answer = () => Promise.resolve({ ok: false, code: "call.locked" });
    assert.deepEqual(await transport.call("holder.list", {}), { ok: false, code: "call.locked" });
  });

  test(`${hostName}: names and arguments that are none are handed on as what they are`, async () => {
    desk.answer = () => Promise.resolve({ ok: false, code: "call.unknown" });
    for (const [name, args] of [
      ["__proto__", {}],
      [7, {}],
      [null, null],
      ["constructor", undefined],
    ] as const) {
      desk.calls.length = 0;
      assert.deepEqual(await transport.call(name, args), { ok: false, code: "call.unknown" });
      assert.deepEqual(desk.calls, [{ name, args }]);
    }
  });

  test(`${hostName}: what is no message of ours is refused before the dispatcher sees it`, async () => {
    desk.calls.length = 0;
    const hostile: readonly unknown[] = [
      7,
      null,
      { name: "holder.list", args: {} },
      ["holder.list"],
      "",
      "holder.list",
      "[]",
      '"text"',
      '{"name":"holder.list"',
      '{"name":"holder.list","name":"wallet.lock","args":{}}',
      '{"name":"holder.list","args":{"__proto__":{"polluted":true}}}',
      '{"name":"holder.list","args":"\\ud800"}',
      `{"name":"holder.list","args":${"[".repeat(100)}${"]".repeat(100)}}`,
    ];
    for (const each of hostile) {
      assert.deepEqual(await transport.send(each, "main frame"), { ok: false, code: "call.arguments" });
    }
    const large = message("holder.list", { a: "x".repeat(MAX_MESSAGE) });
    assert.deepEqual(await transport.send(large, "main frame"), { ok: false, code: "call.too_large" });
    const tooLarge = await transport.call("holder.list", { a: "x".repeat(MAX_MESSAGE) });
    assert.deepEqual(tooLarge, { ok: false, code: "call.too_large" });
    assert.deepEqual(desk.calls, []);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  test(`${hostName}: only the main frame of the page is heard`, async () => {
    desk.answer = () => Promise.resolve({ ok: true, value: "heard" });
    desk.calls.length = 0;
    const from: From = "main frame";
    assert.deepEqual(await transport.send(message("wallet.status", {}), from), { ok: true, value: "heard" });
    assert.equal(desk.calls.length, 1);
    assert.ok(transport.senders.length >= 2);
    for (const sender of transport.senders) {
      for (const each of [message("wallet.lock", {}), "x".repeat(MAX_MESSAGE + 1), 7]) {
        assert.deepEqual(await transport.send(each, sender), { ok: false, code: "call.sender" }, sender);
      }
    }
    assert.equal(desk.calls.length, 1);
  });

  test(`${hostName}: events arrive in order, five hundred of them quickly`, async () => {
    const before = (await transport.heard(0)).length;
    const began = performance.now();
    for (let done = 0; done < 500; done++) {
      transport.host.send({
        name: "progress",
        payload: { work: "sync", done, total: 500 },
      } satisfies AnyEvent);
    }
    const heard = (await transport.heard(before + 500)).slice(before);
    const took = performance.now() - began;
    assert.deepEqual(
      heard.map(({ payload }) => (payload as { done: number }).done),
      Array.from({ length: 500 }, (_, i) => i),
    );
    assert.ok(took < 2_000, `${took} ms`);
  });

  test(`${hostName}: an answer waits for none before it`, async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    desk.answer = async (name) => {
      if (name === "registry.sync") await promise;
      return { ok: true, value: name };
    };
    const slow = transport.call("registry.sync", {});
    assert.deepEqual(await transport.call("wallet.status", {}), { ok: true, value: "wallet.status" });
    resolve();
    assert.deepEqual(await slow, { ok: true, value: "registry.sync" });
  });
}
