import { fromBase64, fromBase64Url } from "../../../src/bytes/base64.ts";
import { concat, utf8 } from "../../../src/bytes/bytes.ts";
import { fromHex, toHex } from "../../../src/bytes/hex.ts";
import { effectiveQuorum } from "../../../src/chain/state/authority-set.ts";
import type { State } from "../../../src/chain/state/state.ts";
import { verifyEd25519 } from "../../../src/crypto/ed25519.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { engineAddress } from "./engine-home.ts";
import { votingKeys } from "./validators.ts";

/** Of a vote for a block (CometBFT specification v0.38, "Encoding", "CanonicalVote"). */
const PRECOMMIT = 2;
const FOR_THE_BLOCK = 2;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return new Uint8Array([...bytes, left]);
    bytes.push((left % 128) | 0x80);
  }
}

function field(number: number, wire: number, value: Uint8Array): Uint8Array {
  return concat(varint(8 * number + wire), value);
}

function withLength(bytes: Uint8Array): Uint8Array {
  return concat(varint(bytes.length), bytes);
}

function fixed64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return bytes;
}

/** Fields that are zero are left out, as protobuf does. */
function uint(number: number, value: number): Uint8Array {
  return value === 0 ? new Uint8Array(0) : field(number, 0, varint(value));
}

/** Protobuf's Timestamp of an RFC 3339 time in UTC; undefined for what is none. */
function timestamp(time: string): Uint8Array | undefined {
  const [, whole, part = ""] = TIME.exec(time) ?? [];
  const seconds = whole === undefined ? Number.NaN : Date.parse(`${whole}Z`) / 1000;
  if (!Number.isSafeInteger(seconds) || seconds < 0) return undefined;
  return concat(uint(1, seconds), uint(2, Number(part.padEnd(9, "0"))));
}

interface Commit {
  readonly height: number;
  readonly round: number;
  /** Of the block. */
  readonly hash: Uint8Array;
  readonly parts: { readonly total: number; readonly hash: Uint8Array };
  readonly signatures: readonly { readonly address: string; readonly time: string; readonly sig: string }[];
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function readCommit(result: JsonObject): Commit {
  const commit = object(object(result["signed_header"])["commit"]);
  const block = object(commit["block_id"]);
  const parts = object(block["parts"]);
  const listed = Array.isArray(commit["signatures"]) ? (commit["signatures"] as readonly JsonValue[]) : [];
  return {
    height: Number(commit["height"]),
    round: Number(commit["round"]),
    hash: fromHex(text(block["hash"]).toLowerCase()),
    parts: { total: Number(parts["total"]), hash: fromHex(text(parts["hash"]).toLowerCase()) },
    signatures: listed.map(object).flatMap((each) =>
      each["block_id_flag"] === FOR_THE_BLOCK
        ? [
            {
              address: text(each["validator_address"]).toLowerCase(),
              time: text(each["timestamp"]),
              sig: text(each["signature"]),
            },
          ]
        : [],
    ),
  };
}

/** What an authority signed to decide the block; undefined where a time is none. */
function signBytes(
  chainId: string,
  { height, round, hash, parts }: Commit,
  time: string,
): Uint8Array | undefined {
  const at = timestamp(time);
  if (at === undefined) return undefined;
  const partSet = concat(uint(1, parts.total), field(2, 2, withLength(parts.hash)));
  const block = concat(field(1, 2, withLength(hash)), field(2, 2, withLength(partSet)));
  const vote = concat(
    uint(1, PRECOMMIT),
    height === 0 ? new Uint8Array(0) : field(2, 1, fixed64(height)),
    round === 0 ? new Uint8Array(0) : field(3, 1, fixed64(round)),
    field(4, 2, withLength(block)),
    field(5, 2, withLength(at)),
    field(6, 2, withLength(utf8(chainId))),
  );
  return withLength(vote);
}

export interface Anchor {
  readonly height: number;
  /** Of the engine's block, hexadecimal. */
  readonly hash: string;
}

/**
 * A block of the engine that a quorum of the registry's live authorities has signed with the consensus
 * keys that stand on its chain; undefined for anything else. `result`: of the engine's call `commit`.
 */
export function anchorOf(
  result: JsonObject,
  chainId: string,
  state: Pick<State, "authorities">,
  primitives: Primitives,
): Anchor | undefined {
  try {
    const commit = readCommit(result);
    const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
    if (!isCount(commit.height) || !isCount(commit.round) || !isCount(commit.parts.total)) return undefined;
    if (commit.hash.length !== 32 || commit.height === 0) return undefined;
    const keys = new Map(
      votingKeys(state).map((key) => {
        const bytes = fromBase64Url(key);
        return [engineAddress(bytes, primitives.sha256), bytes];
      }),
    );
    const signed = new Set<string>();
    for (const { address, time, sig } of commit.signatures) {
      const key = keys.get(address);
      const bytes = signBytes(chainId, commit, time);
      if (key === undefined || bytes === undefined) continue;
      if (verifyEd25519(primitives, key, bytes, fromBase64(sig))) signed.add(address);
    }
    if (signed.size < effectiveQuorum(keys.size, 1)) return undefined;
    return { height: commit.height, hash: toHex(commit.hash) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
