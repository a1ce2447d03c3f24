import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { formatCheckpoint } from "../../../src/note/checkpoint.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { Database } from "../../doors/database.ts";
import { LogStore } from "../../log/log-store.ts";
import { LOG_SCHEMA } from "../../log/rows.ts";
import { ChainCopy } from "../../registry/home/chain-copy.ts";
import { BenchError } from "../error.ts";
import { FOUNDED, Founders, ORIGIN } from "./founding.ts";
import { Script } from "./script.ts";
import { Signers } from "./signers.ts";

/** Of what is generated; a file of another version is not used. */
const VERSION = 1;
const FILE = { applicationId: 0x53464232, migrations: [LOG_SCHEMA] };
const BLOCK_ENTRIES = 1_024;
/** Entries that the threads sign while those before are put into blocks. */
const WAVE = 8 * BLOCK_ENTRIES;
const BLOCK_SECONDS = 60;
const MOST_OFFICES = 1_000;

// Signatures are made here by whoever has the keys; verifying each again would take minutes.
const trusting: Primitives = { ...nodePrimitives, verifyEd25519: () => true };

/** Where the registry of so many entries is kept between runs: a temporary folder, never the project. */
export function largeRegistryPath(entries: number): string {
  return join(tmpdir(), "sealfolio-bench", `registry-v${VERSION}-${entries}.db`);
}

/** An opened registry of `makeLargeRegistry`. */
export interface LargeRegistry {
  readonly registryId: Uint8Array;
  readonly genesis: Uint8Array;
  readonly store: LogStore;
  readonly close: () => void;
}

export function openLargeRegistry(path: string): LargeRegistry {
  const db = new Database(path, { ...FILE, mustExist: true });
  const store = new LogStore(db, nodePrimitives.sha256);
  const genesis = store.leaf(0);
  if (genesis === undefined) throw new BenchError("bench.unexpected");
  return { registryId: registryIdOf(genesis, nodePrimitives), genesis, store, close: () => db.close() };
}

/** Puts entries into blocks as they come. */
class Sealer {
  readonly #chain: ChainCopy;
  readonly #founders: Founders;
  #entries: Uint8Array[] = [];

  constructor(chain: ChainCopy, founders: Founders) {
    this.#chain = chain;
    this.#founders = founders;
  }

  /** Hash of each entry of the block that this one closes. */
  push(entry: Uint8Array): readonly Uint8Array[] {
    this.#entries.push(entry);
    return this.#entries.length < BLOCK_ENTRIES ? [] : this.close();
  }

  close(): readonly Uint8Array[] {
    if (this.#entries.length === 0) return [];
    const { ledger } = this.#chain;
    const time = FOUNDED + BLOCK_SECONDS * ((ledger.head?.height ?? -1) + 1);
    const { draft, outcomes } = ledger.draft(this.#entries, time);
    if (draft === undefined || outcomes.some(({ ok }) => !ok)) throw new BenchError("bench.unexpected");
    const text = formatCheckpoint({ origin: ORIGIN, size: draft.size, root: draft.root });
    this.#chain.append(draft, this.#founders.seal(text, time));
    this.#entries = [];
    return draft.leafHashes.slice(0, -1);
  }
}

/** Waves of signed entries, each signed while the one before is used. */
async function* signedWaves(script: Script, entries: number, signers: Signers) {
  const wave = Math.min(WAVE, Math.max(64, Math.ceil(entries / 16)));
  const sign = (from: number): Promise<readonly Uint8Array[]> =>
    signers.sign(Array.from({ length: Math.min(wave, entries - from) }, () => script.next()));
  let ahead = sign(0);
  for (let from = 0; from < entries; from += wave) {
    const leaves = await ahead;
    if (from + wave < entries) ahead = sign(from + wave);
    yield { from, leaves };
  }
}

async function fill(chain: ChainCopy, founders: Founders, entries: number): Promise<void> {
  const offices = Math.min(MOST_OFFICES, Math.max(2, Math.floor(entries / 50)));
  const sealer = new Sealer(chain, founders);
  sealer.push(founders.genesis);
  sealer.close();
  for (const entry of founders.beginnings(offices)) sealer.push(entry);
  sealer.close();
  // Genesis, two types, two changes of the authorities, the offices; the rest is the officers' work.
  const rest = Math.max(1, entries - offices - 5);
  const changes = [Math.floor(rest / 3), Math.floor((2 * rest) / 3)];
  const script = new Script(rest, offices);
  const signers = new Signers(founders.registryId);
  try {
    let written = 0;
    const tell = (hashes: readonly Uint8Array[]): void => {
      for (const hash of hashes) script.written(written++, toBase64Url(hash));
    };
    for await (const { from, leaves } of signedWaves(script, rest, signers)) {
      for (const [i, leaf] of leaves.entries()) {
        if (changes.includes(from + i)) {
          tell(sealer.close());
          sealer.push(founders.changeAuthorities());
          sealer.close();
        }
        tell(sealer.push(leaf));
      }
    }
    tell(sealer.close());
  } finally {
    await signers.close();
  }
}

/**
 * Makes a registry of so many entries (with its block records some more leaves): 1,000 offices of five
 * officers at 50,000 entries or more, four authorities that become five and four again, blocks of
 * 1,024. The same bytes in every run; kept in a temporary folder for the next one.
 */
export async function makeLargeRegistry(entries: number, note: (line: string) => void): Promise<string> {
  const path = largeRegistryPath(entries);
  if (existsSync(path)) return path;
  note(`making a registry of ${entries} entries, once, in ${path}`);
  mkdirSync(join(path, ".."), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  const db = new Database(partial, FILE);
  try {
    const founders = new Founders();
    const store = new LogStore(db, nodePrimitives.sha256);
    const chain = new ChainCopy(store, founders.genesis, founders.registryId, trusting);
    await fill(chain, founders, entries);
    db.checkpoint();
    db.close();
    renameSync(partial, path);
  } finally {
    db.close();
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${partial}${suffix}`, { force: true });
  }
  return path;
}
