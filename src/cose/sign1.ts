import { CborError } from "../cbor/error.ts";
import { decodeCbor } from "../cbor/decode.ts";
import { encodeCbor } from "../cbor/encode.ts";
import {
  type CborMap,
  type CborValue,
  isCborArray,
  isCborBytes,
  isCborMap,
  isCborTag,
} from "../cbor/value.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Primitives } from "../crypto/ports.ts";
import { CoseError } from "./error.ts";

/** Header parameters (RFC 9052 section 3.1, RFC 9360 section 2, RFC 9596). */
export const COSE_HEADER = { alg: 1, crit: 2, kid: 4, typ: 16, x5chain: 33 } as const;
/** ECDSA with SHA-256 (RFC 9053 section 2.1). */
export const COSE_ES256 = -7;

const SIGN1_TAG = 18;
const HEADER_LIMITS = { maxLength: 65_536, maxDepth: 6, maxItems: 256 };

/** A COSE_Sign1 (RFC 9052 section 4.2), read but not verified. */
export interface Sign1 {
  /** Bytes of the protected header, as signed. */
  readonly protectedBytes: Uint8Array;
  readonly protected: CborMap;
  readonly unprotected: CborMap;
  /** Undefined where it is carried elsewhere. */
  readonly payload: Uint8Array | undefined;
  readonly signature: Uint8Array;
}

function readProtected(bytes: Uint8Array): CborMap {
  if (bytes.length === 0) return new Map();
  try {
    const { value } = decodeCbor(bytes, HEADER_LIMITS);
    if (!isCborMap(value)) throw new CoseError("cose.syntax");
    return value;
  } catch (cause) {
    if (cause instanceof CborError) throw new CoseError("cose.syntax", { cause });
    throw cause;
  }
}

/** Throws `cose.syntax`; a header that says the same parameter twice is refused (section 3). */
export function parseSign1(value: CborValue): Sign1 {
  const parts = isCborTag(value) && value.tag === SIGN1_TAG ? value.value : value;
  if (!isCborArray(parts) || parts.length !== 4) throw new CoseError("cose.syntax");
  const [protectedBytes, unprotected, payload, signature] = parts;
  if (!isCborBytes(protectedBytes) || !isCborMap(unprotected) || !isCborBytes(signature)) {
    throw new CoseError("cose.syntax");
  }
  if (payload !== null && !isCborBytes(payload)) throw new CoseError("cose.syntax");
  const header = readProtected(protectedBytes);
  for (const name of unprotected.keys()) if (header.has(name)) throw new CoseError("cose.syntax");
  return { protectedBytes, protected: header, unprotected, payload: payload ?? undefined, signature };
}

/** `Sig_structure` of section 4.4 without external data. */
function signingInput(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(["Signature1", protectedBytes, new Uint8Array(0), payload]);
}

/**
 * ES256 only, by a key found elsewhere; `payload` is the detached one, where it is detached. Throws
 * `cose.algorithm`, `.critical`, `.syntax` or `.signature`.
 */
export function verifySign1(
  sign1: Sign1,
  key: P256Jwk,
  primitives: Pick<Primitives, "verifyEs256">,
  detached?: Uint8Array,
): void {
  if (sign1.protected.get(COSE_HEADER.alg) !== COSE_ES256) throw new CoseError("cose.algorithm");
  if (sign1.protected.has(COSE_HEADER.crit) || sign1.unprotected.has(COSE_HEADER.crit)) {
    throw new CoseError("cose.critical");
  }
  // A payload in both places would let one be signed and the other be read.
  if ((sign1.payload === undefined) === (detached === undefined)) throw new CoseError("cose.syntax");
  const payload = (sign1.payload ?? detached) as Uint8Array;
  if (!primitives.verifyEs256(key, signingInput(sign1.protectedBytes, payload), sign1.signature)) {
    throw new CoseError("cose.signature");
  }
}

/** A COSE_Sign1 array, untagged as ISO 18013-5 wants it; `payload` is left out where `isDetached`. */
export function signSign1(
  draft: {
    readonly header: CborMap;
    readonly unprotected: CborMap;
    readonly payload: Uint8Array;
    readonly isDetached?: boolean;
  },
  signer: Es256Signer,
): readonly CborValue[] {
  const protectedBytes = encodeCbor(new Map([[COSE_HEADER.alg, COSE_ES256], ...draft.header]));
  const signature = signer.sign(signingInput(protectedBytes, draft.payload));
  return [protectedBytes, draft.unprotected, draft.isDetached === true ? null : draft.payload, signature];
}

/** Certificates of `x5chain`, leaf first, DER. Throws `cose.syntax`. */
export function x5chainOf({ protected: header, unprotected }: Sign1): readonly Uint8Array[] {
  return x5chainIn(unprotected.has(COSE_HEADER.x5chain) ? unprotected : header);
}

/** The same of one header. */
export function x5chainIn(header: CborMap): readonly Uint8Array[] {
  const value = header.get(COSE_HEADER.x5chain);
  if (value === undefined) return [];
  const chain = isCborArray(value) ? value : [value];
  if (chain.length > 8 || !chain.every(isCborBytes)) throw new CoseError("cose.syntax");
  return chain as readonly Uint8Array[];
}
