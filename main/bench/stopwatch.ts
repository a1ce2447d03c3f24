/** One of the ways that are compared; every round is given to each of them once. */
export interface Arm {
  readonly name: string;
  /**
   * Makes ready for a round and answers what is timed, which throws if it fails. What is not
   * asynchronous is not waited for.
   */
  readonly prepare: (round: number) => () => unknown;
}

/** An arm that works on an input of its own in each round. */
export function armOf<Input>(
  name: string,
  input: (round: number) => Input,
  run: (input: Input) => unknown,
): Arm {
  return {
    name,
    prepare: (round) => {
      const ready = input(round);
      return () => run(ready);
    },
  };
}

export interface Plan {
  /** In each repetition. */
  readonly rounds: number;
  readonly repetitions: number;
  /** Rounds used before, over and over and uncounted, until the compiler has done its work. */
  readonly warmUp: number;
  /** How long each arm is warmed up, in milliseconds. */
  readonly warmUpTime: number;
  /** Rounds of one arm before it is another's turn. */
  readonly inARow: number;
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
  const run = arm.prepare(round);
  const began = performance.now();
  const result = run();
  if (result instanceof Promise) await result;
  return 1000 * (performance.now() - began);
}

/** Rounds that an arm is given; those of the warm-up come first. */
export function roundsOf(plan: Plan): number {
  return plan.warmUp + plan.rounds * plan.repetitions;
}

/** Every order of the arms. */
function ordersOf(arms: readonly Arm[]): readonly (readonly Arm[])[] {
  if (arms.length === 0) return [[]];
  return arms.flatMap((first) =>
    ordersOf(arms.filter((arm) => arm !== first)).map((rest) => [first, ...rest]),
  );
}

async function warmUp(arm: Arm, { warmUp: rounds, warmUpTime }: Plan): Promise<void> {
  const end = performance.now() + warmUpTime;
  for (let run = 0; performance.now() < end; run++) await timeOf(arm, run % rounds);
}

/** Times of each arm in one repetition, which begins with the round `first`. */
async function repeat(
  arms: readonly Arm[],
  first: number,
  { rounds, inARow }: Plan,
): Promise<Map<string, number[]>> {
  const orders = ordersOf(arms);
  const times = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let turn = 0; turn * inARow < rounds; turn++) {
    const from = turn * inARow;
    for (const arm of orders[turn % orders.length] as readonly Arm[]) {
      for (let i = from; i < Math.min(from + inARow, rounds); i++) {
        times.get(arm.name)?.push(await timeOf(arm, first + i));
      }
    }
  }
  return times;
}

/**
 * Times all arms in turn, A B C A B C, in every order there is, so that whatever else the machine does
 * meets each of them alike.
 */
export async function measure(arms: readonly Arm[], plan: Plan): Promise<Medians> {
  for (const arm of arms) await warmUp(arm, plan);
  const medians = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let repetition = 0; repetition < plan.repetitions; repetition++) {
    const times = await repeat(arms, plan.warmUp + repetition * plan.rounds, plan);
    for (const [name, all] of times) medians.get(name)?.push(median(all));
  }
  return medians;
}

/** Of one arm's time to another's: in each repetition by itself, and the middle one of those. */
export function ratio(medians: Medians, of: string, to: string): number {
  const below = medians.get(to) ?? [];
  return median((medians.get(of) ?? []).map((value, i) => value / (below[i] as number)));
}
