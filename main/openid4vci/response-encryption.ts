import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { fromUtf8 } from "../../src/bytes/bytes.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import { VciError } from "./error.ts";

const ALGORITHM = "ECDH-ES";
const METHODS = ["A256GCM", "A128GCM"];

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
      keyManagementAlgorithms: [ALGORITHM],
      contentEncryptionAlgorithms: METHODS,
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
  if (!Array.isArray(algorithms) || !algorithms.includes(ALGORITHM) || !Array.isArray(methods))
    return undefined;
  return METHODS.find((method) => methods.includes(method));
}

/** `credential_response_encryption` (OpenID4VCI 1.0 section 8.2), where the issuer can do one of ours. */
export function encryptionRequest(
  offered: unknown,
  key: P256Jwk,
): { readonly [member: string]: unknown } | undefined {
  const enc = methodFor(offered);
  if (enc === undefined) return undefined;
  return { jwk: { ...key, use: "enc", alg: ALGORITHM, kid: "response" }, alg: ALGORITHM, enc };
}

/** Throws `vci.unsupported` where an issuer insists on encryption that we cannot do, before anything is asked for. */
export function requireEncryptable(issuer: { readonly [member: string]: unknown }): void {
  const { credential_request_encryption: request, credential_response_encryption: response } = issuer as {
    readonly [member: string]: { readonly encryption_required?: unknown } | undefined;
  };
  if (request?.encryption_required === true) throw new VciError("vci.unsupported");
  if (response?.encryption_required === true && methodFor(response) === undefined) {
    throw new VciError("vci.unsupported");
  }
}
