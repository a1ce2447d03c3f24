import { utf8 } from "../bytes/bytes.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Primitives } from "../crypto/ports.ts";
import type { JsonObject } from "../json/value.ts";
import { CredentialError } from "./error.ts";
import { type Jws, parseJws } from "./sd-jwt/jws.ts";
import { signJws } from "./sd-jwt/sign.ts";
import { hasForbiddenParameter, type IssuerKeyResolver } from "./sd-jwt/verify.ts";
import {
  type Deflate,
  formatStatusList,
  type Inflate,
  parseStatusList,
  type StatusList,
} from "./status-list.ts";

export const STATUS_LIST_TYPE = "statuslist+jwt";

const LIMITS = { maxLength: 16 * 1024 * 1024, maxDepth: 8 };

/** A Status List Token in JWT form (Token Status List section 5.1). Times in POSIX seconds. */
export interface StatusListToken {
  /** URI of the list. */
  readonly subject: string;
  readonly issuedAt: number;
  readonly expires: number | undefined;
  /** Seconds a copy may be kept. */
  readonly ttl: number | undefined;
  readonly list: StatusList;
}

function readJws(text: string): Jws {
  if (text.length > LIMITS.maxLength) throw new CredentialError("status_list.too_large");
  try {
    return parseJws(text, utf8(text), LIMITS);
  } catch (cause) {
    throw new CredentialError("status_list.syntax", { cause });
  }
}

function numberOf(payload: JsonObject, name: string): number | undefined {
  if (!Object.hasOwn(payload, name)) return undefined;
  const value = payload[name];
  if (typeof value !== "number" || value < 0) throw new CredentialError("status_list.claims");
  return value;
}

function readClaims(payload: JsonObject, inflate: Inflate): StatusListToken {
  const { sub } = payload;
  const issuedAt = numberOf(payload, "iat");
  const ttl = numberOf(payload, "ttl");
  if (typeof sub !== "string" || issuedAt === undefined || ttl === 0) {
    throw new CredentialError("status_list.claims");
  }
  const list = parseStatusList(payload["status_list"], inflate);
  return { subject: sub, issuedAt, expires: numberOf(payload, "exp"), ttl, list };
}

export interface StatusListExpectation {
  /** `uri` of the credential that refers to the list. */
  readonly uri: string;
  /** Time of the check, POSIX seconds, and seconds of grace. */
  readonly at: number;
  readonly leeway: number;
}

/** Subject and times. Throws `status_list.subject` or `.time`. */
export function checkStatusListTimes(token: StatusListToken, expected: StatusListExpectation): void {
  if (token.subject !== expected.uri) throw new CredentialError("status_list.subject");
  if (token.issuedAt > expected.at + expected.leeway) throw new CredentialError("status_list.time");
  if (token.expires !== undefined && expected.at - expected.leeway >= token.expires) {
    throw new CredentialError("status_list.time");
  }
}

/**
 * Validation of section 8.3, up to the point where a status is looked up by `statusAt`; the list is
 * inflated last, once its signature held. ES256 only. Throws `status_list.*`.
 */
export function verifyStatusListToken(
  text: string,
  resolve: IssuerKeyResolver,
  expected: StatusListExpectation,
  ports: Pick<Primitives, "verifyEs256"> & { readonly inflate: Inflate },
): StatusListToken {
  const { header, payload, signingInput, signature } = readJws(text);
  if (header["alg"] !== "ES256") throw new CredentialError("status_list.alg");
  if (header["typ"] !== STATUS_LIST_TYPE) throw new CredentialError("status_list.typ");
  if (hasForbiddenParameter(header)) throw new CredentialError("status_list.header");
  const key: P256Jwk | undefined = resolve({ header, payload });
  if (key === undefined) throw new CredentialError("status_list.key_unknown");
  if (!ports.verifyEs256(key, signingInput, signature)) throw new CredentialError("status_list.signature");
  const token = readClaims(payload, ports.inflate);
  checkStatusListTimes(token, expected);
  return token;
}

/** Signs a Status List Token, for programs that follow no registry. */
export function issueStatusListToken(
  token: Omit<StatusListToken, "expires" | "ttl"> & { readonly expires: number; readonly ttl: number },
  kid: string,
  signer: Es256Signer,
  deflate: Deflate,
  /** Base64, leaf first, for programs that know only X.509. */
  x5c: readonly string[] = [],
): string {
  const header = { alg: "ES256", typ: STATUS_LIST_TYPE, kid, ...(x5c.length === 0 ? {} : { x5c: [...x5c] }) };
  const { subject, issuedAt, expires, ttl, list } = token;
  const payload = {
    sub: subject,
    iat: issuedAt,
    exp: expires,
    ttl,
    status_list: formatStatusList(list, deflate),
  };
  return signJws(header, payload, signer);
}
