import assert from "node:assert/strict";
import { test } from "node:test";
import { createDispatcher, type Services } from "../../../main/wallet/dispatch.ts";
import { CodedError } from "../../../src/error.ts";

class FakeError extends CodedError<"vault.wait" | "vault.locked" | "made.up"> {}

function dispatcherOf(services: Partial<Services>, session: () => object | undefined = () => services) {
  const bugs: string[] = [];
  const made = createDispatcher(services as Services, {
    session,
    onBug: (name) => bugs.push(name),
  });
  return { ...made, bugs };
}

test("an unknown call is refused, also one that every object inherits", async () => {
  const { dispatch } = dispatcherOf({});
  for (const name of ["nothing.such", "toString", "__proto__", "constructor", 7, null, undefined, {}]) {
    assert.deepEqual(await dispatch(name, {}), { ok: false, code: "call.unknown" });
  }
});

test("arguments are read before a service sees them", async () => {
  let calls = 0;
  const { dispatch } = dispatcherOf({
    "holder.list": () => {
      calls++;
      return [];
    },
  });
  for (const args of [undefined, null, 7, "x", [], { extra: 1 }, { __proto__: null, extra: 1 }]) {
    assert.deepEqual(await dispatch("holder.list", args), { ok: false, code: "call.arguments" });
  }
  assert.equal(calls, 0);
  assert.deepEqual(await dispatch("holder.list", {}), { ok: true, value: [] });
});

test("a locked wallet answers nothing that needs its keys", async () => {
  const { dispatch } = dispatcherOf(
    { "holder.list": () => [], "wallet.status": () => ({ state: "locked" }) },
    () => undefined,
  );
  assert.deepEqual(await dispatch("holder.list", {}), { ok: false, code: "call.locked" });
  assert.deepEqual(await dispatch("wallet.status", {}), { ok: true, value: { state: "locked" } });
});

test("an answer that comes after the lock is nobody's, and not the next session's either", async () => {
  let session: object | undefined = {};
  let go = (): void => {};
  const waiting = new Promise<void>((resolve) => (go = resolve));
  const { dispatch } = dispatcherOf(
    {
      "holder.list": async () => {
        await waiting;
        return [];
      },
      "wallet.status": async () => {
        await waiting;
        return { state: "locked" };
      },
    },
    () => session,
  );
  const [asked, other, status] = ["holder.list", "holder.list", "wallet.status"].map((name) =>
    dispatch(name, {}),
  );
  session = undefined;
  go();
  assert.deepEqual(await asked, { ok: false, code: "call.locked" });
  session = {};
  assert.deepEqual(await other, { ok: false, code: "call.locked" });
  assert.deepEqual(await status, { ok: true, value: { state: "locked" } });
  assert.deepEqual(await dispatch("holder.list", {}), { ok: true, value: [] });
});

test("an error of the call's own codes passes through; a stranger becomes call.failed and is told", async () => {
  const throwing = (error: unknown): Partial<Services> => ({
    "wallet.unlock": () => {
      throw error;
    },
  });
  const unlock = { passphrase: "p" };
  const known = dispatcherOf(throwing(new FakeError("vault.wait")));
  assert.deepEqual(await known.dispatch("wallet.unlock", unlock), { ok: false, code: "vault.wait" });
  assert.deepEqual(known.bugs, []);
  const locked = dispatcherOf(throwing(new FakeError("vault.locked")));
  assert.deepEqual(await locked.dispatch("wallet.unlock", unlock), { ok: false, code: "call.locked" });
  for (const error of [new FakeError("made.up"), new TypeError("secret"), "text"]) {
    const strange = dispatcherOf(throwing(error));
    assert.deepEqual(await strange.dispatch("wallet.unlock", unlock), { ok: false, code: "call.failed" });
    assert.deepEqual(strange.bugs, ["wallet.unlock"]);
  }
});
