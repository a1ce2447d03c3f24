import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { equal } from "../../../src/bytes/bytes.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { FullFollower } from "../../follow/full-follower.ts";
import { openOwnCopy } from "../../follow/open-copy.ts";
import type { OwnCopy } from "../../follow/own-copy.ts";
import { SourcePool } from "../../follow/source-pool.ts";
import { BenchError } from "../error.ts";
import { type Figure, judge } from "../figure.ts";
import type { Group, Wish } from "../group.ts";
import { BLOCK_TIME, BenchRegistry } from "../registry/bench-registry.ts";
import { LocalSource } from "../registry/local-source.ts";
import { type Arm, measure, ratio, roundsOf } from "../stopwatch.ts";
import { hashTree } from "./tree.ts";

const ENTRIES = 10_000;
/** The size that the design sets the figure for. */
const WHOLE = 1_000_000;
const BLOCK_ENTRIES = 500;
const LIMIT = 2;
const YEAR = 365 * 86_400;

const clock = (): number => BLOCK_TIME;

function issueAll(registry: BenchRegistry, entries: number): void {
  for (let from = 0; from < entries; from += BLOCK_ENTRIES) {
    const count = Math.min(BLOCK_ENTRIES, entries - from);
    const block = Array.from({ length: count }, (_, i) => registry.issueNobody(from + i, BLOCK_TIME + YEAR));
    registry.seal(block);
  }
}

/** Opens the copy in the file, which plays the whole log again: tree, rules, roots, seal. */
async function openCopy(registry: BenchRegistry, path: string): Promise<OwnCopy> {
  const { registryId } = registry;
  return await openOwnCopy(path, { registryId, primitives: nodePrimitives, clock });
}

async function store(registry: BenchRegistry, path: string): Promise<void> {
  const copy = await openCopy(registry, path);
  const { registryId } = registry;
  const pool = new SourcePool([new LocalSource(registry)], copy.journal, clock);
  const follower = new FullFollower(copy, pool, { registryId, primitives: nodePrimitives, clock });
  try {
    await follower.sync();
  } finally {
    follower.close();
  }
}

async function follow(registry: BenchRegistry, path: string): Promise<void> {
  const copy = await openCopy(registry, path);
  try {
    if (copy.ledger.head?.size !== registry.chain.size) throw new BenchError("bench.unexpected");
  } finally {
    copy.close();
  }
}

function armsFor(registry: BenchRegistry, path: string): readonly Arm[] {
  const { store: log, size, root } = registry.chain;
  const leaves = [...log.leaves(0, size)];
  const tree = (): void => {
    if (root === undefined || !equal(hashTree(leaves), root)) throw new BenchError("bench.unexpected");
  };
  return [
    { name: "follow", prepare: () => () => follow(registry, path) },
    { name: "tree", prepare: () => tree },
  ];
}

function idOf(entries: number): string {
  if (entries === WHOLE) return "follow.vs_tree";
  return entries % 1000 === 0 ? `follow${entries / 1000}k.vs_tree` : `follow${entries}.vs_tree`;
}

async function run({ rounds = 3, entries = ENTRIES }: Wish, note: (line: string) => void): Promise<Figure[]> {
  const registry = new BenchRegistry();
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-bench-"));
  try {
    const path = join(folder, "chain.db");
    note(`sealing ${entries} entries and following them into a file`);
    issueAll(registry, entries);
    await store(registry, path);
    const plan = { rounds, repetitions: 3, warmUp: 1, warmUpTime: 200, inARow: 1 };
    note(`following them from the file, and hashing their tree, ${roundsOf(plan)} times each`);
    const medians = await measure(armsFor(registry, path), plan);
    for (const [name, all] of medians)
      note(`${name}: ${all.map((time) => (time / 1000).toFixed(0)).join(" ")} ms`);
    const limit = { kind: "at most", bound: LIMIT, informative: entries !== WHOLE } as const;
    return [judge(idOf(entries), ratio(medians, "follow", "tree"), "ratio", limit)];
  } finally {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const chain: Group = {
  name: "chain",
  help: "a full follow from disk against hashing its tree on one thread",
  run,
};
