import { fromBase64Url } from "../../bytes/base64.ts";
import { admitEd25519Key } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/error.ts";
import { admitP256Key } from "../../crypto/p256.ts";
import type { State } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** A public key as an entry writes it: 43 characters are Ed25519, 44 a compressed P-256 point. */
function checkKey(key: string): ViolationCode | undefined {
  try {
    if (key.length === 43) admitEd25519Key(fromBase64Url(key));
    else admitP256Key(fromBase64Url(key));
    return undefined;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return error.code === "crypto.small_order" ? "key.small_order" : "key.invalid";
  }
}

/**
 * Admits keys that come into the registry together: each canonical, on its curve, not of small
 * order, and never in use before, here or for anything else.
 */
export function admitKeys(state: State, keys: readonly string[]): ViolationCode | undefined {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key) || state.keyOwner(key) !== undefined) return "key.reused";
    seen.add(key);
    const refusal = checkKey(key);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
