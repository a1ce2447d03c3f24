import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { BenchError } from "../error.ts";
import { NOW, REQUEST } from "./visit.ts";

export const RIVAL = "@sd-jwt/sd-jwt-vc";

/** Throws `bench.rival_missing` where development dependencies were left out. */
async function loadRival() {
  try {
    return await import("@sd-jwt/sd-jwt-vc");
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new BenchError("bench.rival_missing", { cause: error });
  }
}

function verifyEs256(key: P256Jwk, data: string, signature: string): boolean {
  return nodePrimitives.verifyEs256(key, Buffer.from(data), Buffer.from(signature, "base64url"));
}

/**
 * The other library's check of one presentation: the issuer's and the holder's signature and the
 * disclosures, by the same verifier and hash as ours. It would fetch the status list that a credential
 * names, so it is given credentials that name none. Throws `bench.rival_missing`.
 */
export async function rivalCheck(issuer: P256Jwk): Promise<(presentation: string) => Promise<void>> {
  const { SDJwtVcInstance } = await loadRival();
  const rival = new SDJwtVcInstance({
    hasher: (data) =>
      nodePrimitives.sha256(typeof data === "string" ? Buffer.from(data) : new Uint8Array(data)),
    hashAlg: "sha-256",
    verifier: (data, signature) => verifyEs256(issuer, data, signature),
    kbVerifier: (data, signature, payload) => {
      const holder = payload.cnf?.jwk as P256Jwk | undefined;
      return holder !== undefined && verifyEs256(holder, data, signature);
    },
  });
  return async (presentation) => {
    const { payload } = await rival.verify(presentation, {
      currentDate: NOW,
      keyBindingNonce: REQUEST.nonce,
    });
    const shown = payload as { readonly [name: string]: unknown };
    if (shown["age_over_18"] !== true) throw new BenchError("bench.unexpected");
  };
}
