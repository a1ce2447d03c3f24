import type { CredentialOfferObject, IssuerMetadataResult, Openid4vciClient } from "@openid4vc/openid4vci";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json/value.ts";
import type { RandomBytes } from "../doors/random.ts";
import { type Access, accessOf, boundBy, findServer, meaningOf, refusal } from "./access.ts";
import { CLIENT_ID, jwkSigner, vciCallbacks } from "./callbacks.ts";
import { asVciError, VciError } from "./error.ts";
import { type FetchOptions, guardedFetch, requireAddress } from "./guarded-fetch.ts";
import { library } from "./library.ts";
import type { OfferedConfiguration, OpenedOffer } from "./offer.ts";
import { encryptRequest, recipientOf, type RequestRecipient } from "./request-encryption.ts";
import { encryptionRequest, newResponseKey } from "./response-encryption.ts";

export type Obtained =
  | {
      readonly state: "arrived";
      readonly credentials: readonly { readonly credential: string; readonly receipt?: string }[];
      readonly notification?: string;
    }
  | { readonly state: "waiting"; readonly transaction: string; readonly interval: number };

export interface ExchangeTools extends Omit<FetchOptions, "decryptionKey"> {
  readonly random: RandomBytes;
  /** Tokens are bound to it. */
  readonly dpop: Es256Signer;
  /** POSIX seconds. */
  readonly now: number;
}

const MAX_COPIES = 100;
const MAX_WAIT = 86_400;
const DEFAULT_INTERVAL = 5;

async function clientOf(tools: ExchangeTools): Promise<Openid4vciClient> {
  const { Openid4vciClient: Client } = await library();
  const keys = { signers: [tools.dpop], now: tools.now };
  return new Client({ callbacks: vciCallbacks(guardedFetch(tools), keys, tools.random) });
}

/** Redeems a pre-authorised code (section 6.1). Throws `vci.gone` where code or transaction code is not taken. */
export async function redeemCode(
  { offer, metadata }: Pick<OpenedOffer, "offer" | "metadata">,
  txCode: string | undefined,
  tools: ExchangeTools,
): Promise<Access> {
  try {
    const granted = await (
      await clientOf(tools)
    ).retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer: offer,
      issuerMetadata: metadata,
      ...(txCode === undefined ? {} : { txCode }),
      ...boundBy(metadata, tools.dpop),
    });
    return accessOf(granted, findServer({ offer, metadata }, "code")?.issuer);
  } catch (error) {
    throw refusal(error);
  }
}

/** A question that the person answers in their browser. */
export interface BrowserQuestion {
  readonly url: string;
  readonly verifier: string;
  readonly state: string;
  /** Who was asked, and whether its answer says so (RFC 9207). */
  readonly issuer: string;
  readonly isNamed: boolean;
}

/** An authorization request (section 5.1), pushed where the server takes that, with PKCE. */
export async function askInBrowser(
  { offer, metadata, configurations }: Pick<OpenedOffer, "offer" | "metadata" | "configurations">,
  redirectUri: string,
  tools: ExchangeTools,
): Promise<BrowserQuestion> {
  const { Oauth2Client } = await library();
  const state = Buffer.from(tools.random(24)).toString("base64url");
  const scopes = configurations.map(({ scope }) => scope).filter((scope) => scope !== undefined);
  const byScope = scopes.length === configurations.length;
  const details = configurations.map(({ id }) => ({
    type: "openid_credential",
    credential_configuration_id: id,
  }));
  try {
    const grant = offer.grants?.authorization_code;
    const server = findServer({ offer, metadata }, "browser");
    if (server === undefined) throw new VciError("vci.swapped");
    // One that does without a proof key could be fed another's code (RFC 9700 section 2.1.1), and one that
    // takes it as it is would show it to whoever sees the question.
    if (server.code_challenge_methods_supported?.includes("S256") !== true) {
      throw new VciError("vci.unsupported");
    }
    const callbacks = vciCallbacks(
      guardedFetch(tools),
      { signers: [tools.dpop], now: tools.now },
      tools.random,
    );
    const asked = await new Oauth2Client({ callbacks }).createAuthorizationRequestUrl({
      authorizationServerMetadata: server,
      clientId: CLIENT_ID,
      redirectUri,
      state,
      resource: metadata.credentialIssuer.credential_issuer,
      ...(byScope ? { scope: scopes.join(" ") } : {}),
      additionalRequestPayload: {
        ...(grant?.issuer_state === undefined ? {} : { issuer_state: grant.issuer_state }),
        ...(byScope ? {} : { authorization_details: JSON.stringify(details) }),
      },
      ...boundBy(metadata, tools.dpop),
    });
    if (asked.pkce?.codeChallengeMethod !== "S256") throw new VciError("vci.unsupported");
    requireAddress(asked.authorizationRequestUrl, tools.addresses);
    return {
      url: asked.authorizationRequestUrl,
      verifier: asked.pkce.codeVerifier,
      state,
      issuer: server.issuer,
      isNamed: server.authorization_response_iss_parameter_supported === true,
    };
  } catch (error) {
    throw refusal(error);
  }
}

