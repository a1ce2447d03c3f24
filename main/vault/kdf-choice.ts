import type { Argon2id } from "./argon2.ts";
import type { KdfCost, KdfPolicy } from "./kdf-policy.ts";

/** Milliseconds, monotonic. */
export type Stopwatch = () => number;

/** KiB above which more memory stops being polite on a machine that has other work. */
const MOST_MEMORY = 262_144;

function atLeast(low: number, value: number, high: number): number {
  return Math.min(Math.max(low, value), high);
}

/**
 * The cost that takes about `target` milliseconds where `spent` were measured at the floor: first more
 * memory, in doublings, which hurts a guesser's hardware most, then more passes. Never below the floor,
 * never above the ceiling.
 */
export function scaleCost(policy: KdfPolicy, spent: number, target: number): KdfCost {
  const { floor, ceiling } = policy;
  const most = Math.min(ceiling.memory, MOST_MEMORY);
  let factor = Math.max(1, target / Math.max(spent, 1));
  let { memory } = floor;
  while (factor >= 2 && memory * 2 <= most) {
    memory *= 2;
    factor /= 2;
  }
  return { memory, passes: atLeast(floor.passes, Math.floor(floor.passes * factor), ceiling.passes) };
}

const measured = new WeakMap<KdfPolicy, Promise<KdfCost>>();

/** What this machine manages in the time the policy asks for; measured once while the program runs. */
export async function costForMachine(
  policy: KdfPolicy,
  argon2id: Argon2id,
  now: Stopwatch = () => performance.now(),
): Promise<KdfCost> {
  const { target } = policy;
  if (target === undefined) return policy.choice;
  const known = measured.get(policy);
  if (known !== undefined) return await known;
  const measuring = (async () => {
    const { memory, passes } = policy.floor;
    const [password, salt] = [new Uint8Array(16), new Uint8Array(16)];
    const began = now();
    await argon2id({ password, salt, memory, passes, lanes: policy.choice.lanes, length: 32 });
    return scaleCost(policy, now() - began, target);
  })();
  measured.set(policy, measuring);
  // A failure says nothing of the machine: the next one measures again.
  measuring.catch(() => measured.delete(policy));
  return await measuring;
}
