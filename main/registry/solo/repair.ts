import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { Clock } from "../../doors/clock.ts";
import { Database } from "../../doors/database.ts";
import { syncFolder, writeFileDurably } from "../../doors/file.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";
import { LogStore } from "../../log/log-store.ts";
import { ChainCopy } from "../home/chain-copy.ts";
import { RegistryError } from "../error.ts";
import { followWhole } from "../mirror/follow-whole.ts";
import { type Home, homePath, type SoloConfig } from "../home/home.ts";
import { NODE_FILE } from "./node-file.ts";
import { PendingStore, type StoredProposal } from "../home/pending-store.ts";
import { type Salvage, salvage } from "./salvage.ts";

/** What a cosigner holds: leaves, and, where it can be read, its newest block with its checkpoint. */
export interface Holding {
  readonly size: number;
  readonly block?: {
    readonly first: number;
    readonly leaves: readonly Uint8Array[];
    readonly checkpoint: string;
  };
}

export interface RepairOptions {
  readonly home: Home<SoloConfig>;
  /** Mirrors of this registry; none is believed. */
  readonly sources: readonly Source[];
  /** Of every cosigner; rejects where one cannot be asked. */
  readonly holdings: () => Promise<readonly Holding[]>;
  readonly clock: Clock;
  readonly primitives: Primitives;
}

const SUFFIXES = ["-wal", "-shm", ""];
const DAMAGE =
  /^(?:database\.corrupt|log\.|registry\.damaged$|ledger\.|engine\.proposal$|note\.|checkpoint\.)/;

/** Whether a node's store is damaged, rather than in use, not there, or of a newer program. */
export function isDamage(error: unknown): boolean {
  return error instanceof CodedError && DAMAGE.test(error.code as string);
}

function remove(path: string): void {
  for (const suffix of SUFFIXES) rmSync(`${path}${suffix}`, { force: true });
}

/**
 * Puts a store that was rebuilt to its end in the place of the damaged one, which is kept beside it.
 * Done again at the next start if it was interrupted: a half one never bears that name.
 */
