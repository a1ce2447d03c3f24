import { fromBase64Url, fromBase64UrlOf, toBase64Url } from "../../bytes/base64.ts";
import { BytesError } from "../../bytes/error.ts";
import { canonicalJson } from "../../json/canonical.ts";
import { JsonError } from "../../json/error.ts";
import { parseJson } from "../../json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { parseAuthoritySet } from "../state/authority-set.ts";
import type { EpochClaim } from "../blocks/epochs.ts";
import { LedgerError } from "../ledger-error.ts";
import { isBytes32, isBytes64, isId } from "../ids.ts";
import { StatementError } from "./error.ts";

/** Characters of a statement: an office's whole record, a note and some dozens of epochs fit. */
export const MAX_STATEMENT = 1 << 20;
export const STATEMENT_FORMAT = "sealfolio-statement/1";
const MAX_EPOCHS = 1024;
const MAX_HASHES = 63;

/** A leaf of a tree of `count`, and its audit path. */
export interface TreePlace {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
}

/** What opens the digest of a deposited document. All base64url of 32 bytes, `sig` of 64. */
export interface DepositOpening {
  readonly salt: string;
  /** SHA-256 of the file. */
  readonly file: string;
  /** The author's Ed25519 key, and its signature over the digest. */
  readonly author: string;
  readonly sig: string;
}

/**
 * Something that a registry says, with all that is needed to check it from the registry's id alone,
 * offline and years later (docs/registry-format.md, "Statement"). Texts are C2SP tlog-proofs under one
 * and the same checkpoint.
 */
export interface Statement {
  readonly genesis: Uint8Array;
  /** Every change of authorities up to the checkpoint. */
  readonly epochs: readonly EpochClaim[];
  /** Of the record of the block that it is about. */
  readonly block: string;
  /** Of the record after that one, which shows until when it was the newest. */
  readonly next?: string;
  /** Of an entry of that block. */
  readonly entry?: string;
  /** A record of the registry under that block's trust root. */
  readonly trust?: TreePlace;
  /** A chunk of an office's status list under that block's status root. */
  readonly status?: TreePlace & { readonly office: string; readonly chunk: number; readonly at: number };
  /** With `status`: of the entry that issued the credential at that place. */
  readonly issued?: string;
  readonly deposit?: DepositOpening;
}

function placed({ leaf, index, count, proof }: TreePlace): JsonObject {
  return { leaf: toBase64Url(leaf), index, count, proof: proof.map((hash) => toBase64Url(hash)) };
}

/** Throws `statement.too_large`. */
export function formatStatement(statement: Statement): string {
  const { genesis, epochs, block, next, entry, trust, status, issued, deposit } = statement;
  const text = canonicalJson({
    format: STATEMENT_FORMAT,
    genesis: toBase64Url(genesis),
    epochs: epochs.map(({ epoch, block: began, before, set }) => ({
      epoch,
      block: began,
      before: toBase64Url(before),
      set: set as unknown as JsonValue,
    })),
    block,
    ...(next === undefined ? {} : { next }),
    ...(entry === undefined ? {} : { entry }),
    ...(trust === undefined ? {} : { trust: placed(trust) }),
    ...(status === undefined
      ? {}
      : { status: { ...placed(status), office: status.office, chunk: status.chunk, at: status.at } }),
    ...(issued === undefined ? {} : { issued }),
    ...(deposit === undefined ? {} : { deposit: { ...deposit } }),
  });
  if (text.length > MAX_STATEMENT) throw new StatementError("statement.too_large");
  return text;
}

function syntax(): StatementError {
  return new StatementError("statement.syntax");
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== "string" || !value.isWellFormed()) throw syntax();
  return value;
}

function countOf(value: JsonValue | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw syntax();
  return value;
}

function objectOf(value: JsonValue | undefined, ...names: readonly string[]): JsonObject {
  if (value === undefined || !isJsonObject(value)) throw syntax();
  const keys = Object.keys(value);
  if (keys.length !== names.length || !names.every((name) => Object.hasOwn(value, name))) throw syntax();
  return value;
}

function readPlace(value: JsonObject): TreePlace {
  const { leaf, index, count, proof } = value;
  if (!Array.isArray(proof) || proof.length > MAX_HASHES) throw syntax();
  const hashes = (proof as readonly JsonValue[]).map((hash) => fromBase64UrlOf(textOf(hash), 32));
  return { leaf: fromBase64Url(textOf(leaf)), index: countOf(index), count: countOf(count), proof: hashes };
}

function readEpoch(value: JsonValue): EpochClaim {
  const { epoch, block, before, set } = objectOf(value, "epoch", "block", "before", "set");
  return {
    epoch: countOf(epoch),
    block: textOf(block),
    before: fromBase64Url(textOf(before)),
    set: parseAuthoritySet(set),
  };
}

function readStatus(value: JsonValue): NonNullable<Statement["status"]> {
  const whole = objectOf(value, "leaf", "index", "count", "proof", "office", "chunk", "at");
  const office = textOf(whole["office"]);
  if (!isId(office)) throw syntax();
  return { ...readPlace(whole), office, chunk: countOf(whole["chunk"]), at: countOf(whole["at"]) };
}

function readDeposit(value: JsonValue): DepositOpening {
  const { salt, file, author, sig } = objectOf(value, "salt", "file", "author", "sig");
  const opening = { salt: textOf(salt), file: textOf(file), author: textOf(author), sig: textOf(sig) };
  const isHash = [opening.salt, opening.file, opening.author].every((text) => isBytes32(text));
  if (!isHash || !isBytes64(opening.sig)) throw syntax();
  return opening;
}

function readMembers(value: JsonObject): Statement {
  const { format, genesis, epochs, block, next, entry, trust, status, issued, deposit, ...more } = value;
  if (format !== STATEMENT_FORMAT || Object.keys(more).length > 0) throw syntax();
  if (!Array.isArray(epochs) || epochs.length > MAX_EPOCHS) throw syntax();
  return {
    genesis: fromBase64Url(textOf(genesis)),
    epochs: (epochs as readonly JsonValue[]).map(readEpoch),
    block: textOf(block),
    ...(next === undefined ? {} : { next: textOf(next) }),
    ...(entry === undefined ? {} : { entry: textOf(entry) }),
    ...(trust === undefined ? {} : { trust: readPlace(objectOf(trust, "leaf", "index", "count", "proof")) }),
    ...(status === undefined ? {} : { status: readStatus(status) }),
    ...(issued === undefined ? {} : { issued: textOf(issued) }),
    ...(deposit === undefined ? {} : { deposit: readDeposit(deposit) }),
  };
}

/**
 * Reads a statement; nothing in it is verified. Accepts exactly what `formatStatement` writes. Throws
 * `statement.syntax` or `statement.too_large`.
 */
export function parseStatement(text: string): Statement {
  if (text.length > MAX_STATEMENT) throw new StatementError("statement.too_large");
  try {
    const value = parseJson(text, { maxLength: MAX_STATEMENT, maxDepth: 8 });
    if (!isJsonObject(value)) throw syntax();
    const statement = readMembers(value);
    if (formatStatement(statement) !== text) throw syntax();
    return statement;
  } catch (error) {
    const isBroken =
      error instanceof JsonError || error instanceof BytesError || error instanceof LedgerError;
    if (isBroken) throw syntax();
    throw error;
  }
}
