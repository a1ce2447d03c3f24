import { fromBase64Url, fromBase64UrlOf, toBase64Url } from "../bytes/base64.ts";
import { utf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { type BlockRecord, parseBlockRecord } from "../chain/blocks/block-record.ts";
import type { OfficeRecord } from "../chain/state/records.ts";
import { parseTrustLeaf, type TrustProof, trustKeyOfLeaf } from "../chain/roots/trust-root.ts";
import type { Primitives } from "../crypto/ports.ts";
import { CodedError } from "../error.ts";
import { canonicalJson } from "../json/canonical.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { leafHash } from "../merkle/hash.ts";
import { verifyInclusion } from "../merkle/proof.ts";
import type { Seal, SealPolicy } from "../note/seal.ts";
import { parseTlogProof, verifyTlogProof } from "../note/tlog-proof.ts";
import { ok, refuse, type Result } from "../result.ts";
import { CLOCK_LEEWAY } from "../trust/clock-leeway.ts";
import type { Moment } from "../trust/registry-view.ts";
import { PresentationError } from "./error.ts";

/** Bytes of an introduction in RFC 8785 form. */
export const MAX_INTRODUCTION = 32_768;

/** Longest proof of a place in a tree (RFC 6962 section 2.1.1). */
const MAX_HASHES = 63;

/**
 * What an asker brings along for a wallet that has no network and does not know it: proof that the
 * registry lists this office (docs/registry-format.md, "Introduction").
 */
export interface Introduction {
  /** C2SP tlog-proof of a block's record under that block's own seal, as `GET /block/<height>` gives it. */
  readonly block: string;
  /** The leaf `office/<id>` and its proof against that record's trust root. */
  readonly office: TrustProof;
}

/** What an introduction proves. */
export interface IntroducedOffice {
  readonly record: OfficeRecord;
  /** Of the block as of which the registry said so. */
  readonly height: number;
  /** Age of its seal: the k-th newest cosignature time, POSIX seconds. */
  readonly time: number;
  readonly seal: Seal;
}

/**
 * Who may seal the block with this record and so many leaves, as far as the reader knows it for sure;
 * undefined where it does not.
 */
export type PolicyForBlock = (record: BlockRecord, size: number) => SealPolicy | undefined;

/** The member of a request. Throws `presentation.too_large`. */
export function formatIntroduction({ block, office }: Introduction): JsonObject {
  const { leaf, index, count, proof } = office;
  const value = {
    block,
    office: { leaf: toBase64Url(leaf), index, count, proof: proof.map((hash) => toBase64Url(hash)) },
  };
  if (utf8(canonicalJson(value)).length > MAX_INTRODUCTION) {
    throw new PresentationError("presentation.too_large");
  }
  return value;
}

function member(): PresentationError {
  return new PresentationError("presentation.request_member");
}

function hasOnly(value: JsonObject, ...names: readonly string[]): boolean {
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function readPlace(value: JsonObject): TrustProof {
  const { leaf, index, count, proof } = value;
  if (!hasOnly(value, "leaf", "index", "count", "proof")) throw member();
  if (typeof leaf !== "string" || leaf.length > MAX_INTRODUCTION) throw member();
  if (!isCount(index) || !isCount(count)) throw member();
  if (!Array.isArray(proof) || proof.length > MAX_HASHES) throw member();
  const hashes = (proof as readonly JsonValue[]).map((hash) => {
    if (typeof hash !== "string") throw member();
    return fromBase64UrlOf(hash, 32);
  });
  return { leaf: fromBase64Url(leaf), index, count, proof: hashes };
}

/**
 * Reads the member of a request; nothing in it is verified. Throws `presentation.request_member` or
 * `presentation.too_large`.
 */
export function parseIntroduction(value: unknown): Introduction {
  if (!isJsonObject(value) || !hasOnly(value, "block", "office")) throw member();
  const { block, office } = value;
  if (typeof block !== "string" || !block.isWellFormed() || !isJsonObject(office)) throw member();
  try {
    const introduction = { block, office: readPlace(office) };
    formatIntroduction(introduction);
    return introduction;
  } catch (error) {
    if (error instanceof BytesError) throw member();
    throw error;
  }
}

interface SealedRecord {
  readonly record: BlockRecord;
  readonly seal: Seal;
}

function verifyBlock(
  block: string,
  policyFor: PolicyForBlock,
  primitives: Primitives,
): Result<SealedRecord, string> {
  const proof = parseTlogProof(block);
  if (proof.extra === undefined) return refuse("introduction.block");
  const record = parseBlockRecord(proof.extra);
  const size = record.first + record.count + 1;
  if (proof.index !== size - 1) return refuse("introduction.block");
  const policy = policyFor(record, size);
  if (policy === undefined) return refuse("introduction.not_followed");
  const seal = verifyTlogProof(proof, leafHash(proof.extra, primitives.sha256), policy, primitives);
  // A later checkpoint may be another epoch's to sign.
  return seal.checkpoint.size === size ? ok({ record, seal }) : refuse("introduction.block");
}

function verifyOffice(
  { leaf, index, count, proof }: TrustProof,
  trust: string,
  primitives: Primitives,
): Result<OfficeRecord, string> {
  const hash = leafHash(leaf, primitives.sha256);
  const root = fromBase64Url(trust);
  verifyInclusion({ index, size: count, leafHash: hash, proof, root }, primitives.sha256);
  const key = trustKeyOfLeaf(leaf);
  const row = key === undefined ? undefined : parseTrustLeaf(leaf, key);
  return row?.kind === "office" && row.record.id === row.id ? ok(row.record) : refuse("introduction.office");
}

/**
 * Verifies an introduction: a record that closes its block, sealed by a quorum of those whom
 * `policyFor` names, and an office in the trust root of that record. That the seal belongs to the
 * reader's own history is not shown by it, nor that it is recent: `isTimely`. Refused with
 * `introduction.not_followed` (the reader does not know who may seal that block), `.block`, `.office`,
 * or the code of the part that does not hold (`proof.*`, `seal.*`, `merkle.*`, `record.syntax`, ...).
 * Never throws.
 */
export function verifyIntroduction(
  introduction: Introduction,
  policyFor: PolicyForBlock,
  primitives: Primitives,
): Result<IntroducedOffice, string> {
  try {
    const sealed = verifyBlock(introduction.block, policyFor, primitives);
    if (!sealed.ok) return sealed;
    const { record, seal } = sealed.value;
    const office = verifyOffice(introduction.office, record.trust, primitives);
    if (!office.ok) return office;
    return ok({ record: office.value, height: record.height, time: seal.time, seal });
  } catch (error) {
    if (error instanceof CodedError) return refuse(String(error.code));
    throw error;
  }
}

/**
 * Seconds that a proof counts. An office that was withdrawn since, or whose key was stolen and ended,
 * can go on showing an old one, and a wallet without a network cannot know; a counter that is online
 * makes a fresh one with each request. A month lets counters ask that are themselves seldom online.
 */
export const LONGEST_INTRODUCTION = 30 * 86_400;

/**
 * Seconds that it may be older than the newest seal that the reader has seen: as long as a request can
 * be open, so that an appointment does not spoil because its reader went online in between.
 */
export const LONGEST_LAG = 7 * 86_400;

/**
 * Whether what was proven as of `introduced` may be used at `now` (POSIX seconds) by a reader whose
 * newest sealed data is `head`.
 */
export function isTimely(introduced: Moment, head: Moment, now: number): boolean {
  const { time } = introduced;
  // Cosigners put the time there: if it lies ahead, the clock here is slow and no age can be believed.
  if (time > now + CLOCK_LEEWAY) return false;
  return now - time <= LONGEST_INTRODUCTION && head.time - time <= LONGEST_LAG;
}
