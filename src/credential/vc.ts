import { plainCodec, type TextCodec } from "../bytes/text-codec.ts";
import type { ClaimDefinition, TypeRecord } from "../chain/state/records.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { isPlainText } from "../text/plain-text.ts";
import {
  isIssuerUrl,
  isStatusUri,
  OFFICE_CLAIM,
  type OfficeAddress,
  officeUri,
  parseOfficeUri,
  servedStatusUri,
  statusUri,
} from "./addresses.ts";
import { checkWholeClaims, claimAt } from "./check-claims.ts";
import { CredentialError } from "./error.ts";
import { type Holder, type HolderRole, HOLDERS_CLAIM, holderClaims, readHolders } from "./holders.ts";
import type { ClaimsPointer } from "./sd-jwt/pointer.ts";
import type { ProcessedSdJwt } from "./sd-jwt/process.ts";

/** Claims of the credential itself (RFC 7519, SD-JWT VC); a type cannot define one of these names. */
function isOwnClaim(name: string): boolean {
  switch (name) {
    case "iss":
    case "iat":
    case "nbf":
    case "exp":
    case "vct":
    case "cnf":
    case "status":
    case OFFICE_CLAIM:
    case HOLDERS_CLAIM:
      return true;
    default:
      return false;
  }
}

const FOREIGN_CLAIMS: ReadonlySet<string> = new Set(["vct#integrity", "aka_vcts", "sub", "aud", "jti"]);

const MAX_VCT_LENGTH = 256;
const MAX_NAME_LENGTH = 128;

export interface CredentialDraft extends OfficeAddress {
  readonly type: Pick<TypeRecord, "vct" | "claims" | "validity">;
  /** Values nested as the type's claim paths say. */
  readonly values: JsonObject;
  /** POSIX seconds. */
  readonly issuedAt: number;
  readonly expires: number;
  /** Place in the office's status list. */
  readonly index: number;
  readonly holder: P256Jwk;
  /** In what capacity; `holder` if left out. */
  readonly role?: HolderRole | undefined;
  /** Who holds it together with them. */
  readonly others?: readonly Holder[] | undefined;
  /** Address of the office's issuer, for wallets that follow no registry: they find keys and list there. */
  readonly issuer?: string | undefined;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

// Keyed by the list's identity: an office issues thousands of one type.
const known = new WeakMap<readonly ClaimDefinition[], readonly (readonly string[])[]>();

/** Each claim's path and each object on the way to it, once. */
function placesOf(definitions: readonly ClaimDefinition[]): readonly (readonly string[])[] {
  const places = new Map<string, readonly string[]>();
  for (const { path } of definitions) {
    for (let length = 1; length <= path.length; length++) {
      const place = path.slice(0, length);
      places.set(JSON.stringify(place), place);
    }
  }
  return [...places.values()];
}

/** Every claim, and every object on the way to it, may be withheld. */
function disclosablePlaces(type: CredentialDraft["type"], values: JsonObject): readonly ClaimsPointer[] {
  const places = known.get(type.claims) ?? placesOf(type.claims);
  known.set(type.claims, places);
  return places.filter((place) => claimAt(values, place) !== undefined);
}

/** Claims of a credential of our profile, ready for `issueSdJwt`. Throws CredentialError `vc.*`. */
export function buildCredential(
  draft: CredentialDraft,
  codec: TextCodec = plainCodec,
): {
  readonly claims: JsonObject;
  readonly disclosable: readonly ClaimsPointer[];
} {
  const { type, values, issuedAt, expires, index, issuer } = draft;
  const office = officeUri(draft);
  parseOfficeUri(office);
  if (issuer !== undefined && !isIssuerUrl(issuer)) throw new CredentialError("vc.iss");
  if (!isIndex(issuedAt) || !isIndex(expires) || expires <= issuedAt || expires - issuedAt > type.validity) {
    throw new CredentialError("vc.time");
  }
  if (!isIndex(index)) throw new CredentialError("vc.status");
  for (const name of Object.keys(values)) {
    if (isOwnClaim(name) || FOREIGN_CLAIMS.has(name)) throw new CredentialError("vc.claim_unknown");
  }
  checkWholeClaims(type.claims, values, codec.isBase64);
  const uri = issuer === undefined ? statusUri(draft) : servedStatusUri(issuer);
  const claims = {
    ...(issuer === undefined ? { iss: office } : { iss: issuer, [OFFICE_CLAIM]: office }),
    vct: type.vct,
    iat: issuedAt,
    exp: expires,
    ...holderClaims([{ role: draft.role ?? "holder", key: draft.holder }, ...(draft.others ?? [])]),
    status: { status_list: { idx: index, uri } },
    ...values,
  };
  return { claims, disclosable: disclosablePlaces(type, values) };
}

/** What a processed SD-JWT VC of our profile says. */
export interface Credential extends OfficeAddress {
  readonly vct: string;
  /** POSIX seconds. */
  readonly issuedAt: number;
  readonly expires: number;
  readonly index: number;
  readonly holders: readonly Holder[];
  /** What is said of the person or thing, without the credential's own claims. */
  readonly claims: JsonObject;
}

/** The one status mechanism we know (Token Status List section 6.2), at the issuing office or where its issuer serves it. */
function readIndex(status: JsonValue | undefined, at: OfficeAddress, issuer: string | undefined): number {
  const list = isJsonObject(status) && Object.keys(status).length === 1 ? status["status_list"] : undefined;
  if (!isJsonObject(list) || Object.keys(list).length !== 2) throw new CredentialError("vc.status");
  const { idx, uri } = list;
  const isOwn = issuer === undefined ? isStatusUri(uri, at) : uri === servedStatusUri(issuer);
  if (!isIndex(idx) || !isOwn) throw new CredentialError("vc.status");
  return idx;
}

function readTime(value: JsonValue | undefined): number {
  if (!isIndex(value)) throw new CredentialError("vc.time");
  return value;
}

function requirePlainNames(value: JsonValue): void {
  if (typeof value !== "object" || value === null) return;
  if (!isJsonObject(value)) return value.forEach(requirePlainNames);
  for (const name of Object.keys(value)) {
    if (!isPlainText(name, MAX_NAME_LENGTH)) throw new CredentialError("vc.claim_text");
    requirePlainNames(value[name] as JsonValue);
  }
}

/**
 * Reads our profile strictly. The values of `claims` are judged against the type's record by
 * `checkClaims`. Throws CredentialError `vc.*`.
 */
export function readCredential(processed: Pick<ProcessedSdJwt, "claims">): Credential {
  const { iss, vct, iat, exp, cnf, status } = processed.claims;
  const named = processed.claims[OFFICE_CLAIM];
  const issuer = named === undefined ? undefined : iss;
  if (issuer !== undefined && !isIssuerUrl(issuer)) throw new CredentialError("vc.iss");
  const at = parseOfficeUri(named ?? iss);
  if (!isPlainText(vct, MAX_VCT_LENGTH)) throw new CredentialError("vc.vct");
  const claims: Record<string, JsonValue> = {};
  for (const name of Object.keys(processed.claims)) {
    if (!isOwnClaim(name)) claims[name] = processed.claims[name] as JsonValue;
  }
  requirePlainNames(claims);
  const { registryId, office } = at;
  return {
    registryId,
    office,
    vct,
    issuedAt: readTime(iat),
    expires: readTime(exp),
    index: readIndex(status, at, issuer),
    holders: readHolders(cnf, processed.claims[HOLDERS_CLAIM]),
    claims,
  };
}
