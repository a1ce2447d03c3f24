import { fromBase64UrlOf } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import { CryptoError } from "../crypto/error.ts";
import { p256Compress, parseP256Jwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Primitives } from "../crypto/ports.ts";
import { type CompactJws, parseCompactJws, signCompactJws, verifyCompactJws } from "../jws/compact.ts";
import { JwsError } from "../jws/error.ts";
import { formatClientId, parseClientId } from "../presentation/client-id.ts";
import { ExchangeError } from "./error.ts";

/** Media type of the key proof, OpenID4VCI 1.0 appendix F.1; a plain issuer can read it as one. */
const TYP = "openid4vci-proof+jwt";
const MAX_LENGTH = 8192;
/** A key request waits on paper or a stick until an office gets to it. */
const MAX_AGE = 90 * 86_400;
const LEEWAY = 300;

/** What a wallet asks an office to issue to. */
export interface KeyRequest {
  readonly registryId: string;
  readonly office: string;
  /** Type it is for, by `vct`. */
  readonly vct: string;
  /** The credential will be bound to it; the request proves that the wallet holds it. */
  readonly holder: P256Jwk;
  /** The credential comes back encrypted to it. */
  readonly encryption: P256Jwk;
  /** SHA-256 of the owner's consent key (Ed25519), base64url, if the type asks for consent. */
  readonly consent?: string;
  /** POSIX seconds. */
  readonly issuedAt: number;
}

/** Signs the request with the holder key it asks for. */
export function buildKeyRequest(request: Omit<KeyRequest, "holder">, holder: Es256Signer): string {
  const { registryId, office, vct, encryption, consent, issuedAt } = request;
  return signCompactJws(
    { typ: TYP, jwk: { ...holder.publicKey } },
    {
      aud: formatClientId({ registry: registryId, office }),
      iat: issuedAt,
      vct,
      encryption: { ...encryption },
      ...(consent === undefined ? {} : { consent }),
    },
    holder,
  );
}

function readConsent(value: unknown): string {
  if (typeof value !== "string") throw new ExchangeError("exchange.syntax");
  fromBase64UrlOf(value, 32);
  return value;
}

/** Nothing is signed with it that would show whether it is a key at all. */
function readEncryptionKey(value: unknown): P256Jwk {
  const key = parseP256Jwk(value);
  p256Compress(key);
  return key;
}

function readRequest(jws: CompactJws): KeyRequest {
  const { aud, iat, vct, encryption, consent } = jws.payload;
  const audience = typeof aud === "string" ? parseClientId(aud) : undefined;
  if (audience === undefined || typeof vct !== "string" || vct.length === 0 || vct.length > 512) {
    throw new ExchangeError("exchange.syntax");
  }
  if (typeof iat !== "number" || !Number.isSafeInteger(iat)) throw new ExchangeError("exchange.syntax");
  return {
    registryId: audience.registry,
    office: audience.office,
    vct,
    holder: parseP256Jwk(jws.header["jwk"]),
    encryption: readEncryptionKey(encryption),
    issuedAt: iat,
    ...(consent === undefined ? {} : { consent: readConsent(consent) }),
  };
}

/**
 * Reads a key request meant for `office` and checks the proof of possession. `now` in POSIX seconds.
 * Throws ExchangeError only.
 */
export function parseKeyRequest(
  text: unknown,
  expected: { readonly registryId: string; readonly office: string; readonly now: number },
  primitives: Pick<Primitives, "verifyEs256">,
): KeyRequest {
  try {
    const jws = parseCompactJws(text, { typ: TYP, maxLength: MAX_LENGTH });
    const request = readRequest(jws);
    verifyCompactJws(jws, request.holder, primitives);
    if (request.registryId !== expected.registryId) throw new ExchangeError("exchange.wrong_registry");
    if (request.office !== expected.office) throw new ExchangeError("exchange.wrong_office");
    if (request.issuedAt > expected.now + LEEWAY) throw new ExchangeError("exchange.not_yet");
    if (request.issuedAt < expected.now - MAX_AGE) throw new ExchangeError("exchange.expired");
    return request;
  } catch (error) {
    throw asExchangeError(error);
  }
}

/** Keys in one text: single-use copies of one certificate. */
export const MAX_KEYS = 16;

/**
 * Reads the key requests of one holder, a line for each single-use copy: for one office, type and
 * delivery key, each with a holder key of its own. As `parseKeyRequest`; throws ExchangeError only.
 */
export function parseKeyRequests(
  text: string,
  expected: { readonly registryId: string; readonly office: string; readonly now: number },
  primitives: Pick<Primitives, "verifyEs256">,
): readonly KeyRequest[] {
  const lines = text.trimEnd().split("\n", MAX_KEYS + 1);
  if (lines.length > MAX_KEYS) throw new ExchangeError("exchange.too_large");
  const requests = lines.map((line) => parseKeyRequest(line.trim(), expected, primitives));
  const together = ({ vct, encryption }: KeyRequest): string =>
    JSON.stringify([vct, encryption.x, encryption.y]);
  const keys = new Set(requests.map(({ holder }) => holder.x));
  const isOne = requests.every((one) => together(one) === together(requests[0] as KeyRequest));
  if (!isOne || keys.size !== requests.length) throw new ExchangeError("exchange.syntax");
  return requests;
}

/** Errors of the layers below, in this module's words. */
export function asExchangeError(error: unknown): unknown {
  if (error instanceof JwsError) {
    if (error.code === "jws.signature") return new ExchangeError("exchange.signature");
    return new ExchangeError(error.code === "jws.too_large" ? "exchange.too_large" : "exchange.syntax");
  }
  if (error instanceof BytesError || error instanceof CryptoError)
    return new ExchangeError("exchange.syntax");
  return error;
}
