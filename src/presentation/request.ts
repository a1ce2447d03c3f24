import { isId } from "../chain/ids.ts";
import { hasForbiddenParameter } from "../credential/sd-jwt/verify.ts";
import { CryptoError } from "../crypto/error.ts";
import { p256Thumbprint, parseP256Jwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Sha256 } from "../crypto/ports.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { formatClientId, parseClientId, type RegistryClient } from "./client-id.ts";
import { PresentationError } from "./error.ts";
import { type CompactJws, parseCompactJws, signCompactJws } from "../jws/compact.ts";
import { JwsError } from "../jws/error.ts";
import { isPlainText } from "../text/plain-text.ts";
import { formatIntroduction, type Introduction, parseIntroduction } from "./introduction.ts";
import { parseQuery, type Query } from "./query.ts";

export const REQUEST_TYPE = "oauth-authz-req+jwt";
export const MAX_REQUEST_LENGTH = 65_536;
/** Seconds from `iat` to `exp`: an appointment's window. */
export const LONGEST_REQUEST = 7 * 86_400;

/** As COSE names it (RFC 9053 section 2.1). */
const ES256 = -7;
const AUDIENCE = "https://self-issued.me/v2";
// 128 bits are 22 characters of base64url; the characters are those of OpenID4VP 1.0 section 5.2.
const UNGUESSABLE = /^[A-Za-z0-9._~-]{22,256}$/;
const KEY_ID = /^[A-Za-z0-9._~-]{1,128}$/;

/** A public key of the asker for this one request, and the name a response is encrypted under. */
export interface ResponseKey {
  readonly kid: string;
  readonly jwk: P256Jwk;
}

export interface RequestDraft {
  readonly client: RegistryClient;
  /** 128 bits or more from the runtime's generator, as 22 or more URL-safe characters each. */
  readonly nonce: string;
  readonly state: string;
  /** POSIX seconds; at most `LONGEST_REQUEST` apart. */
  readonly issued: number;
  readonly expires: number;
  readonly query: Query;
  /** Id of a purpose the office is accredited for. */
  readonly purpose: string;
  /** One line for the person asked, in the asker's own words. */
  readonly text?: string;
  /** Fresh for each request. */
  readonly responseKey: P256Jwk;
  /** Where a response can be posted; without it, it goes back by the carrier the request came by. */
  readonly responseUri?: string;
  /** For a wallet that does not know the office and has no network; left out where the request has no room for it. */
  readonly introduction?: Introduction;
}

/** What a request says; who says so is for `judgeAsker` to find. */
export interface PresentationRequest {
  /** As received. */
  readonly text: string;
  readonly signed: CompactJws;
  /** Thumbprint (RFC 7638) of the key it claims to be signed with. */
  readonly kid: string;
  readonly clientId: string;
  /** Undefined where the client id is not of our prefix. */
  readonly client: RegistryClient | undefined;
  readonly nonce: string;
  readonly state: string;
  readonly issued: number;
  readonly expires: number;
  readonly query: Query;
  readonly purpose: string | undefined;
  readonly purposeText: string | undefined;
  readonly responseKey: ResponseKey;
  readonly responseUri: string | undefined;
  /** Not yet verified. */
  readonly introduction: Introduction | undefined;
}

/** `vp_formats_supported` (section 11.1) of who asks this. */
export function vpFormatsOf(query: Query): JsonObject {
  return {
    "dc+sd-jwt": { "sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"] },
    ...(query.credentials.some(({ format }) => format === "mso_mdoc")
      ? { mso_mdoc: { issuerauth_alg_values: [ES256], deviceauth_alg_values: [ES256] } }
      : {}),
  };
}

/**
 * The signed request object of OpenID4VP 1.0 section 5 (RFC 9101), `direct_post.jwt`. Unlike there,
 * `response_uri` may be missing, since the same message also goes by file and QR. Members of our own:
 * `purpose`, `purpose_text`, `introduction`. `signer` holds the office's key of use `request`. Throws
 * `presentation.request_member`, `presentation.request_window` for a draft that no wallet would take.
 */
export function buildRequest(draft: RequestDraft, signer: Es256Signer, sha256: Sha256): string {
  const { introduction, ...bare } = draft;
  const clientId = formatClientId(draft.client);
  const { kty, crv, x, y } = draft.responseKey;
  const key = { kty, crv, x, y, use: "enc", alg: "ECDH-ES", kid: p256Thumbprint(draft.responseKey, sha256) };
  const payload: JsonObject = {
    iss: clientId,
    aud: AUDIENCE,
    client_id: clientId,
    response_type: "vp_token",
    response_mode: "direct_post.jwt",
    nonce: draft.nonce,
    state: draft.state,
    iat: draft.issued,
    exp: draft.expires,
    dcql_query: draft.query as unknown as JsonObject,
    client_metadata: {
      jwks: { keys: [key] },
      encrypted_response_enc_values_supported: ["A256GCM"],
      vp_formats_supported: vpFormatsOf(draft.query),
    },
    purpose: draft.purpose,
    ...(draft.text === undefined ? {} : { purpose_text: draft.text }),
    ...(draft.responseUri === undefined ? {} : { response_uri: draft.responseUri }),
    ...(introduction === undefined ? {} : { introduction: formatIntroduction(introduction) }),
  };
  const header = { typ: REQUEST_TYPE, kid: p256Thumbprint(signer.publicKey, sha256) };
  const text = signCompactJws(header, payload, signer);
  if (introduction !== undefined && text.length > MAX_REQUEST_LENGTH) {
    return buildRequest(bare, signer, sha256);
  }
  parseRequest(text);
  return text;
}

