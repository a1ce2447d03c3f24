import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { fromUtf8 } from "../../src/bytes/bytes.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import { VciError } from "./error.ts";

/** How we encrypt and decrypt (RFC 7518 sections 4.6 and 5.3). */
export const ENCRYPTION = { algorithm: "ECDH-ES", methods: ["A256GCM", "A128GCM"] } as const;

/** A key that one answer is encrypted to; it lives no longer than the exchange. */
export interface ResponseKeyPair {
  readonly publicJwk: P256Jwk;
  readonly privateKey: KeyObject;
}

export function newResponseKey(): ResponseKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { publicJwk: parseP256Jwk(publicKey.export({ format: "jwk" })), privateKey };
}

/** A JWE in compact form to its text; nothing compressed, since that could grow without end. Throws `vci.malformed`. */
export async function decryptJwe(jwe: string, key: KeyObject): Promise<string> {
  const { compactDecrypt } = await import("jose");
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe.trim(), key, {
      keyManagementAlgorithms: [ENCRYPTION.algorithm],
      contentEncryptionAlgorithms: [...ENCRYPTION.methods],
    });
    if (protectedHeader["zip"] !== undefined) throw new VciError("vci.malformed");
    return fromUtf8(plaintext);
  } catch (cause) {
    // jose throws its own classes, and those of the platform for a bad point: all mean the same here.
    throw new VciError("vci.malformed", { cause });
  }
}

/** How an issuer can encrypt to us; undefined where it can in no way of ours. */
function methodFor(offered: unknown): string | undefined {
  const { alg_values_supported: algorithms, enc_values_supported: methods } = (offered ?? {}) as {
    readonly [member: string]: unknown;
  };
  if (!Array.isArray(algorithms) || !algorithms.includes(ENCRYPTION.algorithm) || !Array.isArray(methods))
    return undefined;
  return ENCRYPTION.methods.find((method) => methods.includes(method));
}

/** `credential_response_encryption` (OpenID4VCI 1.0 section 8.2), where the issuer can do one of ours. */
export function encryptionRequest(
  offered: unknown,
  key: P256Jwk,
): { readonly [member: string]: unknown } | undefined {
  const enc = methodFor(offered);
  if (enc === undefined) return undefined;
  const { algorithm } = ENCRYPTION;
  return { jwk: { ...key, use: "enc", alg: algorithm, kid: "response" }, alg: algorithm, enc };
}

/** Whether an issuer insists on encrypting answers in a way that we cannot read. */
export function isUnreadable(offered: unknown): boolean {
  const { encryption_required: isRequired } = (offered ?? {}) as { readonly [member: string]: unknown };
  return isRequired === true && methodFor(offered) === undefined;
}
