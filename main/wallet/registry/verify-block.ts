import { toBase64Url } from "../../../src/bytes/base64.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { ZERO_HASH } from "../../../src/chain/ids.ts";
import type { BlockCheckView } from "../../../src/contract/registry-views.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import {
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from "../../../src/merkle/proof.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import { Folder } from "../../follow/replay/fold.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { BlockRow } from "../../log/rows.ts";
import { subtreeHash } from "../../../src/merkle/subtree.ts";

type Check = BlockCheckView["checks"][number];

/** `undefined` if it holds, else what is wrong. */
function tryCheck(name: Check["name"], work: () => string | undefined): Check {
  try {
    const code = work();
    return code === undefined ? { name, holds: true } : { name, holds: false, code };
  } catch (error) {
    if (error instanceof CodedError) return { name, holds: false, code: String(error.code) };
    throw error;
  }
}

/** The ledger before a block, and the block judged on it, every signature too. */
function judge(copy: OwnCopy, block: BlockRow, primitives: Primitives): string | undefined {
  const folder = new Folder(copy.ledger.registryId, primitives);
  const take = ({ first, size }: BlockRow, signatures: "trusted" | "verify"): string | undefined => {
    const leaves = [...copy.log.leaves(first, size)];
    const hashes = leaves.map((leaf) => leafHash(leaf, primitives.sha256));
    const taken = folder.take({ leaves, hashes }, signatures);
    return taken.ok ? undefined : taken.code;
  };
  for (const before of copy.log.blocks(0, block.height)) {
    const code = take(before, "trusted");
    if (code !== undefined) return code;
  }
  return take(block, "verify");
}

/**
 * Checks one block of the own copy with nothing taken for granted but the pinned id: leaves against
 * their tiles, the link to the block before, its place in the sealed tree, every signature and rule,
 * the newest seal. Undefined for a block that there is not.
 */
export function verifyBlock(
  copy: OwnCopy,
  height: number,
  primitives: Primitives,
): BlockCheckView | undefined {
  const { log, ledger, seal, epochs } = copy;
  const { head } = ledger;
  const block = height > (head?.height ?? -1) ? undefined : log.seal(height);
  if (block === undefined || head === undefined) return undefined;
  let signatures = 0;
  const counting: Primitives = {
    ...primitives,
    verifyEd25519: (key, message, signature) => {
      signatures++;
      return primitives.verifyEd25519(key, message, signature);
    },
  };
  const { sha256 } = primitives;
  const checks = [
    tryCheck("leaves", () => {
      let at = block.first;
      for (const leaf of log.leaves(block.first, block.size)) {
        if (!equal(leafHash(leaf, sha256), log.leafHashAt(at++))) return "copy.damaged";
      }
      return at === block.size ? undefined : "copy.damaged";
    }),
    tryCheck("link", () => {
      const record = parseBlockRecord(log.leaf(block.recordIndex) ?? new Uint8Array(0));
      const before = height === 0 ? undefined : log.seal(height - 1);
      const link = before === undefined ? ZERO_HASH : toBase64Url(log.leafHashAt(before.recordIndex));
      return record.after === link && record.height === height ? undefined : "record.after";
    }),
    tryCheck("tree", () => {
      const at = log.hashAt(head.size);
      const index = block.recordIndex;
      const proof = proveInclusion(index, head.size, at, sha256);
      const hash = log.leafHashAt(index);
      verifyInclusion({ index, size: head.size, leafHash: hash, proof, root: head.root }, sha256);
      const fromRoot = subtreeHash(0, block.size, at, sha256);
      const claim = { from: block.size, to: head.size, fromRoot, toRoot: head.root };
      verifyConsistency({ ...claim, proof: proveConsistency(block.size, head.size, at, sha256) }, sha256);
      return undefined;
    }),
  ];
  const isSound = checks.every(({ holds }) => holds);
  const code = isSound ? judge(copy, block, counting) : "copy.damaged";
  const isSignature = code === "sig.invalid" || code === "consent.invalid";
  checks.push(
    tryCheck("signatures", () => (isSignature || !isSound ? code : undefined)),
    tryCheck("rules", () => (isSignature ? undefined : code)),
    tryCheck("seal", () => {
      if (seal === undefined || epochs === undefined) return "seal.none";
      verifySeal(seal.text, epochs.policyFor(seal.checkpoint.size), primitives);
      return equal(seal.checkpoint.root, head.root) ? undefined : "copy.damaged";
    }),
  );
  return { height, checks, signatures };
}
