import assert from "node:assert/strict";
import type { ApplyContext } from "../../src/chain/entries/apply-context.ts";
import type { ViolationCode } from "../../src/chain/entries/kinds/violation.ts";
import type { RegistryKit } from "./registry-kit.ts";

/** The rules refuse this entry here, for this reason. */
export function assertRefused(
  kit: RegistryKit,
  leaf: Uint8Array,
  code: ViolationCode,
  more: Partial<ApplyContext> = {},
): void {
  const outcome = kit.judge(leaf, more);
  assert.equal(outcome.ok ? "accepted" : outcome.code, code);
}
