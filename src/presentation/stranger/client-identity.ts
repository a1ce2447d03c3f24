import { isBase64UrlOf } from "../../bytes/base64.ts";
import { hostOfAddress } from "./address.ts";

/** Who a request says it comes from, by Client Identifier Prefix (OpenID4VP 1.0 section 5.9.3). */
export type ClientIdentity =
  /** A DNS name that stands in the certificate of the key that signed. */
  | { readonly prefix: "x509_san_dns"; readonly name: string }
  /** SHA-256 of that certificate, base64url. */
  | { readonly prefix: "x509_hash"; readonly hash: string }
  | { readonly prefix: "decentralized_identifier"; readonly did: string }
  /** Nobody signs: all that is known is where the answer goes. */
  | { readonly prefix: "redirect_uri"; readonly uri: string };

const MAX_CLIENT_ID = 4096;
const DNS_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
/** We have no method that looks anything up. */
const DID = /^did:(?:jwk|key):[A-Za-z0-9_-]{1,3000}$/;

/** Undefined for every prefix, or value, that this wallet does not take. */
export function parseClientIdentity(clientId: unknown): ClientIdentity | undefined {
  if (typeof clientId !== "string" || clientId.length > MAX_CLIENT_ID) return undefined;
  const at = clientId.indexOf(":");
  const value = clientId.slice(at + 1);
  switch (clientId.slice(0, Math.max(at, 0))) {
    case "x509_san_dns":
      return DNS_NAME.test(value) ? { prefix: "x509_san_dns", name: value.toLowerCase() } : undefined;
    case "x509_hash":
      return isBase64UrlOf(value, 32) ? { prefix: "x509_hash", hash: value } : undefined;
    case "decentralized_identifier":
      return DID.test(value) ? { prefix: "decentralized_identifier", did: value } : undefined;
    case "redirect_uri":
      return hostOfAddress(value) !== undefined ? { prefix: "redirect_uri", uri: value } : undefined;
    default:
      return undefined;
  }
}
