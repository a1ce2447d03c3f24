import { decodeCbor } from "../cbor/decode.ts";
import { CborError } from "../cbor/error.ts";
import { type CborMap, type CborValue, isCborBytes, isCborMap, isCborTag } from "../cbor/value.ts";
import { CoseError } from "../cose/error.ts";
import { COSE_HEADER, parseSign1, verifySign1 } from "../cose/sign1.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Primitives } from "../crypto/ports.ts";
import { CredentialError } from "./error.ts";
import { type Inflate, inflateStatusList, type StatusList } from "./status-list.ts";
import {
  checkStatusListTimes,
  type StatusListExpectation,
  type StatusListToken,
} from "./status-list-token.ts";

/** `typ` of a Status List Token in CWT form (Token Status List section 5.2). */
export const STATUS_LIST_CWT_TYPE = "application/statuslist+cwt";

const LIMITS = { maxLength: 16 * 1024 * 1024, maxDepth: 8, maxItems: 256 };
/** Claims by their CWT labels (RFC 8392 section 4, Token Status List section 5.2). */
const CLAIM = { sub: 2, exp: 4, iat: 6, ttl: 65534, statusList: 65533 } as const;

function decode(bytes: Uint8Array): CborValue {
  try {
    return decodeCbor(bytes, LIMITS).value;
  } catch (cause) {
    if (!(cause instanceof CborError)) throw cause;
    const code = cause.code === "cbor.too_large" ? "status_list.too_large" : "status_list.syntax";
    throw new CredentialError(code, { cause });
  }
}

function requireMap(value: CborValue): CborMap {
  if (!isCborMap(value)) throw new CredentialError("status_list.syntax");
  return value;
}

function readList(value: CborValue, inflate: Inflate): StatusList {
  const list = requireMap(value);
  const lst = list.get("lst");
  if (!isCborBytes(lst)) throw new CredentialError("status_list.syntax");
  return inflateStatusList(list.get("bits"), lst, inflate);
}

/** CBOR form of a list (section 4.3). Throws `status_list.*`. */
export function parseStatusListCbor(bytes: Uint8Array, inflate: Inflate): StatusList {
  return readList(decode(bytes), inflate);
}

function numberAt(claims: CborMap, label: number): number | undefined {
  const value = claims.get(label);
  if (value === undefined) return undefined;
  if (typeof value !== "number" || value < 0) throw new CredentialError("status_list.claims");
  return value;
}

function readToken(payload: Uint8Array, inflate: Inflate): StatusListToken {
  const claims = requireMap(decode(payload));
  const subject = claims.get(CLAIM.sub);
  const issuedAt = numberAt(claims, CLAIM.iat);
  const ttl = numberAt(claims, CLAIM.ttl);
  if (typeof subject !== "string" || issuedAt === undefined || ttl === 0) {
    throw new CredentialError("status_list.claims");
  }
  const list = readList(claims.get(CLAIM.statusList), inflate);
  return { subject, issuedAt, expires: numberAt(claims, CLAIM.exp), ttl, list };
}

/**
 * As `verifyStatusListToken`, for the CWT form that mdocs refer to; `keyOf` finds the key by the `kid`
 * and the certificates of the signed structure. Throws `status_list.*`.
 */
export function verifyStatusListCwt(
  bytes: Uint8Array,
  keyOf: (header: CborMap) => P256Jwk | undefined,
  expected: StatusListExpectation,
  ports: Pick<Primitives, "verifyEs256"> & { readonly inflate: Inflate },
): StatusListToken {
  try {
    const sign1 = parseSign1(decode(bytes));
    if (sign1.protected.get(COSE_HEADER.typ) !== STATUS_LIST_CWT_TYPE) {
      throw new CredentialError("status_list.typ");
    }
    const key = keyOf(new Map([...sign1.unprotected, ...sign1.protected]));
    if (key === undefined) throw new CredentialError("status_list.key_unknown");
    verifySign1(sign1, key, ports);
    const token = readToken(sign1.payload as Uint8Array, ports.inflate);
    checkStatusListTimes(token, expected);
    return token;
  } catch (cause) {
    if (!(cause instanceof CoseError)) throw cause;
    const code = {
      "cose.syntax": "status_list.syntax",
      "cose.algorithm": "status_list.alg",
      "cose.critical": "status_list.header",
      "cose.signature": "status_list.signature",
      "cose.key": "status_list.key_unknown",
    } as const;
    throw new CredentialError(code[cause.code], { cause });
  }
}

/** The reference to a list in a CWT (section 6.2), claim 65535. Throws `status_list.syntax`. */
export function statusReferenceOf(cwt: Uint8Array): { readonly uri: string; readonly index: number } {
  const value = decode(cwt);
  const sign1 = parseSign1(value);
  const status = requireMap(decode(sign1.payload as Uint8Array)).get(65535);
  const list = requireMap(requireMap(status).get("status_list"));
  const index = list.get("idx");
  const uri = list.get("uri");
  if (typeof index !== "number" || index < 0 || typeof uri !== "string" || isCborTag(uri)) {
    throw new CredentialError("status_list.syntax");
  }
  return { uri, index };
}
