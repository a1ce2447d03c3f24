import assert from "node:assert/strict";
import { test } from "node:test";
import { PassphraseAgain } from "../../../main/wallet/again.ts";
import { asking } from "../../../main/cli/wallet-session.ts";
import type { Vault } from "../../../main/vault/vault.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { CallFunction } from "../../../src/contract/contract.ts";

const RIGHT = "a long walk";
const vault = {
  confirm: (passphrase: string) =>
    passphrase === RIGHT ? Promise.resolve() : Promise.reject(new Error("wrong")),
} as unknown as Vault;
const type = (...reauth: ("present" | "sign")[]): TypeRecord => ({ reauth }) as unknown as TypeRecord;
const ASKED = { code: "wallet.passphrase_again" };

test("only the acts that a type names ask, and only where the type is known", () => {
  const again = new PassphraseAgain(vault, () => 1000);
  again.require("sign", [type("present"), type(), undefined, "unknown", "absent"]);
  assert.throws(() => again.require("present", [type(), type("present")]), ASKED);
});

test("it counts for one act, for two minutes, and not past a clock set back", async () => {
  let now = 1000;
  const again = new PassphraseAgain(vault, () => now);
  const act = (): void => again.require("sign", [type("sign")]);
  await again.confirm(RIGHT);
  // What asks for nothing uses nothing up.
  again.require("present", [type("sign")]);
  act();
  assert.throws(act, ASKED);
  for (const [later, isLate] of [
    [119, false],
    [120, true],
    [-1, true],
  ] as const) {
    await again.confirm(RIGHT);
    now += later;
    if (isLate) assert.throws(act, ASKED);
    else act();
  }
  await again.confirm(RIGHT);
  await assert.rejects(again.confirm("another"));
  assert.throws(act, ASKED);
});

test("the command line gives it once more and goes on, or ends with what was wrong", async () => {
  const calls: string[] = [];
  const wallet = new PassphraseAgain(vault, () => 1000);
  const call = (async (name: string, args: { passphrase?: string }) => {
    calls.push(name);
    try {
      if (name === "wallet.confirm") await wallet.confirm(args.passphrase ?? "");
      else wallet.require("sign", [type("sign")]);
      return { ok: true, value: null };
    } catch (error) {
      return { ok: false, code: (error as { code?: string }).code ?? "vault.wrong_passphrase" };
    }
  }) as unknown as CallFunction;
  const change = { commitment: "", reason: "" };
  await asking(call, () => Promise.resolve(RIGHT))("office.revoke", change);
  assert.deepEqual(calls, ["office.revoke", "wallet.confirm", "office.revoke"]);
  await assert.rejects(asking(call, () => Promise.resolve("no"))("office.revoke", change), {
    code: "vault.wrong_passphrase",
  });
  await assert.rejects(asking(call)("office.revoke", change), ASKED);
});
