import { isBase64UrlOf } from "../bytes/base64.ts";

/** Base64url of 32 zero bytes: what `after` says on the first entry of a subject. */
export const ZERO_HASH = "A".repeat(43);

/** Words that stand in `by` where no single body signs; nobody may be called so. */
export const RESERVED_IDS: ReadonlySet<string> = new Set(["founders", "quorum", "registry"]);

const ID = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** Name of an authority, office or type (docs/registry-format.md, "Entry"). */
export function isId(text: string): boolean {
  return ID.test(text) && !RESERVED_IDS.has(text);
}

/** A hash or an Ed25519 key: canonical unpadded base64url of 32 bytes. */
export function isBytes32(text: string): boolean {
  return isBase64UrlOf(text, 32);
}

/** A compressed P-256 point. */
export function isBytes33(text: string): boolean {
  return isBase64UrlOf(text, 33);
}

/** An Ed25519 signature. */
export function isBytes64(text: string): boolean {
  return isBase64UrlOf(text, 64);
}
