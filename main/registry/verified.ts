import type { Primitives } from "../../src/crypto/ports.ts";
import { concat } from "../../src/bytes/bytes.ts";

/** Signatures remembered; more than two full blocks. */
const CAPACITY = 1 << 16;

/**
 * The same primitives, remembering which Ed25519 signatures held: the engine, and every cosigner in
 * its process, looks at each entry anew, and only the arithmetic of one signature over one message by
 * one key is not done again. What did not hold is never remembered.
 */
export function rememberVerified(primitives: Primitives, capacity = CAPACITY): Primitives {
  let newer = new Set<string>();
  let older = new Set<string>();
  return {
    ...primitives,
    verifyEd25519: (publicKey, message, signature) => {
      // Key and signature have fixed lengths here, so no two triples share one input.
      if (publicKey.length !== 32 || signature.length !== 64) return false;
      const digest = Buffer.from(primitives.sha256(concat(publicKey, signature, message))).toString("latin1");
      if (newer.has(digest) || older.has(digest)) return true;
      if (!primitives.verifyEd25519(publicKey, message, signature)) return false;
      if (newer.size >= capacity / 2) {
        older = newer;
        newer = new Set();
      }
      newer.add(digest);
      return true;
    },
  };
}
