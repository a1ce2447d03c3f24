import { toBase64Url, fromBase64Url } from "../../bytes/base64.ts";
import { concat, equal, utf8 } from "../../bytes/bytes.ts";
import { verifyEd25519 } from "../../crypto/ed25519.ts";
import type { Ed25519Signer, Primitives } from "../../crypto/ports.ts";
import { CodedError } from "../../error.ts";
import { canonicalBytes } from "../../json/canonical.ts";
import { JsonError } from "../../json/error.ts";
import { parseJsonBytes } from "../../json/parse.ts";
import type { JsonObject, JsonValue } from "../../json/value.ts";
import {
  ed25519Key,
  hash,
  id,
  integer,
  list,
  matching,
  object,
  oneOf,
  signature,
  time,
} from "../entries/shape.ts";
import { BodyError } from "../entries/error.ts";

/** The call by which an office has its tags computed by the type's tag keeper (docs/registry-format.md, "Tag keeper"). */

/** How inputs and outputs are made; a blind one (VOPRF, RFC 9497) would be another word here. */
export const TAG_SCHEME = "hmac-sha256";
export const MAX_TAG_CALL_BYTES = 65_536;
/** Things asked for at once. */
export const MAX_TAG_INPUTS = 64;
/** Seconds by which the clocks of office and keeper may differ. */
export const TAG_CALL_SKEW = 120;

export type TagCallErrorCode = "tags.syntax" | "tags.scheme" | "tags.signature" | "tags.other_request";

/** A call or answer that does not hold. */
export class TagCallError extends CodedError<TagCallErrorCode> {}

export interface TagCall {
  /** The office that asks. */
  readonly by: string;
  readonly type: string;
  /** Of the tag key. */
  readonly epoch: number;
  /** Values of the type's unique claims, one list for each tag. */
  readonly inputs: readonly (readonly string[])[];
  /** POSIX seconds at which it was asked. */
  readonly time: number;
  /** Base64url of 32 random bytes, so that no call is taken twice. */
  readonly nonce: string;
}

export interface SignedTagCall extends TagCall {
  /** The officer's Ed25519 key, base64url. */
  readonly key: string;
}

// The normaliser judges the characters; here is only a limit.
const value = matching(/^[\s\S]{1,256}$/);
const callShape = object({
  by: id,
  epoch: integer(1, Number.MAX_SAFE_INTEGER),
  inputs: list(1, MAX_TAG_INPUTS, list(1, 16, value)),
  key: ed25519Key,
  nonce: hash,
  scheme: matching(/^[a-z0-9-]{1,32}$/),
  sig: signature,
  time,
  type: id,
});
const answerShape = object({
  key: ed25519Key,
  request: hash,
  scheme: oneOf(TAG_SCHEME),
  sig: signature,
  tags: list(1, MAX_TAG_INPUTS, hash),
});

const CALL = utf8("sealfolio/tag-call/v1\n");
const ANSWER = utf8("sealfolio/tag-answer/v1\n");

function sign(
  domain: Uint8Array,
  registryId: Uint8Array,
  body: JsonObject,
  signer: Ed25519Signer,
): Uint8Array {
  const whole = { ...body, key: toBase64Url(signer.publicKey) };
  const sig = signer.sign(concat(domain, registryId, canonicalBytes(whole)));
  return canonicalBytes({ ...whole, sig: toBase64Url(sig) });
}

function read<T>(bytes: Uint8Array, shape: (value: JsonValue) => T): T {
  if (bytes.length > MAX_TAG_CALL_BYTES) throw new TagCallError("tags.syntax");
  try {
    const parsed = parseJsonBytes(bytes, { maxLength: MAX_TAG_CALL_BYTES, maxDepth: 4 });
    // One form only: what was signed is what is read.
    if (!equal(canonicalBytes(parsed), bytes)) throw new TagCallError("tags.syntax");
    return shape(parsed);
  } catch (error) {
    if (error instanceof JsonError || error instanceof BodyError) throw new TagCallError("tags.syntax");
    throw error;
  }
}

function checkSignature(
  domain: Uint8Array,
  registryId: Uint8Array,
  signed: { readonly key: string; readonly sig: string },
  primitives: Primitives,
): void {
  const { sig, ...rest } = signed;
  const message = concat(domain, registryId, canonicalBytes(rest as unknown as JsonObject));
  if (!verifyEd25519(primitives, fromBase64Url(signed.key), message, fromBase64Url(sig))) {
    throw new TagCallError("tags.signature");
  }
}

/** The call's bytes, signed by an officer of the office. */
export function buildTagCall(registryId: Uint8Array, call: TagCall, officer: Ed25519Signer): Uint8Array {
  const { by, type, epoch, inputs, time: at, nonce } = call;
  return sign(CALL, registryId, { by, epoch, inputs, nonce, scheme: TAG_SCHEME, time: at, type }, officer);
}

/** Whether the key is that office's officer is the keeper's to see. Throws TagCallError. */
export function readTagCall(
  registryId: Uint8Array,
  bytes: Uint8Array,
  primitives: Primitives,
): SignedTagCall {
  const call = read(bytes, callShape);
  if (call.scheme !== TAG_SCHEME) throw new TagCallError("tags.scheme");
  checkSignature(CALL, registryId, call, primitives);
  return call;
}

/** The tags, in the order of the inputs, signed by an officer of the keeper for this very call. */
export function buildTagAnswer(
  registryId: Uint8Array,
  call: Uint8Array,
  tags: readonly string[],
  officer: Ed25519Signer,
  primitives: Pick<Primitives, "sha256">,
): Uint8Array {
  const request = toBase64Url(primitives.sha256(call));
  return sign(ANSWER, registryId, { request, scheme: TAG_SCHEME, tags }, officer);
}

/** The tags and who signed them; whether that is the keeper's officer is the office's to see. Throws TagCallError. */
export function readTagAnswer(
  registryId: Uint8Array,
  call: { readonly bytes: Uint8Array; readonly inputs: number },
  bytes: Uint8Array,
  primitives: Primitives,
): { readonly tags: readonly string[]; readonly key: string } {
  const answer = read(bytes, answerShape);
  checkSignature(ANSWER, registryId, answer, primitives);
  if (answer.request !== toBase64Url(primitives.sha256(call.bytes)) || answer.tags.length !== call.inputs) {
    throw new TagCallError("tags.other_request");
  }
  return { tags: answer.tags, key: answer.key };
}
