import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { fromBase64 } from "../bytes/base64.ts";
import { equal } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { CredentialError } from "./error.ts";

/** From weakest to strongest, W3C Subresource Integrity section 3.2. */
const HASHES = [
  ["sha256", sha256],
  ["sha384", sha384],
  ["sha512", sha512],
] as const;

const MAX_LENGTH = 1024;

interface Known {
  readonly strength: number;
  readonly digest: Uint8Array;
}

function readOne(text: string): Known | undefined {
  const at = text.indexOf("-");
  const strength = HASHES.findIndex(([name]) => name === text.slice(0, at));
  if (strength < 0) return undefined;
  // Options after `?` are reserved and mean nothing yet.
  const encoded = text.slice(at + 1).split("?", 1)[0] as string;
  try {
    return { strength, digest: fromBase64(encoded) };
  } catch (cause) {
    if (cause instanceof BytesError) throw new CredentialError("type_metadata.integrity", { cause });
    throw cause;
  }
}

/**
 * Whether a document is the one that "integrity metadata" names (SD-JWT VC "Document Integrity", SRI
 * section 3.3): of several hashes only those of the strongest kind count. One that names no hash we know
 * proves nothing and is refused, unlike in SRI. Throws `type_metadata.integrity`.
 */
export function checkIntegrity(document: Uint8Array, integrity: unknown): void {
  if (typeof integrity !== "string" || integrity.length > MAX_LENGTH) {
    throw new CredentialError("type_metadata.integrity");
  }
  const known = integrity
    .split(/[\t\n\f\r ]+/)
    .map(readOne)
    .filter((one) => one !== undefined);
  const strongest = known.reduce((most, { strength }) => Math.max(most, strength), -1);
  const hash = HASHES[strongest]?.[1](document);
  const fits = known.some(
    ({ strength, digest }) => strength === strongest && hash !== undefined && equal(hash, digest),
  );
  if (!fits) throw new CredentialError("type_metadata.integrity");
}
