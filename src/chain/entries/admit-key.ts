import { fromBase64Url } from "../../bytes/base64.ts";
import { admitEd25519Key } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/error.ts";
import { admitP256Key } from "../../crypto/p256.ts";
import type { State } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/**
 * Keys found admissible, by their text, which alone decides it: to find the point of an Ed25519 key
 * takes longer than to verify with it, and a log is folded in more than once.
 */
const admitted = new Set<string>();
const MAX_ADMITTED = 1 << 14;

/** A public key as an entry writes it: 43 characters are Ed25519, 44 a compressed P-256 point. */
function checkKey(key: string): ViolationCode | undefined {
  if (admitted.has(key)) return undefined;
  const refusal = judgeKey(key);
  if (refusal === undefined) noteAdmissible([key]);
  return refusal;
}

/** Whether the key is canonical, on its curve, and not of small order. */
export function isAdmissibleKey(key: string): boolean {
  return checkKey(key) === undefined;
}

/** Another thread of this program has found these admissible (`isAdmissibleKey`). */
export function noteAdmissible(keys: readonly string[]): void {
  for (const key of keys) {
    if (admitted.size >= MAX_ADMITTED) admitted.clear();
    admitted.add(key);
  }
}

/** What has been found so far, for another thread of this program. */
export function knownAdmissible(): readonly string[] {
  return [...admitted];
}

function judgeKey(key: string): ViolationCode | undefined {
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
