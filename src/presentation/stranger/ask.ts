import { toBase64, toBase64Url } from "../../bytes/base64.ts";
import { p256Thumbprint } from "../../crypto/p256.ts";
import type { P256Jwk } from "../../crypto/p256-jwk.ts";
import type { Es256Signer, Sha256 } from "../../crypto/ports.ts";
import { p256ToDidJwk } from "../../did/did-jwk.ts";
import type { JsonObject } from "../../json/value.ts";
import { signCompactJws } from "../../jws/compact.ts";
import type { Query } from "../query.ts";
import { REQUEST_TYPE, vpFormatsOf } from "../request.ts";
import { formatOfficeInfo, type OfficeInfo } from "./office-info.ts";
import { LINK_SCHEME } from "./link.ts";
import { parseStrangerRequest } from "./request.ts";

/** How a counter names itself to wallets that know no registry (OpenID4VP 1.0 section 5.9.3). */
export type SignedPrefix = "x509_hash" | "x509_san_dns" | "decentralized_identifier";

export interface SignedClient {
  readonly clientId: string;
  /** What the header says of the key beside type and algorithm. */
  readonly header: JsonObject;
}

/** `certificate`, DER, is of the key that signs. */
export function clientByHash(certificate: Uint8Array, sha256: Sha256): SignedClient {
  return {
    clientId: `x509_hash:${toBase64Url(sha256(certificate))}`,
    header: { x5c: [toBase64(certificate)] },
  };
}

/** `name` stands in the certificate as a DNS name. */
export function clientByName(certificate: Uint8Array, name: string): SignedClient {
  return { clientId: `x509_san_dns:${name}`, header: { x5c: [toBase64(certificate)] } };
}

export function clientByDid(key: P256Jwk): SignedClient {
  const did = p256ToDidJwk(key);
  return { clientId: `decentralized_identifier:${did}`, header: { kid: `${did}#0` } };
}

export interface SignedDraft {
  readonly client: SignedClient;
  readonly nonce: string;
  readonly state: string;
  /** POSIX seconds. */
  readonly issued: number;
  readonly expires: number;
  readonly query: Query;
  readonly responseUri: string;
  /** Fresh for each request; without it the answer comes as it is (`direct_post`). */
  readonly responseKey?: P256Jwk;
  /** For wallets that follow the registry: who asks, and for what. */
  readonly office: OfficeInfo;
}

function metadataOf({ query, responseKey }: SignedDraft, sha256: Sha256): JsonObject {
  const formats = { vp_formats_supported: vpFormatsOf(query) };
  if (responseKey === undefined) return formats;
  const { kty, crv, x, y } = responseKey;
  const key = { kty, crv, x, y, use: "enc", alg: "ECDH-ES", kid: p256Thumbprint(responseKey, sha256) };
  return {
    jwks: { keys: [key] },
    encrypted_response_enc_values_supported: ["A256GCM", "A128GCM"],
    ...formats,
  };
}

/**
 * A signed request object as every wallet of OpenID4VP 1.0 takes it (section 5, RFC 9101). Throws
 * PresentationError for a draft that we would not take ourselves.
 */
export function buildSignedRequest(draft: SignedDraft, signer: Es256Signer, sha256: Sha256): string {
  const { client, nonce, state, issued, expires, query, responseUri, responseKey, office } = draft;
  const payload: JsonObject = {
    aud: "https://self-issued.me/v2",
    client_id: client.clientId,
    response_type: "vp_token",
    response_mode: responseKey === undefined ? "direct_post" : "direct_post.jwt",
    response_uri: responseUri,
    nonce,
    state,
    iat: issued,
    exp: expires,
    dcql_query: query as unknown as JsonObject,
    client_metadata: metadataOf(draft, sha256),
    verifier_info: [formatOfficeInfo(office)],
  };
  const text = signCompactJws({ typ: REQUEST_TYPE, ...client.header }, payload, signer);
  parseStrangerRequest(text);
  return text;
}

/** The link by which a wallet finds the request object (section 5.7; RFC 9101 section 5.2.1). */
export function linkTo(clientId: string, requestUri: string): string {
  const parameters = { client_id: clientId, request_uri: requestUri };
  const query = Object.entries(parameters).map((pair) => pair.map(encodeURIComponent).join("="));
  return `${LINK_SCHEME}//?${query.join("&")}`;
}
