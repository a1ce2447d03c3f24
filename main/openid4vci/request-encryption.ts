import { utf8 } from "../../src/bytes/bytes.ts";
import { CryptoError } from "../../src/crypto/error.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json/value.ts";
import { ENCRYPTION } from "./response-encryption.ts";

/** What an issuer takes its requests encrypted to (OpenID4VCI 1.0 sections 10 and 12.2.4). */
export interface RequestRecipient {
  readonly key: P256Jwk;
  readonly kid: string;
  readonly enc: string;
}

const MAX_KEYS = 32;
const MAX_ID = 256;

function keyIn(jwk: JsonValue): Omit<RequestRecipient, "enc"> | undefined {
  if (!isJsonObject(jwk)) return undefined;
  const { kid, alg = ENCRYPTION.algorithm, use = "enc" } = jwk;
  if (typeof kid !== "string" || kid === "" || kid.length > MAX_ID) return undefined;
  if (alg !== ENCRYPTION.algorithm || use !== "enc") return undefined;
  try {
    return { key: parseP256Jwk(jwk), kid };
  } catch (error) {
    // A key of another kind may stand beside ours.
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

/** `credential_request_encryption`, where one of its keys and ways is ours. */
export function recipientOf(offered: unknown): RequestRecipient | undefined {
  const { jwks, enc_values_supported: methods } = (offered ?? {}) as { readonly [member: string]: unknown };
  const keys = (jwks as { readonly keys?: unknown } | undefined | null)?.keys;
  if (!Array.isArray(keys) || !Array.isArray(methods)) return undefined;
  const enc = ENCRYPTION.methods.find((method) => methods.includes(method));
  const [found] = (keys as readonly JsonValue[]).slice(0, MAX_KEYS).flatMap((jwk) => keyIn(jwk) ?? []);
  return enc === undefined || found === undefined ? undefined : { ...found, enc };
}

/** A request as a JWE in compact form, of media type `application/jwt`. */
export async function encryptRequest(body: JsonObject, { key, kid, enc }: RequestRecipient): Promise<string> {
  const { CompactEncrypt, importJWK } = await import("jose");
  return await new CompactEncrypt(utf8(JSON.stringify(body)))
    .setProtectedHeader({ alg: ENCRYPTION.algorithm, enc, kid })
    .encrypt(await importJWK({ ...key }, ENCRYPTION.algorithm));
}
