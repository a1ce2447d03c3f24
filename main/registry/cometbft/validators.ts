import type { ValidatorUpdate } from "cosmjs-types/tendermint/abci/types";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import type { AuthorityRecord } from "../../../src/chain/state/records.ts";
import type { State, Write } from "../../../src/chain/state/state.ts";

/** Who is live votes with power 1, and nobody else. */
const POWER = 1n;

function votingKey(authority: AuthorityRecord | undefined): string | undefined {
  return authority?.retired === undefined ? authority?.consensus : undefined;
}

function update(key: string, power: bigint): ValidatorUpdate {
  return { pubKey: { ed25519: fromBase64Url(key) }, power };
}

/** Consensus keys of the live authorities, base64url. */
export function votingKeys(state: Pick<State, "authorities">): readonly string[] {
  return state.authorities().flatMap((authority) => votingKey(authority) ?? []);
}

/** Whether the engine begins with exactly these voters. */
export function isSameVote(validators: readonly ValidatorUpdate[], keys: readonly string[]): boolean {
  if (validators.some(({ power }) => power !== POWER)) return false;
  const named = validators.map(({ pubKey }) => toHex(pubKey.ed25519 ?? new Uint8Array(0))).sort();
  const ours = keys.map((key) => toHex(fromBase64Url(key))).sort();
  return named.join() === ours.join();
}

/** What a block's writes change about who votes. */
export function toUpdates(state: Pick<State, "authority">, writes: readonly Write[]): ValidatorUpdate[] {
  return writes.flatMap((write) => {
    if (write.table !== "authority") return [];
    const before = votingKey(state.authority(write.record.id));
    const after = votingKey(write.record);
    if (before === after) return [];
    return [
      ...(before === undefined ? [] : [update(before, 0n)]),
      ...(after === undefined ? [] : [update(after, POWER)]),
    ];
  });
}
