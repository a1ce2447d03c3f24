import { nodePrimitives } from "../../crypto/primitives.ts";
import { BenchError } from "../error.ts";
import { type Figure, judge } from "../figure.ts";
import { BenchRegistry } from "../registry/bench-registry.ts";
import { armOf, measure, type Medians, type Plan, ratio, roundsOf } from "../stopwatch.ts";
import type { Group, Wish } from "../group.ts";
import { type BareChecks, copyChecks, recordChecks, runBare } from "./bare.ts";
import { checkVisit, type Counters, openCounters } from "./counters.ts";
import { CORES, measureIssuing } from "./issuing.ts";
import { RIVAL, rivalCheck } from "./rival.ts";
import { asReceived, prepareVisits, type Visit } from "./visit.ts";

/** Every way has presentations of its own, so that nobody has met a holder's key before. */
interface Visits {
  /** The day's first: what is derived from the registry's own records is derived with it. */
  readonly first: Visit;
  readonly rival: readonly Visit[];
  readonly full: readonly Visit[];
  readonly bare: readonly Visit[];
  readonly light: readonly Visit[];
  readonly lightBare: readonly Visit[];
}

function prepare(registry: BenchRegistry, rounds: number): Visits {
  const visits = () => prepareVisits(registry, rounds, { status: true });
  const [first] = prepareVisits(registry, 1, { status: true }) as readonly [Visit];
  return {
    first,
    rival: prepareVisits(registry, rounds, { status: false }),
    full: visits(),
    bare: visits(),
    light: visits(),
    lightBare: visits(),
  };
}

/** What is to be in a verdict, so that the bare cost neither leaves out nor adds anything. */
function expectChecks(checks: BareChecks, ed25519: number, hashes: number): BareChecks {
  const asExpected =
    checks.es256.length === 2 && checks.ed25519.length === ed25519 && checks.hashed.length >= hashes;
  if (!asExpected) throw new BenchError("bench.unexpected");
  return checks;
}

/** Issuer and holder; hashes of two disclosures, of the issuer-signed part, of what the holder signed. */
function bareOfFull(visit: Visit, { full }: Counters): BareChecks {
  const checks = recordChecks((primitives) => checkVisit(visit, full, primitives));
  if (checks.hashed.length !== 4) throw new BenchError("bench.unexpected");
  return expectChecks(checks, 0, 4);
}

/** Also the log's signature and four cosignatures; leaves and audit paths of entry and block record. */
function bareOfLight(visit: Visit, { light }: Counters): BareChecks {
  const checks = recordChecks((primitives) =>
    checkVisit(visit, light(primitives), primitives, visit.receipt),
  );
  return expectChecks(checks, 5, 6);
}

/** What comes to a counter has just been written to memory, and so is copied for its round. */
function arriving(visits: readonly Visit[]): (round: number) => Visit {
  return (round) => {
    const { presentation, receipt } = visits[round] as Visit;
    return { presentation: asReceived(presentation), receipt: asReceived(receipt) };
  };
}

async function measureFull(registry: BenchRegistry, visits: Visits, counters: Counters, plan: Plan) {
  const check = await rivalCheck(registry.issuer.publicKey);
  const { full } = counters;
  checkVisit(visits.first, full, nodePrimitives);
  const bare = visits.bare.map((visit) => bareOfFull(visit, counters));
  const arms = [
    armOf("rival", arriving(visits.rival), ({ presentation }) => check(presentation)),
    armOf("full", arriving(visits.full), (visit) => checkVisit(visit, full, nodePrimitives)),
    armOf("bare", (round) => copyChecks(bare[round] as BareChecks), runBare),
  ];
  return await measure(arms, plan);
}

async function measureLight(visits: Visits, counters: Counters, plan: Plan) {
  const light = counters.light(nodePrimitives);
  const check = (visit: Visit): void => checkVisit(visit, light, nodePrimitives, visit.receipt);
  check(visits.first);
  const bare = visits.lightBare.map((visit) => bareOfLight(visit, counters));
  const arms = [
    armOf("light", arriving(visits.light), check),
    armOf("light bare", (round) => copyChecks(bare[round] as BareChecks), runBare),
  ];
  return await measure(arms, plan);
}

function figuresOf(full: Medians, light: Medians, issuing: Medians): readonly Figure[] {
  return [
    judge("verdict.vs_sdjwt", ratio(full, "full", "rival"), "ratio", { kind: "below", bound: 1 }),
    judge("verdict.vs_bare", ratio(full, "full", "bare"), "ratio", { kind: "at most", bound: 1.3 }),
    judge("verdict.light_vs_bare", ratio(light, "light", "light bare"), "ratio", {
      kind: "at most",
      bound: 1.3,
    }),
    judge("issue.vs_sign", ratio(issuing, "sign", "issue"), "ratio", { kind: "at least", bound: 0.7 }),
  ];
}

/**
 * Ten visitors in a row: what the other library leaves in the processor's caches is none of a verdict's
 * cost, and a counter that has one visitor has a queue.
 */
function planOf(rounds: number): Plan {
  return { rounds, repetitions: 7, warmUp: Math.min(rounds, 40), warmUpTime: 40 * rounds, inARow: 10 };
}

async function run({ rounds = 100 }: Wish, note: (line: string) => void): Promise<readonly Figure[]> {
  const plan = planOf(rounds);
  const registry = new BenchRegistry();
  try {
    note(`issuing ${5 * roundsOf(plan)} credentials with a portrait of 12 KiB`);
    const visits = prepare(registry, roundsOf(plan));
    const counters = await openCounters(registry);
    try {
      note(`issuing on ${CORES} cores against signing on one`);
      note("measuring; importing the holder's key counts as part of the bare check of its signature");
      const full = await measureFull(registry, visits, counters, plan);
      const light = await measureLight(visits, counters, plan);
      // A round is sixty-four rows, so there are fewer of them.
      const fewer = { ...plan, rounds: Math.ceil(plan.rounds / 5), warmUp: Math.ceil(plan.warmUp / 2) };
      const issuing = await measureIssuing(registry, fewer);
      for (const [name, all] of [...full, ...light, ...issuing]) {
        note(`${name}: ${all.map((time) => time.toFixed(0)).join(" ")} µs`);
      }
      return figuresOf(full, light, issuing);
    } finally {
      counters.close();
    }
  } finally {
    registry.close();
  }
}

export const credentials: Group = {
  name: "credentials",
  help: `a verdict against ${RIVAL} and against its bare cryptography, and issuing against signing`,
  run,
};
