import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { FLOOR_KDF } from "../../main/vault/kdf-policy.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { ArgsOf } from "../../src/contract/contract.ts";

/**
 * A wallet for commands that each unlock it: its key costs what a program accepts at least, where
 * `wallet create` would make it take a second of this machine each time.
 */
export async function createWallet(folder: string, wanted: ArgsOf<"wallet.create">): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const program = openProgram(folder, { kdfPolicy: FLOOR_KDF });
  try {
    const made = await program.call("wallet.create", wanted);
    assert.ok(made.ok, made.ok ? "" : made.code);
  } finally {
    program.close();
  }
}
