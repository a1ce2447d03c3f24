import type { KeyObject } from "node:crypto";
import { fromBase64Url } from "../../src/bytes/base64.ts";
import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { BytesError } from "../../src/bytes/error.ts";
import { CryptoError } from "../../src/crypto/error.ts";
import { p256Compress } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import { JsonError } from "../../src/json/error.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { PresentationError } from "../../src/presentation/error.ts";
import type { ResponseKey } from "../../src/presentation/request.ts";
import type { StrangerKey } from "../../src/presentation/stranger/request.ts";
import { MAX_RESPONSE_LENGTH } from "../../src/presentation/response.ts";

const ALGORITHM = "ECDH-ES";
const METHOD = "A256GCM";
/** What a response may be encrypted by; our own wallets use the first alone. */
export type ContentMethod = "A256GCM" | "A128GCM";
const STRONGEST: readonly ContentMethod[] = [METHOD];
const MAX_HEADER = 4096;
/** Base64url of the longest response, its header, and the rest. */
const MAX_JWE_LENGTH = Math.ceil((MAX_RESPONSE_LENGTH * 4) / 3) + 8192;

/** PartyUInfo and PartyVInfo of RFC 7518 section 4.6.1, where a profile asks for them. */
export interface Parties {
  readonly apu?: Uint8Array;
  readonly apv?: Uint8Array;
}

/** A private P-256 key, lent by its keeper, under the name a message is encrypted to. */
export interface PrivateResponseKey {
  readonly kid: string;
  readonly key: KeyObject;
}

function requireOnCurve(jwk: P256Jwk): void {
  try {
    p256Compress(jwk);
  } catch (error) {
    if (error instanceof CryptoError) throw new PresentationError("presentation.key");
    throw error;
  }
}

/**
 * Encrypts a response to the asker (OpenID4VP 1.0 section 8.3: JWE in compact form, ECDH-ES with
 * A256GCM if the key says no other). Throws `presentation.key` for a key that is none, `presentation.too_large`.
 */
export async function encryptResponse(
  response: string,
  key: ResponseKey | StrangerKey,
  parties: Parties = {},
): Promise<string> {
  const plaintext = utf8(response);
  if (plaintext.length > MAX_RESPONSE_LENGTH) throw new PresentationError("presentation.too_large");
  requireOnCurve(key.jwk);
  const { CompactEncrypt } = await import("jose");
  const jwe = new CompactEncrypt(plaintext).setProtectedHeader({
    alg: ALGORITHM,
    enc: "enc" in key ? key.enc : METHOD,
    ...(key.kid === undefined ? {} : { kid: key.kid }),
  });
  const { apu, apv } = parties;
  if (apu !== undefined || apv !== undefined) {
    jwe.setKeyManagementParameters({
      ...(apu === undefined ? {} : { apu }),
      ...(apv === undefined ? {} : { apv }),
    });
  }
  return jwe.encrypt({ ...key.jwk, alg: ALGORITHM });
}

function readHeader(jwe: string): JsonObject {
  const end = jwe.indexOf(".");
  if (end <= 0 || end > MAX_HEADER) throw new PresentationError("presentation.encryption");
  try {
    const bytes = fromBase64Url(jwe.slice(0, end));
    const header = parseJsonBytes(bytes, { maxLength: MAX_HEADER, maxDepth: 4 });
    if (isJsonObject(header)) return header;
  } catch (error) {
    if (!(error instanceof BytesError || error instanceof JsonError)) throw error;
  }
  throw new PresentationError("presentation.encryption");
}

/** Library decoders pass over bits and characters that carry nothing, so one message would have many texts. */
function requireCanonicalParts(jwe: string): void {
  const parts = jwe.split(".", 6);
  try {
    if (parts.length === 5) return parts.forEach((part) => fromBase64Url(part));
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
  }
  throw new PresentationError("presentation.decryption");
}

/** Name of the key a response says it is encrypted to; unverified, for finding that key. Throws as `decryptResponse`. */
export function responseKeyId(jwe: unknown, methods = STRONGEST): string {
  if (typeof jwe !== "string") throw new PresentationError("presentation.encryption");
  if (jwe.length > MAX_JWE_LENGTH) throw new PresentationError("presentation.too_large");
  const { alg, enc, kid, ...others } = readHeader(jwe);
  // A compressed plaintext could grow beyond every bound (RFC 8725 section 2.7); `crit` names rules we do not know.
  const isMethod = methods.some((method) => method === enc);
  const fits = alg === ALGORITHM && isMethod && typeof kid === "string";
  if (!fits || "zip" in others || "crit" in others) throw new PresentationError("presentation.encryption");
  return kid;
}

/**
 * Decrypts a response to the text for `parseResponse`. Throws `presentation.too_large`,
 * `presentation.encryption` when it is not the JWE we asked for (algorithms, key name, form), or
 * `presentation.decryption` when it does not open: a changed byte, another key.
 */
export async function decryptResponse(
  jwe: unknown,
  key: PrivateResponseKey,
  methods = STRONGEST,
): Promise<string> {
  if (responseKeyId(jwe, methods) !== key.kid) throw new PresentationError("presentation.encryption");
  requireCanonicalParts(jwe as string);
  const { compactDecrypt } = await import("jose");
  try {
    const { plaintext } = await compactDecrypt(jwe as string, key.key, {
      keyManagementAlgorithms: [ALGORITHM],
      contentEncryptionAlgorithms: [...methods],
    });
    return fromUtf8(plaintext);
  } catch {
    // jose throws its own classes, and those of the platform for a bad point: all mean the same here.
    throw new PresentationError("presentation.decryption");
  }
}
