import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { type CborMap, type CborValue, isCborBytes, isCborMap } from "../cbor/value.ts";
import { CoseError } from "../cose/error.ts";
import { parseCoseKey } from "../cose/key.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { MdocError } from "./error.ts";
import { embedded, readCbor, readDateTime, requireMap, requireText } from "./read.ts";

/** Digests by their ids. */
export type Digests = ReadonlyMap<number, Uint8Array>;

/** What the issuer signs (ISO 18013-5 section 9.1.2.4). Times in POSIX seconds. */
export interface MobileSecurityObject {
  readonly docType: string;
  readonly digest: (bytes: Uint8Array) => Uint8Array;
  readonly valueDigests: ReadonlyMap<string, Digests>;
  /** Undefined for a key that is not P-256: we can read such a document, and nobody can show it to us. */
  readonly deviceKey: P256Jwk | undefined;
  readonly signed: number;
  readonly validFrom: number;
  readonly validUntil: number;
  /** Token Status List section 6.3. */
  readonly status: { readonly uri: string; readonly index: number } | undefined;
}

const DIGESTS: { readonly [name: string]: (bytes: Uint8Array) => Uint8Array } = {
  "SHA-256": sha256,
  "SHA-384": sha384,
  "SHA-512": sha512,
};

const MAX_URI = 2048;

function readDigests(value: CborValue): Digests {
  const digests = new Map<number, Uint8Array>();
  for (const [id, digest] of requireMap(value)) {
    if (typeof id !== "number" || id < 0 || !isCborBytes(digest)) throw new MdocError("mdoc.syntax");
    digests.set(id, digest);
  }
  return digests;
}

function readValueDigests(value: CborValue): ReadonlyMap<string, Digests> {
  const spaces = [...requireMap(value)].map(([name, digests]): readonly [string, Digests] => {
    return [requireText(name), readDigests(digests)];
  });
  return new Map(spaces);
}

function readDeviceKey(mso: CborMap): P256Jwk | undefined {
  const key = requireMap(mso.get("deviceKeyInfo"), "mdoc.device_key").get("deviceKey");
  if (!isCborMap(key)) throw new MdocError("mdoc.device_key");
  const isP256 = key.get(1) === 2 && key.get(-1) === 1;
  if (!isP256) return undefined;
  try {
    return parseCoseKey(key);
  } catch (cause) {
    if (cause instanceof CoseError) throw new MdocError("mdoc.device_key", { cause });
    throw cause;
  }
}

function readStatus(value: CborValue): MobileSecurityObject["status"] {
  if (value === undefined) return undefined;
  const list = requireMap(value, "mdoc.status").get("status_list");
  // Another mechanism (an identifier list) than the one we know says nothing to us.
  if (list === undefined) return undefined;
  const members = requireMap(list, "mdoc.status");
  const index = members.get("idx");
  const uri = members.get("uri");
  const isIndex = Number.isSafeInteger(index) && (index as number) >= 0;
  if (typeof uri !== "string" || uri.length > MAX_URI || !isIndex) throw new MdocError("mdoc.status");
  return { uri, index: index as number };
}

/** Reads `MobileSecurityObjectBytes`. Throws `mdoc.syntax`, `.version`, `.digest_algorithm`, `.validity`, `.device_key` or `.status`. */
export function parseMobileSecurityObject(payload: Uint8Array): MobileSecurityObject {
  const mso = requireMap(readCbor(embedded(readCbor(payload).value)).value);
  if (!requireText(mso.get("version"), "mdoc.version").startsWith("1.")) throw new MdocError("mdoc.version");
  const algorithm = mso.get("digestAlgorithm");
  const digest =
    typeof algorithm === "string" && Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  if (digest === undefined) throw new MdocError("mdoc.digest_algorithm");
  const validity = requireMap(mso.get("validityInfo"), "mdoc.validity");
  return {
    docType: requireText(mso.get("docType")),
    digest,
    valueDigests: readValueDigests(mso.get("valueDigests")),
    deviceKey: readDeviceKey(mso),
    signed: readDateTime(validity.get("signed")),
    validFrom: readDateTime(validity.get("validFrom")),
    validUntil: readDateTime(validity.get("validUntil")),
    status: readStatus(mso.get("status")),
  };
}

/** The document's own validity, section 9.3.1 step 5. Throws `mdoc.expired` or `.not_yet_valid`. */
export function checkMdocValidity(
  mso: Pick<MobileSecurityObject, "validFrom" | "validUntil">,
  at: number,
  leeway: number,
): void {
  if (at - leeway > mso.validUntil) throw new MdocError("mdoc.expired");
  if (at + leeway < mso.validFrom) throw new MdocError("mdoc.not_yet_valid");
}
