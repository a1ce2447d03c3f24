import type { Clock } from "../../main/doors/clock.ts";
import { systemRandom } from "../../main/doors/random.ts";
import type { KdfPolicy } from "../../main/vault/kdf-policy.ts";
import type { VaultDeps } from "../../main/vault/vault.ts";

/** So weak that a test does not wait for it; a program has no way to get here. */
export const WEAK_KDF: KdfPolicy = {
  floor: { memory: 8, passes: 1 },
  ceiling: { memory: 1024, passes: 2 },
  choice: { memory: 32, passes: 1, lanes: 1 },
};

export interface TestClock {
  now: number;
  readonly clock: Clock;
}

export function testClock(now = 1_800_000_000): TestClock {
  const state = { now, clock: () => state.now };
  return state;
}

export function vaultDeps(clock: Clock = testClock().clock): VaultDeps {
  return { clock, random: systemRandom, kdfPolicy: WEAK_KDF };
}

export const PASSPHRASE = "correct horse battery staple";