/** The code that the browser brought back, for a token. */
export async function redeemBrowserCode(
  opened: Pick<OpenedOffer, "offer" | "metadata">,
  answer: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
  tools: ExchangeTools,
): Promise<Access> {
  try {
    const granted = await (
      await clientOf(tools)
    ).retrieveAuthorizationCodeAccessTokenFromOffer({
      credentialOffer: opened.offer,
      issuerMetadata: opened.metadata,
      authorizationCode: answer.code,
      redirectUri: answer.redirectUri,
      additionalRequestPayload: { client_id: CLIENT_ID },
      pkceCodeVerifier: answer.verifier,
      ...boundBy(opened.metadata, tools.dpop),
    });
    return accessOf(granted, findServer(opened, "browser")?.issuer);
  } catch (error) {
    throw refusal(error);
  }
}

/** How many copies may be asked for in one request (`batch_credential_issuance`). */
export function batchSize({ credentialIssuer }: IssuerMetadataResult): number {
  const size = credentialIssuer.batch_credential_issuance?.batch_size;
  return typeof size === "number" ? Math.min(Math.max(1, size), MAX_COPIES) : 1;
}

async function proofsBy(
  signers: readonly Es256Signer[],
  configuration: OfferedConfiguration,
  metadata: IssuerMetadataResult,
  tools: ExchangeTools,
): Promise<readonly string[]> {
  const callbacks = vciCallbacks(guardedFetch(tools), { signers, now: tools.now }, tools.random);
  const { Openid4vciClient: Client } = await library();
  const client = new Client({ callbacks });
  const hasNonce = metadata.credentialIssuer.nonce_endpoint !== undefined;
  const nonce = hasNonce ? (await client.requestNonce({ issuerMetadata: metadata })).c_nonce : undefined;
  const proofs: string[] = [];
  for (const signer of signers) {
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata: metadata,
      credentialConfigurationId: configuration.id,
      signer: jwkSigner(signer),
      issuedAt: new Date(tools.now * 1000),
      ...(nonce === undefined ? {} : { nonce }),
    });
    proofs.push(jwt);
  }
  return proofs;
}

/** The nonce in a proof is too old for the issuer, or not its own (section 8.3.1.2): another one will do. */
class NonceRefused extends VciError {
  constructor() {
    super("vci.refused");
  }
}

async function post(
  url: string,
  body: JsonObject,
  access: Access,
  tools: ExchangeTools,
  {
    decryptionKey,
    recipient,
  }: {
    readonly decryptionKey?: FetchOptions["decryptionKey"];
    readonly recipient?: RequestRecipient | undefined;
  } = {},
): Promise<JsonObject> {
  const options = decryptionKey === undefined ? tools : { ...tools, decryptionKey };
  const { resourceRequest } = await library();
  const answer = await resourceRequest({
    accessToken: access.token,
    callbacks: vciCallbacks(guardedFetch(options), { signers: [tools.dpop], now: tools.now }, tools.random),
    url,
    requestOptions: {
      method: "POST",
      headers: { "Content-Type": recipient === undefined ? "application/json" : "application/jwt" },
      body: recipient === undefined ? JSON.stringify(body) : await encryptRequest(body, recipient),
    },
    ...(access.isBound
      ? {
          dpop: {
            signer: jwkSigner(tools.dpop),
            ...(access.nonce === undefined ? {} : { nonce: access.nonce }),
          },
        }
      : {}),
  });
  const type = answer.response.headers.get("content-type") ?? "";
  const isJson = answer.response.status !== 204 && type.startsWith("application/json");
  const value = isJson ? ((await answer.response.json()) as JsonValue) : {};
  if (!isJsonObject(value)) throw new VciError("vci.malformed");
  if (!answer.ok) {
    const { error } = value;
    if (error === "issuance_pending") return { transaction_id: body["transaction_id"] ?? "", ...value };
    throw error === "invalid_nonce" ? new NonceRefused() : new VciError(meaningOf(error));
  }
  return value;
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== "string" || value.length === 0 || value.length > 512 * 1024)
    throw new VciError("vci.malformed");
  return value;
}

