import { equal, utf8 } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { MerkleError } from "../../../src/merkle/error.ts";
import { EMPTY_ROOT, leafHash } from "../../../src/merkle/hash.ts";
import { verifyConsistency } from "../../../src/merkle/proof.ts";
import { SmallTree } from "../../../src/merkle/small-tree.ts";
import { verifySubtree } from "../../../src/merkle/subtree.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { NoteError } from "../../../src/note/error.ts";
import { openCheckpoint } from "../../../src/note/seal.ts";
import type { Cosigner } from "./cosigner.ts";
import { isPassing } from "./cosigner-port.ts";
import { RegistryError } from "../error.ts";
import { AddEntriesReader, formatMirrorInfo, packageRanges, parseAddCheckpoint } from "./mirror-wire.ts";

/** An answer as HTTP carries it. */
export interface DeskAnswer {
  readonly status: 200 | 202 | 400 | 403 | 404 | 409 | 413 | 422 | 503;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** A checkpoint that entries are being uploaded for. */
interface PendingCheckpoint {
  readonly text: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Bytes of entries held for one block. */
const MAX_HELD = 32 << 20;
/** Entries sent again that are put up with in one upload. */
const MAX_EXCESS = 8_192;
const NO_TICKET = new Uint8Array(0);

function text(
  status: DeskAnswer["status"],
  body: string,
  contentType = "text/plain; charset=utf-8",
): DeskAnswer {
  return { status, contentType, body: utf8(body) };
}

function refuse(status: DeskAnswer["status"], code: string): DeskAnswer {
  return text(status, JSON.stringify({ code }), "application/json");
}

/**
 * The two calls of C2SP tlog-mirror, in front of a cosigner that also applies the rules. An upload is
 * one block: it is judged when its last entry is there, and only then is anything stored or signed.
 * Until then all is in memory: a pending checkpoint binds nobody, the next one takes its place, and
 * the old size asked for is always that of the cosigned copy.
 */
export class MirrorDesk {
  readonly #cosigner: Cosigner;
  readonly #primitives: Primitives;
  #pending: PendingCheckpoint | undefined;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(cosigner: Cosigner, primitives: Primitives) {
    this.#cosigner = cosigner;
    this.#primitives = primitives;
  }

  /** `POST /add-checkpoint`: updates the pending checkpoint; signs nothing. */
  addCheckpoint(body: Uint8Array): DeskAnswer {
    try {
      return this.#addCheckpoint(body);
    } catch (error) {
      return answerTo(error);
    }
  }

