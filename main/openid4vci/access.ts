import type { RequestDpopOptions } from "@openid4vc/oauth2";
import type { IssuerMetadataResult } from "@openid4vc/openid4vci";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json/value.ts";
import { jwkSigner } from "./callbacks.ts";
import { asVciError, VciError, type VciErrorCode } from "./error.ts";
import { GRANT } from "./grants.ts";
import type { OpenedOffer } from "./offer.ts";

const MAX_TOKEN = 8192;

/** A right to fetch credentials, bound to a key where the server can (RFC 9449). Plain JSON; kept while an answer is awaited. */
export interface Access {
  readonly token: string;
  readonly isBound: boolean;
  /** Identifiers to ask by, for each configuration, where the server names some (section 6.2). */
  readonly identifiers: { readonly [configuration: string]: readonly string[] };
  readonly nonce?: string;
  /** For a later access to what is to come after these (section 13.5 of OpenID4VCI 1.0, RFC 6749 section 6). */
  readonly refresh?: string;
  /** The authorization server that gave it. */
  readonly server?: string;
}

/** Errors of RFC 6749 section 5.2 and OpenID4VCI sections 6.3 and 8.3.1.2, as what they mean to a person. */
const BY_ERROR: { readonly [error: string]: VciErrorCode } = {
  invalid_grant: "vci.gone",
  invalid_request: "vci.refused",
  access_denied: "vci.denied",
  credential_request_denied: "vci.denied",
  unsupported_credential_type: "vci.unsupported",
  unknown_credential_configuration: "vci.unsupported",
};

/** What an issuer's refusal means; it may call it anything. */
export function meaningOf(error: unknown): VciErrorCode {
  const known = typeof error === "string" && Object.hasOwn(BY_ERROR, error) ? BY_ERROR[error] : undefined;
  return known ?? "vci.refused";
}

export function refusal(error: unknown): VciError {
  const named = error as { readonly errorResponse?: { readonly error?: unknown }; readonly cause?: unknown };
  const code = named.errorResponse?.error;
  if (typeof code === "string") return new VciError(meaningOf(code), { cause: error });
  return asVciError(error);
}

function supportsDpop(metadata: IssuerMetadataResult): boolean {
  return metadata.authorizationServers.some((server) =>
    server.dpop_signing_alg_values_supported?.includes("ES256"),
  );
}

function identifiersOf(response: { readonly [member: string]: unknown }): Access["identifiers"] {
  const details = response["authorization_details"];
  if (!Array.isArray(details)) return {};
  const found = (details as readonly JsonValue[]).flatMap((one): [string, readonly string[]][] => {
    if (!isJsonObject(one)) return [];
    const { credential_configuration_id: id, credential_identifiers: names } = one;
    // A vault's JSON has no such name.
    if (typeof id !== "string" || id === "__proto__" || !Array.isArray(names)) return [];
    const texts = (names as readonly JsonValue[]).filter((name) => typeof name === "string");
    return texts.length === 0 ? [] : [[id, texts]];
  });
  return Object.fromEntries(found);
}

interface Granted {
  readonly accessTokenResponse: {
    readonly access_token: string;
    readonly token_type: string;
    readonly refresh_token?: string | undefined;
  };
  readonly dpop?: RequestDpopOptions;
}

/** Who gives tokens for a grant of an offer; undefined where the offer does not say, and there are several. */
export function findServer(
  { offer, metadata }: Pick<OpenedOffer, "offer" | "metadata">,
  by: keyof typeof GRANT,
): IssuerMetadataResult["authorizationServers"][number] | undefined {
  const grants = (offer.grants ?? {}) as {
    readonly [grant: string]: { readonly authorization_server?: unknown } | undefined;
  };
  const named = grants[GRANT[by]]?.authorization_server;
  const [only, ...more] = metadata.authorizationServers;
  if (named !== undefined) return metadata.authorizationServers.find(({ issuer }) => issuer === named);
  return more.length === 0 ? only : undefined;
}

export function accessOf(granted: Granted, server: string | undefined): Access {
  const { accessTokenResponse, dpop } = granted;
  const nonce = dpop?.nonce;
  const { refresh_token: refresh } = accessTokenResponse;
  const isRefresh = refresh !== undefined && refresh !== "" && refresh.length <= MAX_TOKEN;
  return {
    token: accessTokenResponse.access_token,
    isBound: accessTokenResponse.token_type.toLowerCase() === "dpop",
    identifiers: identifiersOf(accessTokenResponse as unknown as JsonObject),
    ...(nonce === undefined ? {} : { nonce }),
    ...(isRefresh && server !== undefined ? { refresh, server } : {}),
  };
}

export function boundBy(metadata: IssuerMetadataResult, dpop: Es256Signer) {
  return supportsDpop(metadata) ? { dpop: { signer: jwkSigner(dpop) } } : {};
}
