import { fromBase64UrlOf, toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { ChainProofError } from "../../../src/chain/blocks/proof-error.ts";
import type { TrustProof } from "../../../src/chain/roots/trust-root.ts";
import type { StatusProof } from "../../../src/chain/roots/status-root.ts";
import { proveInclusion } from "../../../src/merkle/proof.ts";
import type { ParsedPath } from "../../../src/merkle/tile.ts";
import { formatTlogProof } from "../../../src/note/tlog-proof.ts";
import { HttpRefusal } from "../../doors/http-refusal.ts";
import type { ServerResponseParts } from "../../doors/http-server.ts";
import { makeReceipt } from "../../follow/prove/make-receipt.ts";
import type { BlockRow } from "../../log/rows.ts";
import type { ServedChain } from "../home/chain-copy.ts";

// What a node answers to readers (docs/registry-format.md, "Served by a node"). All of it throws
// HttpRefusal `http.not_found` for what is not there.

const WORTH_COMPRESSING = 4_096;
const MAX_EPOCHS = 32;
const MAX_KEYS = 64;
const IMMUTABLE = "public, max-age=31536000, immutable";
/** The newest of anything: may be kept, but not used without asking again. */
const FRESH = "no-cache";
const TEXT = "text/plain; charset=utf-8";

export function notFound(): HttpRefusal {
  return new HttpRefusal("http.not_found");
}

export function json(value: unknown, status = 200, cache = FRESH): ServerResponseParts {
  return { status, contentType: "application/json", body: utf8(JSON.stringify(value)), cache };
}

function text(body: string, cache: string): ServerResponseParts {
  return { status: 200, contentType: TEXT, body: utf8(body), cache };
}

export function answerCheckpoint(
  { store }: ServedChain,
  witnessed = (checkpoint: string): string => checkpoint,
): ServerResponseParts {
  const { newest } = store;
  const checkpoint = newest?.fresh ?? newest?.checkpoint ?? "";
  if (checkpoint === "") throw notFound();
  return text(witnessed(checkpoint), FRESH);
}

/** What grows until the block is sealed, for the other authorities of a network. */
export function answerCosigned(note: string | undefined): ServerResponseParts {
  if (note === undefined) throw notFound();
  return text(note, FRESH);
}

export function answerTile({ store }: ServedChain, path: ParsedPath): ServerResponseParts {
  const body =
    path.kind === "tile"
      ? store.tile(path.tile.level, path.tile.index, path.tile.width)
      : store.bundle(path.index, path.width);
  if (body === undefined) throw notFound();
  // Bundles are mostly text; C2SP tlog-tiles would have them compressed. Hashes do not shrink.
  const compress = path.kind === "bundle" && body.length > WORTH_COMPRESSING;
  return { status: 200, contentType: "application/octet-stream", body, cache: IMMUTABLE, compress };
}

export function answerGenesis(genesis: Uint8Array): ServerResponseParts {
  return { status: 200, contentType: "application/json", body: genesis, cache: IMMUTABLE };
}

/** C2SP tlog-proof of a leaf, under a checkpoint of the tree that a block ends. */
function leafProof({ store }: ServedChain, index: number, { size }: BlockRow, checkpoint: string): string {
  const extra = store.leaf(index);
  // A follower that has the block but not its own seal has nothing to show.
  if (extra === undefined || checkpoint === "") throw notFound();
  const proof = proveInclusion(index, size, store.hashAt(size));
  return formatTlogProof({ extra, index, proof, checkpoint });
}

/** The same of a block's record. */
function recordProof(chain: ServedChain, block: BlockRow, checkpoint: string): string {
  return leafProof(chain, block.recordIndex, block, checkpoint);
}

/** Any leaf, named by its index or its hash, proven under the seal of the block that holds it. */
export function answerProof(chain: ServedChain, leaf: number | Uint8Array): ServerResponseParts {
  const { store } = chain;
  const index = typeof leaf === "number" ? leaf : store.indexOf(leaf);
  const block = index === undefined ? undefined : store.blockOf(index);
  if (index === undefined || block === undefined) throw notFound();
  return text(leafProof(chain, index, block, block.checkpoint), IMMUTABLE);
}

export function answerBlock(chain: ServedChain, height: number | "newest"): ServerResponseParts {
  const block = height === "newest" ? chain.store.newest : chain.store.seal(height);
  if (block === undefined) throw notFound();
  if (height !== "newest") return text(recordProof(chain, block, block.checkpoint), IMMUTABLE);
  return text(recordProof(chain, block, block.fresh ?? block.checkpoint), FRESH);
}

export function answerEpochs(chain: ServedChain, from: number): ServerResponseParts {
  const { epochs, store } = chain;
  const asked = epochs.all().filter(({ epoch }) => epoch >= Math.max(1, from));
  const rows = asked.slice(0, MAX_EPOCHS).map(({ epoch, after, set }) => {
    const block = store.blockOf(after - 1);
    const before = block === undefined ? undefined : store.seal(block.height - 1);
    const leaf = before === undefined ? undefined : store.leaf(before.recordIndex);
    if (block === undefined || leaf === undefined) throw notFound();
    return { epoch, block: recordProof(chain, block, block.checkpoint), before: toBase64Url(leaf), set };
  });
  return json({ epochs: rows, newest: epochs.newest.epoch });
}

/** The 32 bytes a path names; a text that is no hash names nothing. */
export function hashInPath(part: string): Uint8Array {
  try {
    return fromBase64UrlOf(part, 32);
  } catch (error) {
    if (error instanceof BytesError) throw notFound();
    throw error;
  }
}

export function answerReceipt({ store }: ServedChain, hash: Uint8Array): ServerResponseParts {
  const index = store.indexOf(hash);
  const block = index === undefined ? undefined : store.blockOf(index);
  if (block === undefined || block.checkpoint === "" || index === block.recordIndex) throw notFound();
  try {
    const receipt = makeReceipt(store, hash);
    if (receipt === undefined) throw notFound();
    return { ...text(receipt, IMMUTABLE), contentType: "application/json" };
  } catch (error) {
    // The largest entries have no receipt of the size that readers take.
    if (error instanceof ChainProofError && error.code === "receipt.too_large") throw notFound();
    throw error;
  }
}

function placed({ leaf, index, proof }: TrustProof | StatusProof): object {
  return { leaf: toBase64Url(leaf), index, proof: proof.map(toBase64Url) };
}

function checkHeight({ ledger }: ServedChain, height: number): void {
  if (ledger.head?.height !== height) throw notFound();
}

export function answerTrust(
  chain: ServedChain,
  height: number,
  query: readonly (readonly [string, string])[],
): ServerResponseParts {
  checkHeight(chain, height);
  if (query.length > MAX_KEYS || query.some(([name]) => name !== "key")) throw new HttpRefusal("http.query");
  const proofs = query.flatMap(([, key]) => chain.ledger.trustProof(key) ?? []);
  const count = proofs[0]?.count ?? chain.ledger.trustProof("registry/registry")?.count ?? 0;
  return json({ height, leaves: proofs.map(placed), count });
}

export function answerStatus(
  chain: ServedChain,
  height: number,
  office: string,
  chunk: number,
): ServerResponseParts {
  checkHeight(chain, height);
  const proof = chain.ledger.statusProof(office, chunk);
  if (proof === undefined) throw notFound();
  return json({ height, ...placed(proof), count: proof.count });
}