export function finishRepair(home: Home, clock: Clock): void {
  const path = homePath(home.folder, "database");
  const repaired = homePath(home.folder, "repaired");
  if (!existsSync(repaired)) return;
  const at = clock();
  // What SQLite keeps beside the file goes first: it must never be read as the new one's.
  for (const suffix of SUFFIXES) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${path}.damaged-${at}${suffix}`);
  }
  syncFolder(dirname(path));
  renameSync(repaired, path);
  syncFolder(dirname(path));
}

function copyBlocks(from: OwnCopy, to: LogStore): void {
  const { log } = from;
  for (const { height, first, size, checkpoint } of log.blocks(0, (log.newest?.height ?? -1) + 1)) {
    const leaves = [...log.leaves(first, size)];
    const leafHashes = leaves.map((_leaf, at) => log.leafHashAt(first + at));
    to.append([{ height, first, leaves, leafHashes, checkpoint }]);
  }
}

/** Whether what was signed before is the block that follows the repaired log. */
function fits(chain: ChainCopy, { pending }: Salvage, proposal: StoredProposal): boolean {
  const entries = pending.filter(({ seq }) => seq <= proposal.through).map(({ bytes }) => bytes);
  const checked = chain.ledger.check([...entries, proposal.record], { signatures: "trusted" });
  if (!checked.ok) return false;
  const { size, root } = parseCheckpoint(parseNote(proposal.checkpoint).text);
  return checked.value.size === size && equal(checked.value.root, root);
}

/** The block that follows the repaired log, out of the copy of a cosigner that stored it before it was sealed. */
function fromCosigner(
  chain: ChainCopy,
  saved: Salvage,
  holdings: readonly Holding[],
  { primitives }: RepairOptions,
): Salvage {
  const block = holdings.find((each) => each.block?.first === chain.size)?.block;
  if (saved.proposal !== undefined || block === undefined) return saved;
  const hashOf = (leaf: Uint8Array): string => toBase64Url(leafHash(leaf, primitives.sha256));
  const entries = block.leaves.slice(0, -1).map((bytes) => ({ hash: hashOf(bytes), bytes }));
  const known = new Set(entries.map(({ hash }) => hash));
  const rest = saved.pending.filter(({ hash }) => !known.has(hash));
  const pending = [...entries, ...rest].map(({ hash, bytes }, at) => ({ seq: at + 1, hash, bytes }));
  const record = block.leaves.at(-1) as Uint8Array;
  const proposal = { through: entries.length, record, checkpoint: block.checkpoint };
  return { ...saved, pending, proposal };
}

/** The proposal to go on with. Throws where going on could sign a size twice. */
function judgeProposal(
  chain: ChainCopy,
  saved: Salvage,
  holdings: readonly Holding[],
): StoredProposal | undefined {
  const { proposal } = saved;
  const proposed = proposal === undefined ? 0 : parseCheckpoint(parseNote(proposal.checkpoint).text).size;
  const isNext = proposal !== undefined && proposed > chain.size && fits(chain, saved, proposal);
  const end = isNext ? proposed : chain.size;
  // More was sealed, cosigned or signed than can be gone on from.
  if (Math.max(saved.size, proposed, ...holdings.map(({ size }) => size)) > end)
    throw new RegistryError("registry.repair_behind");
  return isNext ? proposal : undefined;
}

function writeStore(
  path: string,
  copy: OwnCopy,
  salvaged: Salvage,
  holdings: readonly Holding[],
  options: RepairOptions,
): void {
  const { home, primitives } = options;
  const db = new Database(path, NODE_FILE);
  try {
    const store = new LogStore(db, primitives.sha256);
    copyBlocks(copy, store);
    const chain = new ChainCopy(store, home.genesis, home.registryId, primitives);
    const saved = fromCosigner(chain, salvaged, holdings, options);
    const proposal = judgeProposal(chain, saved, holdings);
    const pending = new PendingStore(db);
    pending.add(saved.pending.filter(({ hash }) => store.indexOf(fromBase64Url(hash)) === undefined));
    if (proposal !== undefined) pending.propose(proposal, []);
  } finally {
    // The last one to close writes the WAL into the file, so that one name is the whole store.
    db.close();
  }
}

/**
 * Rebuilds a solo node's damaged store from mirrors, with what the damaged one still says of entries
 * that were never sealed and of the block that was signed last. The damaged file is kept. Goes on only
 * where no size can come to be signed twice: `registry.repair_behind` when mirrors have less than what
 * was sealed or cosigned, `registry.repair_unsure` when a cosigner cannot say what it holds,
 * `registry.repair_fork` when mirrors show two histories. Answers whether something acknowledged may be
 * lost, which a file beside the store goes on telling until a person removes it.
 */
export async function repairNode(options: RepairOptions): Promise<{ readonly isLost: boolean }> {
  const { home, clock, primitives } = options;
  const path = homePath(home.folder, "database");
  const saved = salvage(path, primitives);
  const holdings = await options.holdings().catch((cause: unknown) => {
    throw new RegistryError("registry.repair_unsure", { cause });
  });
  const work = `${path}.following`;
  const copy = await openOwnCopy(work, { registryId: home.registryId, primitives, clock });
  const part = `${path}.part`;
  try {
    const { sources } = options;
    await followWhole(copy, { registryId: home.registryId, sources, clock, primitives });
    remove(part);
    writeStore(part, copy, saved, holdings, options);
  } catch (error) {
    if (error instanceof CodedError && !(error instanceof RegistryError)) {
      throw new RegistryError("registry.repair_behind", { cause: error });
    }
    throw error;
  } finally {
    copy.close();
  }
  if (saved.isLost) {
    const note = new TextEncoder().encode(`${clock()}\n`);
    writeFileDurably(homePath(home.folder, "pendingLost"), note, { mode: 0o644 });
  }
  renameSync(part, homePath(home.folder, "repaired"));
  syncFolder(home.folder);
  finishRepair(home, clock);
  remove(work);
  return { isLost: saved.isLost };
}
