// One registry that a child process writes and a test examines: every key and id follows from names.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { PendingStore } from "../../main/registry/home/pending-store.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { parseCheckpoint } from "../../src/note/checkpoint.ts";
import { parseNote } from "../../src/note/note.ts";
import { verifySeal } from "../../src/note/seal.ts";
import { digestOf } from "./follow-world.ts";
import type { RegistryKit } from "./registry-kit.ts";
import { openChain, QUICK, SoloNetwork } from "./solo-network.ts";
import { standardRegistry } from "./standard-registry.ts";

export interface WrittenRegistry {
  readonly kit: RegistryKit;
  /** Entries that found it. */
  readonly leaves: readonly Uint8Array[];
  readonly deposit: (number: number) => Uint8Array;
}

export function writtenRegistry(): WrittenRegistry {
  const { kit, leaves, archive } = standardRegistry();
  return { kit, leaves, deposit: (number) => kit.deposit(archive, digestOf(`point ${number}`)) };
}

export function hashOfLeaf(leaf: Uint8Array): string {
  return toBase64Url(leafHash(leaf, nodePrimitives.sha256));
}

/** The engine and its cosigners in a folder. Blocks as often as they come, newest cosigned again at once. */
export function openNetwork({ kit }: WrittenRegistry, folder: string): SoloNetwork {
  return new SoloNetwork(kit, folder, { ...QUICK, blockMs: 1, recosignMs: 40 });
}

const FILES = ["registry.db", "registry.db-wal"];

/** What a folder would hold if its process were killed now; that process must be halted. */
export function copyNetwork({ kit }: WrittenRegistry, from: string, to: string): void {
  for (const name of ["node", ...kit.authorities.map(({ id }) => id)]) {
    mkdirSync(join(to, name), { recursive: true });
    for (const file of FILES) {
      const path = join(from, name, file);
      if (existsSync(path)) copyFileSync(path, join(to, name, file));
    }
  }
}

/** What each size was signed for, over all copies that were ever seen. */
export type Roots = Map<number, string>;

function signed(roots: Roots, size: number, root: Uint8Array): void {
  const text = toBase64Url(root);
  assert.equal(roots.get(size) ?? text, text, "two roots for one size");
  roots.set(size, text);
}

export interface Found {
  /** Leaves sealed, and those acknowledged that wait. */
  readonly size: number;
  readonly pending: number;
  readonly height: number;
  /** A block was signed by the log and not sealed yet. */
  readonly proposed: boolean;
  /** Cosigners that hold a block whose seal the node lacks: stopped between persisting and sealing. */
  readonly ahead: number;
}

/** Examines what a process left behind. Everything acknowledged must be there, each size signed for one root. */
export function examine(
  registry: WrittenRegistry,
  folder: string,
  acknowledged: readonly string[],
  roots: Roots,
): Found {
  const { kit } = registry;
  const node = openChain(kit, join(folder, "node"), true);
  try {
    const { chain } = node;
    const { store } = chain;
    for (const { size, checkpoint } of store.blocks(0, (store.newest?.height ?? -1) + 1)) {
      const seal = verifySeal(checkpoint, chain.epochs.policyFor(size), nodePrimitives);
      signed(roots, size, seal.checkpoint.root);
    }
    const pending = new PendingStore(node.db);
    const proposal = pending.proposal();
    if (proposal !== undefined) {
      const { size, root } = parseCheckpoint(parseNote(proposal.checkpoint).text);
      assert.ok(size > chain.size);
      signed(roots, size, root);
    }
    const waiting = new Set(pending.all().map(({ hash }) => hash));
    for (const hash of acknowledged) {
      const sealed = store.indexOf(Buffer.from(hash, "base64url")) !== undefined;
      assert.ok(
        sealed !== waiting.has(hash),
        sealed ? "sealed and pending at once" : "acknowledged and lost",
      );
    }
    let ahead = 0;
    for (const { id } of kit.authorities) {
      const copy = openChain(kit, join(folder, id));
      try {
        if (copy.chain.root !== undefined) signed(roots, copy.chain.size, copy.chain.root);
        if (copy.chain.size > chain.size) ahead++;
      } finally {
        copy.db.close();
      }
    }
    const height = store.newest?.height ?? -1;
    return { size: chain.size, pending: waiting.size, height, proposed: proposal !== undefined, ahead };
  } finally {
    node.db.close();
  }
}

/** Starts what was left behind: all that was acknowledged must come to be sealed, under the roots that were signed. */
export async function goOn(
  registry: WrittenRegistry,
  folder: string,
  acknowledged: readonly string[],
  roots: Roots,
): Promise<void> {
  const network = openNetwork(registry, folder);
  try {
    const end = performance.now() + 60_000;
    const isSealed = (hash: string): boolean => network.engine.status(hash)?.state === "sealed";
    while (!acknowledged.every(isSealed) || network.engine.health().pending > 0) {
      assert.ok(performance.now() < end, network.engine.health().fault ?? "not sealed in time");
      await new Promise((done) => setTimeout(done, 2));
    }
  } finally {
    await network.close();
  }
  // A size that was only pending when it was stopped may go on otherwise there than in the process itself.
  examine(registry, folder, acknowledged, new Map(roots));
}
