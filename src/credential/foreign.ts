import { OFFICE_CLAIM } from "./addresses.ts";
import { HOLDERS_CLAIM } from "./holders.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import { x5chainOf } from "../cose/sign1.ts";
import { CoseError } from "../cose/error.ts";
import { CryptoError } from "../crypto/error.ts";
import { parseP256Jwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { claimsOf } from "../mdoc/claims.ts";
import { MdocError } from "../mdoc/error.ts";
import type { IssuerSigned } from "../mdoc/issuer-signed.ts";
import { isPlainText } from "../text/plain-text.ts";
import { CredentialError } from "./error.ts";
import type { Jws } from "./sd-jwt/jws.ts";
import type { ProcessedSdJwt } from "./sd-jwt/process.ts";

/** Formats by their OpenID4VCI identifiers (1.0, appendix A). */
export type CredentialFormat = "dc+sd-jwt" | "mso_mdoc";

/** A credential of an issuer that is none of a registry's offices. Times in POSIX seconds. */
export interface ForeignCredential {
  readonly format: CredentialFormat;
  /** `vct`, or the document type of an mdoc. */
  readonly type: string;
  /** The office of a registry, or `iss`, where it names one; who it is, is what its certificates prove. */
  readonly issuer: string | undefined;
  readonly issuedAt: number | undefined;
  /** Before it does not count: the last of the beginnings that it names. */
  readonly begins: number | undefined;
  readonly expires: number | undefined;
  /** Of an mdoc by name space. */
  readonly claims: JsonObject;
  readonly holder: P256Jwk | undefined;
  readonly status: { readonly uri: string; readonly index: number } | undefined;
  /** Certificates, leaf first, DER; empty where it carries none. */
  readonly certificates: readonly Uint8Array[];
}

const MAX_TEXT = 2048;
const MAX_NAME = 256;
const MAX_CERTIFICATES = 8;
/** Claims of the credential itself, which say nothing of the person. */
const OWN = new Set([
  "iss",
  "iat",
  "nbf",
  "exp",
  "vct",
  "vct#integrity",
  "aka_vcts",
  "cnf",
  "status",
  OFFICE_CLAIM,
  HOLDERS_CLAIM,
]);

function timeOf(value: JsonValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number" || value < 0) throw new CredentialError("vc.time");
  return value;
}

function lastOf(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function holderOf(cnf: JsonValue | undefined): P256Jwk | undefined {
  if (cnf === undefined) return undefined;
  if (!isJsonObject(cnf)) throw new CredentialError("vc.holder");
  try {
    return parseP256Jwk(cnf["jwk"]);
  } catch (cause) {
    if (cause instanceof CryptoError) throw new CredentialError("vc.holder", { cause });
    throw cause;
  }
}

function statusOf(status: JsonValue | undefined): ForeignCredential["status"] {
  if (status === undefined) return undefined;
  if (!isJsonObject(status)) throw new CredentialError("vc.status");
  const list = status["status_list"];
  if (list === undefined) return undefined;
  const { idx, uri } = isJsonObject(list) ? list : {};
  const isIndex = Number.isSafeInteger(idx) && (idx as number) >= 0;
  if (!isIndex || typeof uri !== "string" || uri.length > MAX_TEXT) throw new CredentialError("vc.status");
  return { uri, index: idx as number };
}

/** `x5c` of a header (RFC 7515 section 4.1.6). Throws `sdjwt.header`. */
export function certificatesOf(header: JsonObject): readonly Uint8Array[] {
  const { x5c } = header;
  if (x5c === undefined) return [];
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > MAX_CERTIFICATES) {
    throw new CredentialError("sdjwt.header");
  }
  try {
    return (x5c as readonly JsonValue[]).map((one) => {
      if (typeof one !== "string") throw new CredentialError("sdjwt.header");
      return fromBase64(one);
    });
  } catch (cause) {
    if (cause instanceof BytesError) throw new CredentialError("sdjwt.header", { cause });
    throw cause;
  }
}

/** Names that would show as others are refused, at any depth. */
function requirePlainNames(value: JsonValue): void {
  if (typeof value !== "object" || value === null) return;
  if (!isJsonObject(value)) return value.forEach(requirePlainNames);
  for (const [name, inner] of Object.entries(value)) {
    if (!isPlainText(name, MAX_NAME)) throw new CredentialError("vc.claim_text");
    requirePlainNames(inner);
  }
}

/** What an SD-JWT VC of any issuer says. Throws CredentialError `vc.*` or `sdjwt.header`. */
export function readForeignSdJwt(jwt: Pick<Jws, "header">, processed: ProcessedSdJwt): ForeignCredential {
  const { vct, iss, iat, nbf, exp, cnf, status } = processed.claims;
  if (!isPlainText(vct, MAX_TEXT)) throw new CredentialError("vc.vct");
  if (iss !== undefined && !isPlainText(iss, MAX_TEXT)) throw new CredentialError("vc.iss");
  const office = processed.claims[OFFICE_CLAIM];
  if (office !== undefined && !isPlainText(office, MAX_TEXT)) throw new CredentialError("vc.iss");
  const claims = Object.fromEntries(Object.entries(processed.claims).filter(([name]) => !OWN.has(name)));
  requirePlainNames(claims);
  return {
    format: "dc+sd-jwt",
    type: vct,
    issuer: office ?? iss,
    issuedAt: timeOf(iat),
    begins: lastOf(timeOf(iat), timeOf(nbf)),
    expires: timeOf(exp),
    claims,
    holder: holderOf(cnf),
    status: statusOf(status),
    certificates: certificatesOf(jwt.header),
  };
}

/** What an mdoc of any issuer says. Throws MdocError, or CredentialError `vc.claim_text`. */
export function readForeignMdoc(document: IssuerSigned): ForeignCredential {
  const { mso, elements, issuerAuth } = document;
  const claims: JsonObject = claimsOf(elements);
  requirePlainNames(claims);
  let certificates: readonly Uint8Array[];
  try {
    certificates = x5chainOf(issuerAuth);
  } catch (cause) {
    if (cause instanceof CoseError) throw new MdocError("mdoc.issuer_auth", { cause });
    throw cause;
  }
  return {
    format: "mso_mdoc",
    type: mso.docType,
    issuer: undefined,
    issuedAt: mso.signed,
    begins: lastOf(mso.signed, mso.validFrom),
    expires: mso.validUntil,
    claims,
    holder: mso.deviceKey,
    status: mso.status,
    certificates,
  };
}
