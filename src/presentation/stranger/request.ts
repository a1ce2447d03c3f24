import { certificatesOf } from "../../credential/foreign.ts";
import { CredentialError } from "../../credential/error.ts";
import { CryptoError } from "../../crypto/error.ts";
import { parseP256Jwk } from "../../crypto/p256.ts";
import type { P256Jwk } from "../../crypto/p256-jwk.ts";
import { JsonError } from "../../json/error.ts";
import { parseJson } from "../../json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { type CompactJws, parseCompactJws } from "../../jws/compact.ts";
import { JwsError } from "../../jws/error.ts";
import { isPlainText } from "../../text/plain-text.ts";
import { PresentationError } from "../error.ts";
import { parseQuery, type Query } from "../query.ts";
import { REQUEST_TYPE } from "../request.ts";
import { hostOfAddress } from "./address.ts";
import { type ClientIdentity, parseClientIdentity } from "./client-identity.ts";
import { LINK_SCHEME, unsignedParameters } from "./link.ts";
import { findOfficeInfo, type OfficeInfo } from "./office-info.ts";

/** How a response is encrypted to a verifier (OpenID4VP 1.0 section 8.3). */
export interface StrangerKey {
  /** In the JWE's header where the key has one. */
  readonly kid: string | undefined;
  readonly jwk: P256Jwk;
  readonly enc: "A128GCM" | "A256GCM";
}

/** A request of a verifier that is no office of a registry; who it is, is for `judgeStranger` to find. */
export interface StrangerRequest {
  readonly clientId: string;
  readonly client: ClientIdentity;
  /** With the certificates of its header; undefined where nobody signed. */
  readonly signed: { readonly jws: CompactJws; readonly certificates: readonly Uint8Array[] } | undefined;
  readonly nonce: string;
  readonly state: string | undefined;
  readonly walletNonce: string | undefined;
  /** POSIX seconds. */
  readonly issued: number | undefined;
  readonly expires: number | undefined;
  readonly query: Query;
  readonly responseUri: string;
  /** Undefined for `direct_post`: the answer goes as it is. */
  readonly encryption: StrangerKey | undefined;
  /** What it says of its place in a registry; of signed requests alone, and not yet proven. */
  readonly office: OfficeInfo | undefined;
}

const MAX_REQUEST = 131_072;
const ASCII_URL_SAFE = /^[A-Za-z0-9._~-]{1,512}$/;
const AUDIENCE = "https://self-issued.me/v2";
/** Parameters that are JSON where a request is not signed (section 5). */
const JSON_PARAMETERS = ["dcql_query", "client_metadata", "transaction_data", "verifier_info"];
const METHODS = ["A256GCM", "A128GCM"] as const;

function member(): PresentationError {
  return new PresentationError("presentation.request_member");
}

function unsupported(): PresentationError {
  return new PresentationError("presentation.unsupported");
}

function readSigned(text: string): StrangerRequest["signed"] & {} {
  try {
    const jws = parseCompactJws(text, { typ: REQUEST_TYPE, maxLength: MAX_REQUEST });
    return { jws, certificates: certificatesOf(jws.header) };
  } catch (error) {
    if (error instanceof CredentialError) throw new PresentationError("presentation.request_header");
    if (!(error instanceof JwsError)) throw error;
    if (error.code === "jws.too_large") throw new PresentationError("presentation.too_large");
    if (error.code === "jws.algorithm") throw unsupported();
    const inText = error.code === "jws.syntax" || error.code === "jws.signature";
    throw new PresentationError(inText ? "presentation.request_syntax" : "presentation.request_header");
  }
}

function readUnsigned(text: string): JsonObject {
  const members: Record<string, JsonValue> = {};
  for (const [name, value] of unsignedParameters(text)) {
    if (name === "__proto__") throw member();
    try {
      members[name] = JSON_PARAMETERS.includes(name)
        ? parseJson(value, { maxLength: MAX_REQUEST, maxDepth: 16 })
        : value;
    } catch (error) {
      if (error instanceof JsonError) throw new PresentationError("presentation.request_syntax");
      throw error;
    }
  }
  return members;
}

function readKey(key: JsonValue): Pick<StrangerKey, "kid" | "jwk"> | undefined {
  if (!isJsonObject(key) || key["kty"] !== "EC" || key["crv"] !== "P-256") return undefined;
  if ((key["alg"] ?? "ECDH-ES") !== "ECDH-ES" || (key["use"] ?? "enc") !== "enc") return undefined;
  const { kid } = key;
  if (kid !== undefined && !isPlainText(kid, 256)) throw member();
  try {
    return { kid, jwk: parseP256Jwk(key) };
  } catch (error) {
    if (error instanceof CryptoError) throw member();
    throw error;
  }
}

