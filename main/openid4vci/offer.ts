import type { CredentialOfferObject, IssuerMetadataResult } from "@openid4vc/openid4vci";
import { JsonError } from "../../src/json/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonValue } from "../../src/json/value.ts";
import { MAX_KEYS } from "../../src/exchange/key-request.ts";
import { isLanguageTag } from "../../src/text/language-tag.ts";
import { isPlainText } from "../../src/text/plain-text.ts";
import type { RandomBytes } from "../doors/random.ts";
import { GRANT } from "./grants.ts";
import { vciCallbacks } from "./callbacks.ts";
import { asVciError, VciError } from "./error.ts";
import { type FetchOptions, guardedFetch, rationed, requireAddress } from "./guarded-fetch.ts";
import { COPIES_MEMBER } from "./issuer/metadata.ts";
import { library } from "./library.ts";
import { recipientOf } from "./request-encryption.ts";
import { isUnreadable } from "./response-encryption.ts";

const MAX_OFFER = 65_536;
const MAX_CONFIGURATIONS = 16;
const MAX_NAME = 200;
const SCHEME = "openid-credential-offer://";
/** Requests that an offer makes a wallet send before the person has seen it, and for how long. */
const MOST_FETCHES = 24;
const MOST_MS = 60_000;
const ADDRESS = /^[\x21-\x7e]{1,2048}$/;
const FORMATS = { "dc+sd-jwt": "dc+sd-jwt", "vc+sd-jwt": "dc+sd-jwt", mso_mdoc: "mso_mdoc" } as const;

export type OfferedFormat = "dc+sd-jwt" | "mso_mdoc";

/** A kind of credential that an offer is for, as its issuer describes it. */
export interface OfferedConfiguration {
  readonly id: string;
  readonly format: OfferedFormat;
  /** `vct`, or the document type of an mdoc. */
  readonly type: string;
  readonly names: { readonly [locale: string]: string };
  readonly claims: readonly {
    readonly path: readonly string[];
    readonly names: { readonly [locale: string]: string };
  }[];
  readonly scope: string | undefined;
  /** Single-use copies that it is issued as, all asked for at once. */
  readonly copies?: number;
}

/** An offer with all that its issuer says, fetched once: what is asked for later is held to it. */
export interface OpenedOffer {
  readonly offer: CredentialOfferObject;
  readonly metadata: IssuerMetadataResult;
  readonly issuer: string;
  readonly names: { readonly [locale: string]: string };
  readonly configurations: readonly OfferedConfiguration[];
  readonly grant: "code" | "browser";
  /** How the code sent on another way looks; undefined where none is asked for. */
  readonly txCode:
    | { readonly length?: number; readonly isNumeric: boolean; readonly hint?: string }
    | undefined;
}

/** Strictly, and before the library's reader sees it; what that one reads is what was read here. Throws `vci.offer`. */
function linkOfValue(text: string): string {
  try {
    const offer = JSON.stringify(parseJson(text, { maxLength: MAX_OFFER, maxDepth: 16 }));
    // The library undoes the encoding of a parameter twice.
    return `${SCHEME}?credential_offer=${encodeURIComponent(encodeURIComponent(offer))}`;
  } catch (cause) {
    if (cause instanceof JsonError) throw new VciError("vci.offer", { cause });
    throw cause;
  }
}

/** An offer's link, whatever it begins with (section 4.1), or its JSON, with nothing in it but the offer. Throws `vci.offer`. */
function linkOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > MAX_OFFER) throw new VciError("vci.too_large");
  if (trimmed.startsWith("{")) return linkOfValue(trimmed);
  const url = URL.parse(trimmed);
  const isLink =
    url?.protocol === "openid-credential-offer:" || url?.protocol === "https:" || url?.protocol === "http:";
  if (url === null || !isLink) throw new VciError("vci.offer");
  const values = url.searchParams.getAll("credential_offer");
  const references = url.searchParams.getAll("credential_offer_uri");
  // Of two, one reader takes the first and another the last.
  if (values.length + references.length !== 1) throw new VciError("vci.offer");
  const [value] = values;
  if (value !== undefined) return linkOfValue(value);
  return `${SCHEME}?credential_offer_uri=${encodeURIComponent(references[0] ?? "")}`;
}

/** Names by language; what would show as something else is left out. */
function namesIn(display: unknown, member = "name"): { readonly [locale: string]: string } {
  if (!Array.isArray(display)) return {};
  const found = (display as readonly JsonValue[]).slice(0, 32).flatMap((one): [string, string][] => {
    if (!isJsonObject(one)) return [];
    const { locale = "en", [member]: name } = one;
    const tag = typeof locale === "string" ? locale.replaceAll("_", "-") : locale;
    return isLanguageTag(tag) && isPlainText(name, MAX_NAME) ? [[tag, name]] : [];
  });
  return Object.fromEntries(found);
}

/** Of an office of a registry: as how many single-use copies it issues this. */
function copiesIn(copies: unknown): Pick<OfferedConfiguration, "copies"> {
  const isNumber = typeof copies === "number" && Number.isSafeInteger(copies);
  return isNumber && copies > 1 && copies <= MAX_KEYS ? { copies } : {};
}

interface Described {
  readonly [COPIES_MEMBER]?: unknown;
  readonly format?: unknown;
  readonly vct?: unknown;
  readonly doctype?: unknown;
  readonly display?: unknown;
  readonly claims?: unknown;
  readonly scope?: unknown;
  readonly proof_types_supported?: unknown;
  readonly credential_metadata?: { readonly display?: unknown; readonly claims?: unknown };
}

