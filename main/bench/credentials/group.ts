import { nodePrimitives } from "../../crypto/primitives.ts";
import { BenchError } from "../error.ts";
import { type Figure, judge } from "../figure.ts";
import { BenchRegistry } from "../registry/bench-registry.ts";
import { type Arm, measure, type Medians, type Plan, ratio, roundsOf } from "../stopwatch.ts";
import type { Group } from "../group.ts";
import { type BareChecks, recordChecks, runBare } from "./bare.ts";
import { checkVisit, type Counters, openCounters } from "./counters.ts";
import { RIVAL, rivalCheck } from "./rival.ts";
import { prepareVisits, type Visit } from "./visit.ts";

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

async function armsFor(registry: BenchRegistry, visits: Visits, counters: Counters): Promise<readonly Arm[]> {
  const check = await rivalCheck(registry.issuer.publicKey);
  const { full } = counters;
  const light = counters.light(nodePrimitives);
  checkVisit(visits.first, full, nodePrimitives);
  checkVisit(visits.first, light, nodePrimitives, visits.first.receipt);
  const bare = visits.bare.map((visit) => bareOfFull(visit, counters));
  const lightBare = visits.lightBare.map((visit) => bareOfLight(visit, counters));
  const at = <T>(all: readonly T[], round: number): T => all[round] as T;
  return [
    { name: "rival", run: (round) => check(at(visits.rival, round).presentation) },
    { name: "full", run: (round) => checkVisit(at(visits.full, round), full, nodePrimitives) },
    { name: "bare", run: (round) => runBare(at(bare, round)) },
    {
      name: "light",
      run: (round) => {
        const visit = at(visits.light, round);
        checkVisit(visit, light, nodePrimitives, visit.receipt);
      },
    },
    { name: "light bare", run: (round) => runBare(at(lightBare, round)) },
  ];
}

function figuresOf(medians: Medians): readonly Figure[] {
  const against = (id: string, of: string, to: string, kind: "below" | "at most", bound: number) =>
    judge(id, ratio(medians, of, to), "ratio", { kind, bound });
  return [
    against("verdict.vs_sdjwt", "full", "rival", "below", 1),
    against("verdict.vs_bare", "full", "bare", "at most", 1.3),
    against("verdict.light_vs_bare", "light", "light bare", "at most", 1.3),
  ];
}

function planOf(rounds: number): Plan {
  return { rounds, repetitions: 7, warmUp: Math.min(rounds, 80) };
}

export const credentials: Group = {
  name: "credentials",
  help: `a verdict against ${RIVAL} and against its bare cryptography`,
  rounds: 100,
  run: async (rounds, note) => {
    const plan = planOf(rounds);
    const registry = new BenchRegistry();
    try {
      note(`issuing ${5 * roundsOf(plan)} credentials with a portrait of 12 KiB`);
      const visits = prepare(registry, roundsOf(plan));
      const counters = await openCounters(registry);
      try {
        const medians = await measure(await armsFor(registry, visits, counters), plan);
        for (const [name, all] of medians) note(`${name}: ${all.map((time) => time.toFixed(0)).join(" ")} µs`);
        return figuresOf(medians);
      } finally {
        counters.close();
      }
    } finally {
      registry.close();
    }
  },
};
