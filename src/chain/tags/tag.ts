import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { toBase64Url } from "../../bytes/base64.ts";
import { canonicalBytes } from "../../json/canonical.ts";
import { isId } from "../ids.ts";
import { normalise } from "./normalise.ts";
import { TagError } from "./tag-error.ts";

/** HMAC-SHA-256 (RFC 2104); 32 bytes. */
export type HmacSha256 = (key: Uint8Array, message: Uint8Array) => Uint8Array;

/** What a unique tag stands for. */
export interface TagInput {
  /** Id of the credential type. */
  readonly type: string;
  /** Of the tag key, 1 or more. */
  readonly epoch: number;
  /** A name out of `NORMALISER_NAMES`. */
  readonly normaliser: string;
  /** Values of the type's `unique.claims`, in that order, as they were written; 1 to 16. */
  readonly values: readonly unknown[];
}

const nobleHmac: HmacSha256 = (key, message) => hmac(sha256, key, message);

/**
 * Unique tag (docs/registry-format.md, "Unique tag"), base64url: the same for everything that means the
 * same to the normaliser, and nothing to anyone without the tag key of that epoch (32 bytes).
 * Throws TagError.
 */
export function computeTag(key: Uint8Array, input: TagInput, hmacSha256: HmacSha256 = nobleHmac): string {
  const { type, epoch, normaliser, values } = input;
  if (key.length !== 32) throw new TagError("tag.key");
  if (!isId(type)) throw new TagError("tag.type");
  if (!Number.isSafeInteger(epoch) || epoch < 1) throw new TagError("tag.epoch");
  if (values.length < 1 || values.length > 16) throw new TagError("tag.value");
  const normalised = values.map((value) => normalise(normaliser, value));
  return toBase64Url(hmacSha256(key, canonicalBytes([type, epoch, normaliser, normalised])));
}
