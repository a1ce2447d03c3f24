import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { concat } from "../../src/bytes/bytes.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VaultError } from "./error.ts";

const NONCE_LENGTH = 24;
const TAG_LENGTH = 16;
/** Bytes of `Sealed.seal`. */
export const SEAL_LENGTH = NONCE_LENGTH + TAG_LENGTH;

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) of some bytes at one place. */
export interface Sealed {
  /** Nonce (24 bytes), then tag (16 bytes): together they stand for exactly this content. */
  readonly seal: Uint8Array;
  /** As long as the content. */
  readonly body: Uint8Array;
}

/** Where sealed bytes belong; they open nowhere else. */
export interface Place {
  readonly vault: string;
  readonly table: string;
  readonly row: string;
  readonly version: number;
}

function associatedData(place: Place): Uint8Array {
  return canonicalBytes(["sealfolio/vault/v1", place.vault, place.table, place.row, place.version]);
}

/** 24 random bytes are so many that a nonce never comes twice under one key. */
export function sealBytes(key: Uint8Array, content: Uint8Array, place: Place, random: RandomBytes): Sealed {
  const nonce = random(NONCE_LENGTH);
  const out = xchacha20poly1305(key, nonce, associatedData(place)).encrypt(content);
  return { seal: concat(nonce, out.subarray(content.length)), body: out.subarray(0, content.length) };
}

/** The content, for its caller to wipe. Throws `vault.tampered` when anything differs from what was sealed. */
export function openSealed(key: Uint8Array, sealed: Sealed, place: Place): Uint8Array {
  const { seal, body } = sealed;
  if (seal.length !== SEAL_LENGTH) throw new VaultError("vault.tampered");
  const joined = concat(body, seal.subarray(NONCE_LENGTH));
  try {
    return xchacha20poly1305(key, seal.subarray(0, NONCE_LENGTH), associatedData(place)).decrypt(joined);
  } catch {
    throw new VaultError("vault.tampered");
  }
}
