import type { JsonObject } from "../../../src/json/value.ts";
import type { LangMap } from "../../../src/chain/state/records.ts";
import type { IssuedConfiguration, IssuerDesk, OpenOffer } from "./desk.ts";

export const PRE_AUTHORIZED = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
export const REFRESH = "refresh_token";
/** Our own member of a configuration: how many single-use copies it is issued as. */
export const COPIES_MEMBER = "registry_copies";

function display(names: LangMap): readonly JsonObject[] {
  return Object.entries(names).map(([locale, name]) => ({ name, locale }));
}

function describe(one: IssuedConfiguration): JsonObject {
  const isMdoc = one.format === "mso_mdoc";
  return {
    format: one.format,
    ...(isMdoc ? { doctype: one.type } : { vct: one.type }),
    scope: one.id,
    ...(one.copies === undefined ? {} : { [COPIES_MEMBER]: one.copies }),
    cryptographic_binding_methods_supported: isMdoc ? ["cose_key", "jwk"] : ["jwk", "did:key"],
    credential_signing_alg_values_supported: isMdoc ? [-7] : ["ES256"],
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: ["ES256"] } },
    credential_metadata: {
      display: display(one.names),
      claims: one.claims.map(({ path, names, mandatory }) => ({
        path: isMdoc ? [one.type, ...path] : [...path],
        mandatory,
        display: display(names),
      })),
    },
  };
}

/** Most keys that are taken in one request. */
export function batchSizeOf(desk: Pick<IssuerDesk, "configurations">): number {
  return Math.max(1, ...desk.configurations().map(({ copies = 1 }) => copies));
}

/** Credential Issuer Metadata (OpenID4VCI 1.0 section 12.2). */
export function issuerMetadata(url: string, desk: IssuerDesk): JsonObject {
  const configurations = desk.configurations().map((one) => [one.id, describe(one)] as const);
  const size = batchSizeOf(desk);
  return {
    credential_issuer: url,
    ...(size > 1 ? { batch_credential_issuance: { batch_size: size } } : {}),
    credential_endpoint: `${url}/credential`,
    nonce_endpoint: `${url}/nonce`,
    deferred_credential_endpoint: `${url}/deferred_credential`,
    notification_endpoint: `${url}/notification`,
    display: display(desk.names),
    credential_configurations_supported: Object.fromEntries(configurations),
  };
}

/** Authorization Server Metadata (RFC 8414) of the same server. */
export function serverMetadata(url: string): JsonObject {
  return {
    issuer: url,
    token_endpoint: `${url}/token`,
    token_endpoint_auth_methods_supported: ["none"],
    grant_types_supported: [PRE_AUTHORIZED, REFRESH],
    response_types_supported: ["code"],
    "pre-authorized_grant_anonymous_access_supported": true,
    dpop_signing_alg_values_supported: ["ES256"],
  };
}

/** Credential Offer (section 4.1.1). */
export function offerObject(url: string, offer: OpenOffer): JsonObject {
  const txCode =
    offer.txCodeLength === 0 ? {} : { tx_code: { length: offer.txCodeLength, input_mode: "numeric" } };
  return {
    credential_issuer: url,
    credential_configuration_ids: [offer.configuration],
    grants: { [PRE_AUTHORIZED]: { "pre-authorized_code": offer.code, ...txCode } },
  };
}

/** As a link and a QR code carry it: by reference, which keeps the code short and lets it be taken back. */
export function offerLink(url: string, id: string): string {
  return `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${url}/offer/${id}`)}`;
}
