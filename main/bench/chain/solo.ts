import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { Database } from "../../doors/database.ts";
import { LogStore } from "../../log/log-store.ts";
import { ChainCopy } from "../../registry/home/chain-copy.ts";
import { Cosigner } from "../../registry/cosigning/cosigner.ts";
import { NODE_FILE } from "../../registry/solo/node-file.ts";
import { PendingStore } from "../../registry/home/pending-store.ts";
import { SoloEngine } from "../../registry/solo/solo.ts";
import { VerifiedSignatures } from "../../registry/verified.ts";
import { verifyAhead } from "../../registry/verify-ahead.ts";
import { BenchError } from "../error.ts";
import { FOUNDED, Founders } from "./founding.ts";
import { Signers } from "./signers.ts";
import { Script } from "./script.ts";

/** Entries handed in before the acknowledgements of all of them are waited for. */
export const SOLO_BATCH = 1_024;
const OFFICES = 20;

const clock = (): number => FOUNDED;

/** Entries of officers, in batches; nothing in them follows on what came just before. */
async function entriesFor(founders: Founders, count: number): Promise<readonly (readonly Uint8Array[])[]> {
  const script = new Script(count, OFFICES);
  const signers = new Signers(founders.registryId);
  const batches: (readonly Uint8Array[])[] = [];
  for (let made = 0; made < count; made += SOLO_BATCH) {
    const size = Math.min(SOLO_BATCH, count - made);
    batches.push(await signers.sign(Array.from({ length: size }, () => script.next())));
  }
  await signers.close();
  return batches;
}

/** A node and its cosigners as `registry serve` joins them in one process, each with a file of its own. */
class Node {
  readonly #chain: ChainCopy;
  readonly #databases: Database[] = [];
  readonly #founders: Founders;
  readonly engine: SoloEngine;

  constructor(founders: Founders, folder: string) {
    this.#founders = founders;
    const verified = new VerifiedSignatures(nodePrimitives);
    const { primitives } = verified;
    const { log, authorities } = founders.keepers;
    this.#chain = this.#open(join(folder, "node.db"), primitives);
    this.#chain.ledger.share(verified.entries);
    const cosigners = authorities.map(({ id, cosign: signer }) => {
      const copy = this.#open(join(folder, `${id}.db`), primitives);
      copy.ledger.share(verified.entries);
      return new Cosigner({ id, chain: copy, signer, clock, primitives });
    });
    this.engine = new SoloEngine({
      chain: this.#chain,
      pending: new PendingStore(this.#databases[0] as Database),
      logSigner: log,
      cosigners,
      clock,
      primitives,
      prepare: (entry) => verifyAhead(entry, founders.registryId, verified),
    });
  }

  #open(path: string, primitives: Primitives): ChainCopy {
    const db = new Database(path, NODE_FILE);
    this.#databases.push(db);
    const store = new LogStore(db, primitives.sha256);
    const { genesis, registryId } = this.#founders;
    return new ChainCopy(store, genesis, registryId, primitives);
  }

  /** Leaves of sealed blocks. */
  get sealed(): number {
    return this.#chain.size;
  }

  async submitAll(entries: readonly Uint8Array[]): Promise<void> {
    const answers = await Promise.all(entries.map((entry) => this.engine.submit(entry)));
    if (answers.some(({ ok }) => !ok)) throw new BenchError("bench.unexpected");
  }

  /** Resolves when nothing waits for a block any more. */
  async settled(): Promise<void> {
    while (this.engine.health().pending > 0) {
      const { fault } = this.engine.health();
      if (fault !== undefined) throw new BenchError("bench.unexpected");
      await new Promise<void>((done) => {
        const stop = this.engine.onBlock(() => {
          stop();
          done();
        });
      });
    }
  }

  async close(): Promise<void> {
    await this.engine.close();
    for (const db of this.#databases) db.close();
  }
}

/**
 * So many entries through a solo engine with four cosigners, each entry on disk before it is
 * acknowledged: batch after batch, until all of them are sealed by a quorum.
 */
export async function soloRun(count = "1"): Promise<object> {
  const founders = new Founders();
  const batches = await entriesFor(founders, Number(count));
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-bench-solo-"));
  const node = new Node(founders, folder);
  try {
    for (const entry of [founders.genesis, ...founders.beginnings(OFFICES)]) {
      await node.submitAll([entry]);
      if (node.sealed === 0) await node.settled();
    }
    await node.settled();
    const before = node.sealed;
    const began = performance.now();
    for (const batch of batches) await node.submitAll(batch);
    const acknowledged = performance.now() - began;
    await node.settled();
    const milliseconds = performance.now() - began;
    if (node.sealed < before + Number(count)) throw new BenchError("bench.unexpected");
    return { milliseconds, acknowledged };
  } finally {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
