import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBundle } from "../../main/follow/bundle/open-bundle.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import {
  parseAccepted,
  parseEntryStatus,
  parseEpochsAnswer,
  parseRefused,
  parseStatusAnswer,
  parseTrustAnswer,
} from "../../main/follow/sources/answers.ts";
import { readCandidate } from "../../main/follow/sources/candidate.ts";
import { parseMark } from "../../main/follow/copy/copy-mark.ts";
import { parseSnapshot } from "../../main/follow/light/snapshot.ts";
import { requestsOf } from "../../main/registry/cometbft/abci-server.ts";
import { FrameReader } from "../../main/registry/cometbft/framing.ts";
import { parseChunk } from "../../main/registry/cometbft/snapshots.ts";
import {
  AddEntriesReader,
  packageRanges,
  parseAddCheckpoint,
  parseMirrorInfo,
  parseSizeLine,
} from "../../main/registry/cosigning/mirror-wire.ts";
import { parseAuthoritySet } from "../../src/chain/state/authority-set.ts";
import { parseBlockRecord } from "../../src/chain/blocks/block-record.ts";
import { Epochs } from "../../src/chain/blocks/epochs.ts";
import { parseReceipt, verifyReceipt } from "../../src/chain/blocks/receipt.ts";
import { parseEntry } from "../../src/chain/entries/entry.ts";
import { parseStatusLeaf } from "../../src/chain/roots/status-root.ts";
import { parseTrustLeaf } from "../../src/chain/roots/trust-root.ts";
import { parseStatement } from "../../src/chain/proofs/statement.ts";
import { verifyStatement } from "../../src/chain/proofs/verify-statement.ts";
import { readTagAnswer, readTagCall } from "../../src/chain/tags/tag-call.ts";
import { parseCanonical } from "../../src/json/canonical.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import { parseBundle } from "../../src/merkle/bundle.ts";
import { parseTilePath } from "../../src/merkle/tile.ts";
import { parseCheckpoint } from "../../src/note/checkpoint.ts";
import { parseVkey } from "../../src/note/keys.ts";
import { parseNoteBytes, parseSignature } from "../../src/note/note.ts";
import { verifySeal } from "../../src/note/seal.ts";
import { parseTlogProof, verifyTlogProof } from "../../src/note/tlog-proof.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { parseIntroduction } from "../../src/presentation/introduction.ts";
import { standardRegistry } from "../support/standard-registry.ts";
import { type Target, text } from "./target.ts";

/** The registry that the corpus comes from, and what the tag calls in it were made for. */
export const { kit: FUZZ_KIT } = standardRegistry();
export const TAG_REGISTRY = new Uint8Array(32).fill(7);
const epochs = Epochs.fromGenesis(FUZZ_KIT.registryId, FUZZ_KIT.genesis, nodePrimitives);
const policy = epochs.policyFor(1);
const policyFor = (): typeof policy => policy;
/** Leaves of the bundle in the corpus. */
export const BUNDLE_LEAVES = 5;

function readUpload(bytes: Uint8Array): unknown {
  const reader = new AddEntriesReader(bytes);
  const { start, end } = reader.header;
  const packages = [];
  for (const range of packageRanges(start, end)) {
    const next = reader.next(range);
    if (next === undefined) break;
    packages.push(next);
  }
  return packages;
}

/** A bundle is read from a file, as it comes on a stick. */
function readBundleFile(bytes: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-fuzz-"));
  try {
    const path = join(folder, "registry.bundle");
    writeFileSync(path, bytes);
    const { head, close } = openBundle(path);
    close();
    return head;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What an engine sends: all of it, and what it was refused for. */
function readEngine(bytes: Uint8Array): unknown {
  const { requests, fault } = requestsOf(new FrameReader(), bytes);
  if (fault !== undefined) throw fault;
  return requests[0];
}

export const REGISTRY_TARGETS: readonly Target[] = [
  { name: "entry", read: parseEntry },
  { name: "block-record", read: parseBlockRecord },
  { name: "json", read: (bytes) => parseJsonBytes(bytes) },
  { name: "canonical-json", read: (bytes) => parseCanonical(bytes) },
  { name: "checkpoint", read: (bytes) => parseCheckpoint(text(bytes)) },
  { name: "note", read: parseNoteBytes },
  { name: "signature-line", read: (bytes) => parseSignature(text(bytes)) },
  { name: "vkey", read: (bytes) => parseVkey(text(bytes)) },
  { name: "seal", read: (bytes) => verifySeal(text(bytes), policy, nodePrimitives) },
  {
    name: "tlog-proof",
    read: (bytes) => {
      const proof = parseTlogProof(text(bytes));
      const hash = leafHash(proof.extra ?? new Uint8Array(0), nodePrimitives.sha256);
      return verifyTlogProof(proof, hash, policy, nodePrimitives);
    },
  },
  { name: "candidate", read: (bytes) => readCandidate(text(bytes), nodePrimitives) },
  { name: "receipt", read: (bytes) => verifyReceipt(parseReceipt(text(bytes)), policyFor, nodePrimitives) },
  { name: "bundle", read: (bytes) => parseBundle(bytes, BUNDLE_LEAVES) },
  { name: "bundle-file", read: readBundleFile },
  {
    name: "statement",
    read: (bytes) =>
      verifyStatement(parseStatement(text(bytes)), { registryId: FUZZ_KIT.registryId }, nodePrimitives),
  },
  { name: "tile-path", read: (bytes) => parseTilePath(text(bytes)) },
  { name: "trust-answer", read: parseTrustAnswer },
  { name: "status-answer", read: parseStatusAnswer },
  { name: "epochs-answer", read: parseEpochsAnswer },
  { name: "accepted-answer", read: parseAccepted },
  { name: "refused-answer", read: parseRefused },
  { name: "entry-status", read: parseEntryStatus },
  { name: "trust-leaf", read: (bytes) => parseTrustLeaf(bytes, "office/identity") },
  { name: "status-leaf", read: (bytes) => parseStatusLeaf(bytes, "identity", 0) },
  { name: "authority-set", read: (bytes) => parseAuthoritySet(parseJsonBytes(bytes)) },
  { name: "add-checkpoint", read: parseAddCheckpoint },
  { name: "add-entries", read: readUpload },
  { name: "mirror-info", read: parseMirrorInfo },
  { name: "engine-frames", read: readEngine },
  { name: "snapshot-chunk", read: parseChunk },
  { name: "size-line", read: parseSizeLine },
  { name: "copy-mark", read: parseMark },
  { name: "light-snapshot", read: parseSnapshot },
  { name: "introduction", read: (bytes) => parseIntroduction(parseJsonBytes(bytes)) },
  { name: "tag-call", read: (bytes) => readTagCall(TAG_REGISTRY, bytes, nodePrimitives) },
  {
    name: "tag-answer",
    read: (bytes) =>
      readTagAnswer(TAG_REGISTRY, { bytes: new Uint8Array(32), inputs: 2 }, bytes, nodePrimitives),
  },
];
