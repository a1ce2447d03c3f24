import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { parseStatement } from "../../../src/chain/proofs/statement.ts";
import { trustKeyOfLeaf } from "../../../src/chain/roots/trust-root.ts";
import { parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import { commitmentOf } from "../../../src/credential/commitment.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { sha256 } from "../../../src/crypto/sha256.ts";
import { CodedError } from "../../../src/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import { parseTlogProof } from "../../../src/note/tlog-proof.ts";

export interface Inspected {
  readonly kind: string;
  readonly content: JsonValue;
}

type Reader = (text: string) => Inspected;

/** Long values (pictures) would bury the rest. */
function shorten(value: JsonValue): JsonValue {
  if (typeof value === "string")
    return value.length > 200 ? `${value.slice(0, 60)}... (${value.length} characters)` : value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(shorten);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorten(inner)]));
  return value;
}

function readEntryBytes(leaf: Uint8Array): Inspected {
  const entry = parseEntry(leaf);
  const hash = toBase64Url(leafHash(leaf, sha256));
  if (entry.kind === "block") return { kind: "block record", content: { hash, ...parseBlockRecord(leaf) } };
  const { kind, by, after, body } = entry;
  const signers = entry.sigs.map(({ key }) => key);
  return { kind: "registry entry", content: { hash, kind, by, after, body: shorten(body), signers } };
}

function readNote(text: string): { readonly checkpoint: JsonObject; readonly signers: readonly string[] } {
  const note = parseNote(text);
  const { origin, size, root } = parseCheckpoint(note.text);
  return {
    checkpoint: { origin, size, root: toBase64Url(root) },
    signers: note.signatures.map(({ name }) => name),
  };
}

const receipt: Reader = (text) => {
  const { entry, record, checkpoint } = parseReceipt(text);
  const content = {
    entry: readEntryBytes(entry.leaf).content,
    index: entry.index,
    block: readEntryBytes(record.leaf).content,
    ...readNote(checkpoint),
  };
  return { kind: "receipt", content };
};

const statement: Reader = (text) => {
  const { epochs, block, entry: stated, trust, status, deposit } = parseStatement(text);
  const leafOf = (proofText: string): JsonValue =>
    readLeaf(parseTlogProof(proofText).extra ?? new Uint8Array(0));
  const content = {
    block: leafOf(block),
    ...readNote(parseTlogProof(block).checkpoint),
    changesOfAuthorities: epochs.length,
    ...(stated === undefined ? {} : { entry: leafOf(stated) }),
    ...(trust === undefined ? {} : { record: trustKeyOfLeaf(trust.leaf) ?? null }),
    ...(status === undefined ? {} : { status: { office: status.office, index: status.at } }),
    ...(deposit === undefined ? {} : { deposit: { file: deposit.file, author: deposit.author } }),
  };
  return { kind: "statement of a registry", content };
};

const proof: Reader = (text) => {
  const { extra, index, proof: path, checkpoint } = parseTlogProof(text);
  const leaf = extra === undefined ? {} : { leaf: readLeaf(extra) };
  return {
    kind: "C2SP tlog-proof",
    content: { index, hashes: path.length, ...leaf, ...readNote(checkpoint) },
  };
};

function readLeaf(extra: Uint8Array): JsonValue {
  try {
    return readEntryBytes(extra).content;
  } catch (error) {
    if (error instanceof CodedError) return `${extra.length} bytes`;
    throw error;
  }
}

const checkpoint: Reader = (text) => ({ kind: "C2SP checkpoint", content: readNote(text) });

const entry: Reader = (text) => readEntryBytes(new TextEncoder().encode(text));

const sdJwt: Reader = (text) => {
  const parsed = parseSdJwt(text.trim());
  const { claims, disclosed } = processSdJwt(parsed, sha256);
  const content = {
    commitment: commitmentOf(parsed, sha256),
    claims: shorten(claims),
    disclosed: disclosed.map(({ path }) => path.join("/")),
    holderProof: parsed.keyBinding !== undefined,
  };
  return { kind: parsed.keyBinding === undefined ? "SD-JWT" : "SD-JWT presentation", content };
};

const jwt: Reader = (text) => {
  const [head = "", body = "", mac, ...more] = text.trim().split(".");
  const header = parseJsonBytes(fromBase64Url(head));
  if (mac === undefined || !isJsonObject(header)) throw new InspectError("inspect.unknown");
  if (more.length === 2) return { kind: "encrypted message (JWE)", content: { header } };
  if (more.length > 0) throw new InspectError("inspect.unknown");
  const payload = parseJsonBytes(fromBase64Url(body));
  return {
    kind: `signed message (${String(header["typ"] ?? "JWT")})`,
    content: { header, payload: shorten(payload) },
  };
};

class InspectError extends CodedError<"inspect.unknown"> {}

/** The most telling first: a receipt is also two proofs, a proof also a checkpoint. */
const READERS: readonly Reader[] = [statement, receipt, proof, checkpoint, entry, sdJwt, jwt];

/** What some bytes say, without judging any of it. `unknown` if it is nothing that we read. */
export function inspect(bytes: Uint8Array): Inspected {
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    return { kind: "unknown", content: null };
  }
  for (const read of READERS) {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
  }
  return { kind: "unknown", content: null };
}