function readObtained(response: JsonObject): Obtained {
  const {
    credentials,
    credential,
    transaction_id: transaction,
    interval,
    notification_id: notification,
  } = response;
  if (transaction !== undefined) {
    const seconds =
      typeof interval === "number" && interval > 0 ? Math.min(interval, MAX_WAIT) : DEFAULT_INTERVAL;
    return { state: "waiting", transaction: textOf(transaction), interval: Math.ceil(seconds) };
  }
  const list: JsonValue = credentials ?? (credential === undefined ? [] : [{ credential }]);
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_COPIES)
    throw new VciError("vci.malformed");
  return {
    state: "arrived",
    credentials: (list as readonly JsonValue[]).map((one) => {
      if (!isJsonObject(one)) throw new VciError("vci.malformed");
      const receipt = one["receipt"];
      return {
        credential: textOf(one["credential"]),
        ...(receipt === undefined ? {} : { receipt: textOf(receipt) }),
      };
    }),
    ...(typeof notification === "string" && notification.length <= 512 ? { notification } : {}),
  };
}

/** What is asked for, and the keys it shall be bound to, one for each copy. */
export interface CredentialWish {
  readonly configuration: OfferedConfiguration;
  readonly signers: readonly Es256Signer[];
}

/** A Credential Request (section 8.2) with a proof for each key, its answer encrypted where the issuer can. */
export async function requestCredential(
  wish: CredentialWish,
  metadata: IssuerMetadataResult,
  access: Access,
  tools: ExchangeTools,
): Promise<Obtained> {
  const { configuration, signers } = wish;
  const { credentialIssuer } = metadata;
  const { identifiers } = access;
  const [identifier] = (Object.hasOwn(identifiers, configuration.id) && identifiers[configuration.id]) || [];
  const key = newResponseKey();
  const encryption = encryptionRequest(credentialIssuer.credential_response_encryption, key.publicJwk);
  const sealed = {
    recipient: recipientOf(credentialIssuer["credential_request_encryption"]),
    ...(encryption === undefined ? {} : { decryptionKey: () => key.privateKey }),
  };
  const ask = async (): Promise<Obtained> => {
    const proofs = await proofsBy(signers, configuration, metadata, tools);
    const body = {
      ...(identifier === undefined
        ? { credential_configuration_id: configuration.id }
        : { credential_identifier: identifier }),
      proofs: { jwt: proofs },
      ...(encryption === undefined ? {} : { credential_response_encryption: encryption as JsonObject }),
    };
    requireAddress(credentialIssuer.credential_endpoint, tools.addresses);
    const response = await post(credentialIssuer.credential_endpoint, body, access, tools, sealed);
    return readObtained(response);
  };
  try {
    return await ask().catch((error: unknown) => {
      if (!(error instanceof NonceRefused) || credentialIssuer.nonce_endpoint === undefined) throw error;
      return ask();
    });
  } catch (error) {
    throw asVciError(error);
  }
}

/** Asks whether what was deferred is there (section 9). */
export async function requestDeferred(
  transaction: string,
  metadata: IssuerMetadataResult,
  access: Access,
  tools: ExchangeTools,
): Promise<Obtained> {
  const { deferred_credential_endpoint: url, credential_response_encryption: offered } =
    metadata.credentialIssuer;
  if (url === undefined) throw new VciError("vci.unsupported");
  const key = newResponseKey();
  const encryption = encryptionRequest(offered, key.publicJwk);
  const body = {
    transaction_id: transaction,
    ...(encryption === undefined ? {} : { credential_response_encryption: encryption as JsonObject }),
  };
  try {
    const sealed = {
      recipient: recipientOf(metadata.credentialIssuer["credential_request_encryption"]),
      ...(encryption === undefined ? {} : { decryptionKey: () => key.privateKey }),
    };
    return readObtained(await post(url, body, access, tools, sealed));
  } catch (error) {
    throw asVciError(error);
  }
}

/** Tells the issuer what became of it (section 11). What it answers changes nothing here. */
export async function notifyIssuer(
  event: "credential_accepted" | "credential_deleted" | "credential_failure",
  notification: string,
  metadata: IssuerMetadataResult,
  access: Access,
  tools: ExchangeTools,
): Promise<boolean> {
  const url = metadata.credentialIssuer.notification_endpoint;
  if (url === undefined) return false;
  try {
    await post(url, { notification_id: notification, event }, access, tools);
    return true;
  } catch (error) {
    asVciError(error);
    return false;
  }
}

export type { CredentialOfferObject, IssuerMetadataResult };