function claimsIn(claims: unknown): OfferedConfiguration["claims"] {
  if (!Array.isArray(claims)) return [];
  return (claims as readonly JsonValue[]).slice(0, 256).flatMap((one) => {
    if (!isJsonObject(one) || !Array.isArray(one["path"])) return [];
    const path = (one["path"] as readonly JsonValue[]).filter((part) => typeof part === "string");
    return path.length === 0 ? [] : [{ path, names: namesIn(one["display"]) }];
  });
}

/** Whether a key of ours can be shown in a way that the issuer takes: by a JWT under ES256, and nobody attests it. */
function isProvable(proofs: unknown): boolean {
  if (proofs === undefined) return true;
  const jwt = isJsonObject(proofs) ? proofs["jwt"] : undefined;
  if (!isJsonObject(jwt)) return false;
  const { proof_signing_alg_values_supported: algorithms, key_attestations_required: attested } = jwt;
  return attested === undefined && Array.isArray(algorithms) && algorithms.includes("ES256");
}

function describe(id: string, described: Described): OfferedConfiguration | undefined {
  const { format, vct, doctype, scope, credential_metadata: metadata } = described;
  if (typeof format !== "string" || !Object.hasOwn(FORMATS, format)) return undefined;
  if (!isProvable(described.proof_types_supported)) return undefined;
  const kind = FORMATS[format as keyof typeof FORMATS];
  const type = kind === "mso_mdoc" ? doctype : vct;
  if (!isPlainText(type, 2048)) return undefined;
  return {
    id,
    format: kind,
    type,
    names: namesIn(metadata?.display ?? described.display),
    claims: claimsIn(metadata?.claims ?? described.claims),
    scope: typeof scope === "string" ? scope : undefined,
    ...copiesIn(described[COPIES_MEMBER]),
  };
}

function configurationsOf(
  offer: CredentialOfferObject,
  metadata: IssuerMetadataResult,
): readonly OfferedConfiguration[] {
  const ids =
    (offer as { readonly credential_configuration_ids?: readonly string[] }).credential_configuration_ids ??
    [];
  if (ids.length > MAX_CONFIGURATIONS || new Set(ids).size !== ids.length) throw new VciError("vci.offer");
  const known = metadata.credentialIssuer.credential_configurations_supported as {
    readonly [id: string]: Described;
  };
  // One that the metadata does not have: offer and issuer are not of one piece.
  if (ids.some((id) => !Object.hasOwn(known, id))) throw new VciError("vci.swapped");
  const found = ids.map((id) => describe(id, known[id] as Described)).filter((one) => one !== undefined);
  if (found.length === 0) throw new VciError("vci.unsupported");
  return found;
}

function txCodeOf(value: unknown): OpenedOffer["txCode"] {
  if (!isJsonObject(value as JsonValue)) return undefined;
  const { length, input_mode: mode, description } = value as { readonly [member: string]: unknown };
  return {
    isNumeric: mode !== "text",
    ...(typeof length === "number" && length > 0 && length <= 64 ? { length } : {}),
    ...(isPlainText(description, 300) ? { hint: description } : {}),
  };
}

/** Throws `vci.unsupported` where an issuer insists on encryption that we cannot do, before anything is asked for. */
function requireEncryptable({ credentialIssuer }: IssuerMetadataResult): void {
  const { credential_request_encryption: request, credential_response_encryption: response } =
    credentialIssuer as { readonly [member: string]: unknown };
  const isRequired = (request as { readonly encryption_required?: unknown } | undefined)?.encryption_required;
  const isOutOfReach = isRequired === true && recipientOf(request) === undefined;
  if (isOutOfReach || isUnreadable(response)) throw new VciError("vci.unsupported");
}

/** Throws `vci.offer`, `.address`, `.swapped`, `.unsupported`, and what the door says. */
export async function openOffer(
  text: string,
  options: FetchOptions & { readonly random: RandomBytes },
): Promise<OpenedOffer> {
  const link = linkOf(text);
  const fetcher = rationed(guardedFetch(options), MOST_FETCHES, MOST_MS);
  const callbacks = vciCallbacks(fetcher, { signers: [] }, options.random);
  const { Openid4vciClient } = await library();
  const client = new Openid4vciClient({ callbacks });
  let offer: CredentialOfferObject;
  let metadata: IssuerMetadataResult;
  try {
    offer = await client.resolveCredentialOffer(link);
    // Other scripts are written in ASCII in an address (RFC 3986); as they are they could show as another.
    if (!ADDRESS.test(offer.credential_issuer)) throw new VciError("vci.address");
    requireAddress(offer.credential_issuer, options.addresses);
    metadata = await client.resolveIssuerMetadata(offer.credential_issuer);
  } catch (error) {
    throw asVciError(error);
  }
  if (metadata.credentialIssuer.credential_issuer !== offer.credential_issuer)
    throw new VciError("vci.swapped");
  requireEncryptable(metadata);
  const grants = (offer.grants ?? {}) as {
    readonly [grant: string]: { readonly tx_code?: unknown } | undefined;
  };
  const code = grants[GRANT.code];
  const isByBrowser = grants[GRANT.browser] !== undefined;
  if (code === undefined && !isByBrowser) throw new VciError("vci.unsupported");
  return {
    offer,
    metadata,
    issuer: offer.credential_issuer,
    names: namesIn(metadata.credentialIssuer.display),
    configurations: configurationsOf(offer, metadata),
    grant: code === undefined ? "browser" : "code",
    txCode: txCodeOf(code?.tx_code),
  };
}