/** Section 8.3: the first of its keys that we can encrypt to, by the strongest method it takes. */
function readEncryption(metadata: JsonValue | undefined): StrangerKey {
  if (!isJsonObject(metadata)) throw member();
  const { jwks, encrypted_response_enc_values_supported: methods = ["A128GCM"] } = metadata;
  const keys = isJsonObject(jwks) ? jwks["keys"] : undefined;
  if (!Array.isArray(keys) || keys.length > 16 || !Array.isArray(methods)) throw member();
  const enc = METHODS.find((method) => methods.includes(method));
  const key = (keys as readonly JsonValue[]).map(readKey).find((one) => one !== undefined);
  if (enc === undefined || key === undefined) throw unsupported();
  return { ...key, enc };
}

function readOptional(value: JsonValue | undefined, most: number): string | undefined {
  if (value === undefined) return undefined;
  if (!isPlainText(value, most)) throw member();
  return value;
}

function readTime(value: JsonValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) throw member();
  return Math.floor(value);
}

function readResponseUri(value: JsonValue | undefined): string {
  if (hostOfAddress(value) === undefined) throw member();
  return value as string;
}

/**
 * Section 5.8: `AUDIENCE` names a wallet that nothing was discovered of. Widespread libraries write where
 * the request lies instead; that says nothing of another wallet, so a verifier's own place is let pass.
 */
function isForUs(aud: JsonValue | undefined, responseUri: JsonValue | undefined): boolean {
  if (aud === undefined || aud === AUDIENCE) return true;
  const host = hostOfAddress(aud);
  return host !== undefined && host === hostOfAddress(responseUri);
}

function readClient(payload: JsonObject, isSigned: boolean): ClientIdentity {
  const client = parseClientIdentity(payload["client_id"]);
  // With `redirect_uri` nothing is signed, with all others everything is (section 5.9.3).
  if (client === undefined || isSigned === (client.prefix === "redirect_uri")) {
    throw new PresentationError("presentation.client_id");
  }
  if (client.prefix === "redirect_uri" && client.uri !== payload["response_uri"]) {
    throw new PresentationError("presentation.client_id");
  }
  return client;
}

/**
 * Reads a request in the form that `parseCarried` gives it, at most 128 KiB; no signature is checked
 * yet. Members it does not know are passed over, as section 5 demands; what would change the meaning is
 * refused. Throws PresentationError.
 */
export function parseStrangerRequest(text: string): StrangerRequest {
  const signed = text.startsWith(LINK_SCHEME) ? undefined : readSigned(text);
  const payload = signed === undefined ? readUnsigned(text) : signed.jws.payload;
  if (Object.hasOwn(payload, "transaction_data")) {
    throw new PresentationError("presentation.transaction_data");
  }
  const { response_type: type, response_mode: mode, nonce, aud } = payload;
  if (type !== "vp_token" || (mode !== "direct_post" && mode !== "direct_post.jwt")) throw unsupported();
  if ("scope" in payload || "redirect_uri" in payload) throw member();
  if (signed !== undefined && !isForUs(aud, payload["response_uri"])) throw member();
  if (typeof nonce !== "string" || !ASCII_URL_SAFE.test(nonce)) throw member();
  const client = readClient(payload, signed !== undefined);
  return {
    clientId: payload["client_id"] as string,
    client,
    signed,
    nonce,
    state: readOptional(payload["state"], 2048),
    walletNonce: readOptional(payload["wallet_nonce"], 512),
    issued: readTime(payload["iat"]),
    expires: readTime(payload["exp"]),
    query: parseQuery(payload["dcql_query"]),
    responseUri: readResponseUri(payload["response_uri"]),
    encryption: mode === "direct_post" ? undefined : readEncryption(payload["client_metadata"]),
    office: signed === undefined ? undefined : findOfficeInfo(payload["verifier_info"]),
  };
}

const OURS = /^registry:/;

/** Whether a text is for `parseStrangerRequest`: unsigned, or signed under one of the specification's own prefixes. */
export function isStrangerRequest(text: string): boolean {
  if (text.startsWith(LINK_SCHEME)) return true;
  try {
    const { payload } = parseCompactJws(text, { typ: REQUEST_TYPE, maxLength: MAX_REQUEST });
    const id = payload["client_id"];
    return typeof id === "string" && !OURS.test(id) && parseClientIdentity(id) !== undefined;
  } catch (error) {
    // What cannot be read is told by the reader of the registry's own requests.
    if (error instanceof JwsError) return false;
    throw error;
  }
}