  #addCheckpoint(body: Uint8Array): DeskAnswer {
    const { old, proof, checkpoint } = parseAddCheckpoint(body);
    const { origin, chain } = this.#cosigner;
    const { logKeys } = chain.ledger.sealPolicy();
    const { size, root } = openCheckpoint(checkpoint, origin, logKeys, this.#primitives).checkpoint;
    if (old > size) return refuse(400, "mirror.syntax");
    const ownRoot = chain.root ?? EMPTY_ROOT;
    if (old !== chain.size) return text(409, `${chain.size}\n`, "text/x.tlog.size");
    try {
      const claim = { from: old, to: size, fromRoot: ownRoot, toRoot: root, proof };
      verifyConsistency(claim, this.#primitives.sha256);
    } catch (error) {
      if (!(error instanceof MerkleError)) throw error;
      return refuse(422, "cosigner.fork");
    }
    if (old === size && !equal(ownRoot, root)) return refuse(422, "cosigner.fork");
    // What is stored needs no upload, and anybody can show it: one that is under way goes on.
    if (old === size && size > 0) return text(200, "");
    const same = this.#pending?.size === size && equal(this.#pending.root, root);
    if (!same) this.#drop();
    this.#pending = { text: checkpoint, size, root };
    return text(200, "");
  }

  /** `POST /add-entries`: takes entries, and cosigns once the block is whole and holds. */
  addEntries(body: Uint8Array): DeskAnswer {
    try {
      return this.#addEntries(new AddEntriesReader(body));
    } catch (error) {
      return answerTo(error);
    }
  }

  #addEntries(reader: AddEntriesReader): DeskAnswer {
    const { origin, start, end } = reader.header;
    const { chain } = this.#cosigner;
    if (origin !== this.#cosigner.origin) return refuse(404, "seal.origin");
    if (this.#pending === undefined && chain.size === 0) return refuse(422, "mirror.no_checkpoint");
    const target = this.#pending?.size === end ? this.#pending : undefined;
    if (target === undefined && end !== chain.size) return this.#info(409);
    const excess = Math.min(end, this.#next) - start;
    if (end < chain.size || start > this.#next || excess > MAX_EXCESS) return this.#info(409);

    let taken = 0;
    for (const range of packageRanges(start, end)) {
      const entryPackage = reader.next(range);
      if (entryPackage === undefined) break;
      const root = target?.root ?? (chain.root as Uint8Array);
      this.#authenticate(range, entryPackage, { size: end, root });
      if (!this.#hold(range.from, entryPackage.entries)) {
        this.#drop();
        return refuse(413, "http.too_large");
      }
      taken++;
    }
    if (taken === 0 && start < end) return refuse(400, "mirror.syntax");
    if (this.#next < end) return this.#info(202);
    return this.#judge(target);
  }

  /** First leaf that is neither stored nor held. */
  get #next(): number {
    return this.#cosigner.size + this.#held.length;
  }

  /** Throws MerkleError unless the package's leaves stand in the tree of that size and root. */
  #authenticate(
    { from, to }: { readonly from: number; readonly to: number },
    { entries, proof }: { readonly entries: readonly Uint8Array[]; readonly proof: readonly Uint8Array[] },
    tree: { readonly size: number; readonly root: Uint8Array },
  ): void {
    const { sha256 } = this.#primitives;
    const first = from - (from % TILE_WIDTH);
    const before = Array.from({ length: from - first }, (_, at) => this.#leaf(first + at));
    const hashes = [...before, ...entries].map((leaf) => leafHash(leaf, sha256));
    const subtree = new SmallTree(hashes, sha256).root();
    verifySubtree({ start: first, end: to, size: tree.size, subtree, proof, root: tree.root }, sha256);
  }

  #leaf(index: number): Uint8Array {
    const { size, chain } = this.#cosigner;
    const leaf = index < size ? chain.store.leaf(index) : this.#held[index - size];
    if (leaf === undefined) throw new RegistryError("registry.damaged");
    return leaf;
  }

  #hold(from: number, entries: readonly Uint8Array[]): boolean {
    for (const entry of entries.slice(Math.max(0, this.#next - from))) {
      this.#heldBytes += entry.length;
      if (this.#heldBytes > MAX_HELD) return false;
      // The body's buffer must not live as long as one small entry of it.
      this.#held.push(entry.slice());
    }
    return true;
  }

  #judge(target: PendingCheckpoint | undefined): DeskAnswer {
    const { chain } = this.#cosigner;
    const stored = chain.store.newest?.checkpoint ?? "";
    const proposal =
      target === undefined
        ? { first: chain.size, leaves: [], checkpoint: stored }
        : { first: chain.size, leaves: this.#held, checkpoint: target.text };
    const answer = this.#cosigner.judge(proposal);
    if (target !== undefined) this.#drop();
    if (answer.ok) return text(200, answer.line);
    return refuse(isPassing(answer.code) ? 503 : 422, answer.code);
  }

  #drop(): void {
    this.#pending = undefined;
    this.#held = [];
    this.#heldBytes = 0;
  }

  #info(status: 202 | 409): DeskAnswer {
    const size = this.#pending?.size ?? this.#cosigner.size;
    const body = formatMirrorInfo({ size, next: this.#next, ticket: NO_TICKET });
    return { status, contentType: "text/x.tlog.mirror-info", body };
  }
}

/** tlog-witness: 404 for another log, 403 for what the log did not sign; tlog-mirror: 422 for a proof that fails. */
function answerTo(error: unknown): DeskAnswer {
  if (!(error instanceof CodedError)) throw error;
  const code = error.code as string;
  if (code === "seal.origin") return refuse(404, code);
  if (error instanceof NoteError) return refuse(code.startsWith("seal.") ? 403 : 400, code);
  if (error instanceof MerkleError) return refuse(422, code);
  if (code === "mirror.syntax") return refuse(400, code);
  return refuse(503, "cosigner.store");
}