function readSigned(text: unknown): CompactJws {
  try {
    return parseCompactJws(text, { typ: REQUEST_TYPE, maxLength: MAX_REQUEST_LENGTH });
  } catch (error) {
    if (!(error instanceof JwsError)) throw error;
    if (error.code === "jws.too_large") throw new PresentationError("presentation.too_large");
    const inText = error.code === "jws.syntax" || error.code === "jws.signature";
    throw new PresentationError(inText ? "presentation.request_syntax" : "presentation.request_header");
  }
}

function member(): PresentationError {
  return new PresentationError("presentation.request_member");
}

function readKeyId(header: JsonObject): string {
  const { kid } = header;
  // A key that comes with the request (`jwk`, `jku`, `x5u`) would let it vouch for itself.
  if (hasForbiddenParameter(header) || typeof kid !== "string" || !KEY_ID.test(kid)) {
    throw new PresentationError("presentation.request_header");
  }
  return kid;
}

function readTime(value: JsonValue | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw member();
  return value;
}

function readMatching(value: JsonValue | undefined, pattern: RegExp): string {
  if (typeof value !== "string" || !pattern.test(value)) throw member();
  return value;
}

function readKeys(metadata: JsonObject): readonly JsonValue[] {
  const jwks = metadata["jwks"];
  const keys = isJsonObject(jwks) ? jwks["keys"] : undefined;
  if (!Array.isArray(keys) || keys.length > 8) throw member();
  return keys as readonly JsonValue[];
}

/** Section 8.3: the first key that is for encryption by ECDH-ES on P-256. */
function readResponseKey(metadata: JsonValue | undefined): ResponseKey {
  if (!isJsonObject(metadata)) throw member();
  const methods = metadata["encrypted_response_enc_values_supported"];
  if (!Array.isArray(methods) || !methods.includes("A256GCM")) {
    throw new PresentationError("presentation.unsupported");
  }
  for (const key of readKeys(metadata)) {
    if (!isJsonObject(key) || key["alg"] !== "ECDH-ES" || (key["use"] ?? "enc") !== "enc") continue;
    if (key["crv"] !== "P-256") continue;
    try {
      return { kid: readMatching(key["kid"], KEY_ID), jwk: parseP256Jwk(key) };
    } catch (error) {
      if (error instanceof CryptoError) throw member();
      throw error;
    }
  }
  throw new PresentationError("presentation.unsupported");
}

function readWindow(payload: JsonObject): { readonly issued: number; readonly expires: number } {
  const issued = readTime(payload["iat"]);
  const expires = readTime(payload["exp"]);
  if (expires <= issued || expires - issued > LONGEST_REQUEST) {
    throw new PresentationError("presentation.request_window");
  }
  return { issued, expires };
}

function readOptional(value: JsonValue | undefined, fits: (value: string) => boolean): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !fits(value)) throw member();
  return value;
}

function isPostable(uri: string): boolean {
  return uri.length <= 2048 && /^https?:\/\/[\x21-\x7e]+$/.test(uri);
}

/**
 * Reads a signed request object, at most 64 KiB; the signature is not yet checked. Members it does not
 * know are passed over, as section 5 demands; what would change the meaning is refused. Throws
 * PresentationError.
 */
export function parseRequest(text: unknown): PresentationRequest {
  const signed = readSigned(text);
  const kid = readKeyId(signed.header);
  const payload = signed.payload;
  if (Object.hasOwn(payload, "transaction_data")) {
    throw new PresentationError("presentation.transaction_data");
  }
  if (payload["response_type"] !== "vp_token" || payload["response_mode"] !== "direct_post.jwt") {
    throw new PresentationError("presentation.unsupported");
  }
  const clientId = payload["client_id"];
  if (!isPlainText(clientId, 512) || (payload["iss"] ?? clientId) !== clientId) throw member();
  if (payload["aud"] !== AUDIENCE || "scope" in payload || "redirect_uri" in payload) throw member();
  return {
    text: text as string,
    signed,
    kid,
    clientId,
    client: parseClientId(clientId),
    nonce: readMatching(payload["nonce"], UNGUESSABLE),
    state: readMatching(payload["state"], UNGUESSABLE),
    ...readWindow(payload),
    query: parseQuery(payload["dcql_query"]),
    purpose: readOptional(payload["purpose"], isId),
    purposeText: readOptional(payload["purpose_text"], (value) => isPlainText(value, 500)),
    responseKey: readResponseKey(payload["client_metadata"]),
    responseUri: readOptional(payload["response_uri"], isPostable),
    introduction:
      payload["introduction"] === undefined ? undefined : parseIntroduction(payload["introduction"]),
  };
}
