/** One of the ways that are compared; round `i` is given to each of them once. */
export interface Arm {
  readonly name: string;
  /** Throws if what it does fails. An arm that is not asynchronous is not waited for. */
  readonly run: (round: number) => unknown;
}

export interface Plan {
  /** In each repetition. */
  readonly rounds: number;
  readonly repetitions: number;
  /** Rounds before the first repetition, not counted: the compiler is still at work. */
  readonly warmUp: number;
}

/** Medians in microseconds by arm, one for each repetition. */
export type Medians = ReadonlyMap<string, readonly number[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

async function timeOf(arm: Arm, round: number): Promise<number> {
  const began = performance.now();
  const result = arm.run(round);
  if (result instanceof Promise) await result;
  return 1000 * (performance.now() - began);
}

export function roundsOf(plan: Plan): number {
  return plan.warmUp + plan.rounds * plan.repetitions;
}

/**
 * Times all arms in turn, A B C A B C, so that whatever else the machine does meets each of them
 * alike; who begins changes with every round, since what runs first finds colder caches.
 */
export async function measure(arms: readonly Arm[], plan: Plan): Promise<Medians> {
  const medians = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  let times = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let round = 0; round < roundsOf(plan); round++) {
    for (let i = 0; i < arms.length; i++) {
      const arm = arms[(round + i) % arms.length] as Arm;
      const time = await timeOf(arm, round);
      if (round >= plan.warmUp) times.get(arm.name)?.push(time);
    }
    const done = round + 1 - plan.warmUp;
    if (done <= 0 || done % plan.rounds !== 0) continue;
    for (const [name, all] of times) medians.get(name)?.push(median(all));
    times = new Map(arms.map(({ name }) => [name, []]));
  }
  return medians;
}

/** Of one arm's time to another's: in each repetition by itself, and the middle one of those. */
export function ratio(medians: Medians, of: string, to: string): number {
  const below = medians.get(to) ?? [];
  return median((medians.get(of) ?? []).map((value, i) => value / (below[i] as number)));
}
