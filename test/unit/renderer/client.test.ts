import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createClient } from "../../../renderer/bridge/client.ts";
import type { Bridge } from "../../../src/contract/bridge.ts";
import type { WalletView } from "../../../src/contract/views.ts";

type Listener = Parameters<Bridge["on"]>[0];

function fakeBridge(answer: () => unknown) {
  const asked: { name: string; args: unknown }[] = [];
  const listeners = new Set<Listener>();
  const bridge: Bridge = {
    call: async (name, args) => {
      asked.push({ name, args });
      return (await answer()) as never;
    },
    on: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const tell = (name: string, payload: unknown): void =>
    listeners.forEach((listener) => listener({ name, payload }));
  return { bridge, asked, tell, listeners };
}

const FAILED = { ok: false, code: "call.failed" };

describe("the client of the contract", () => {
  it("hands name and arguments over and the answer back", async () => {
    const { bridge, asked } = fakeBridge(() => ({ ok: true, value: { receipt: "proof" } }));
    const answer = await createClient(bridge).call("holder.receipt", { id: "17" });
    assert.deepEqual(answer, { ok: true, value: { receipt: "proof" } });
    assert.deepEqual(asked, [{ name: "holder.receipt", args: { id: "17" } }]);
  });

  it("hands a refusal back with its code", async () => {
    const { bridge } = fakeBridge(() => ({ ok: false, code: "holder.unknown_credential" }));
    const answer = await createClient(bridge).call("holder.receipt", { id: "17" });
    assert.deepEqual(answer, { ok: false, code: "holder.unknown_credential" });
  });

  it("never rejects, and takes nothing for an answer that is none", async () => {
    const answers: (() => unknown)[] = [
      () => {
        throw new Error("the other side is gone");
      },
      () => Promise.reject(new Error("later")),
      () => undefined,
      () => null,
      () => "ok",
      () => ({}),
      () => ({ ok: true }),
      () => ({ ok: false }),
      () => ({ ok: false, code: 7 }),
      () => ({ ok: "yes", value: 1 }),
    ];
    for (const answer of answers) {
      assert.deepEqual(await createClient(fakeBridge(answer).bridge).call("wallet.status", {}), FAILED);
    }
    assert.deepEqual(await createClient(undefined).call("wallet.status", {}), FAILED);
  });

  it("tells an event to those who listen for it, until they leave", () => {
    const { bridge, tell, listeners } = fakeBridge(() => undefined);
    const client = createClient(bridge);
    const heard: string[] = [];
    const leave = client.on("wallet.changed", ({ state }) => heard.push(`first ${state}`));
    client.on("wallet.changed", ({ state }) => heard.push(`second ${state}`));
    client.on("registry.changed", () => heard.push("registry"));
    tell("wallet.changed", { state: "locked" } satisfies WalletView);
    leave();
    leave();
    tell("wallet.changed", { state: "open" } satisfies WalletView);
    tell("something.new", {});
    assert.deepEqual(heard, ["first locked", "second locked", "second open"]);
    assert.equal(listeners.size, 1, "one way in for the whole window");
  });

  it("lets a listener leave while it is told", () => {
    const { bridge, tell } = fakeBridge(() => undefined);
    const client = createClient(bridge);
    let count = 0;
    const leave = client.on("app.changed", () => {
      count++;
      leave();
    });
    client.on("app.changed", () => count++);
    tell("app.changed", null);
    tell("app.changed", null);
    assert.equal(count, 3);
  });
});
