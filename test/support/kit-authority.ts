import type { Ed25519Signer } from "../../src/crypto/ports.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { keyText, seedSigner } from "./test-keys.ts";

export interface KitAuthority {
  readonly id: string;
  readonly entry: Ed25519Signer;
  readonly cosign: Ed25519Signer;
  /** Of its node, where it runs one. */
  readonly log: Ed25519Signer;
  readonly consensus: Ed25519Signer;
}

/** Keys that come from the name, so they are the same in every run. */
export function kitAuthority(id: string): KitAuthority {
  const key = (use: string): Ed25519Signer => seedSigner(`${id} ${use}`);
  return {
    id,
    entry: key("entry"),
    cosign: key("cosign"),
    log: key("log"),
    consensus: key("consensus"),
  };
}

export function authorityBody({ id, entry, cosign }: KitAuthority): { readonly id: string } & JsonObject {
  return { id, name: { en: id }, entry: keyText(entry), cosign: keyText(cosign) };
}

/** Of one that runs a node of a network. */
export function nodeBody(
  authority: KitAuthority,
): { readonly id: string; readonly log: string; readonly consensus: string } & JsonObject {
  const { log, consensus } = authority;
  return { ...authorityBody(authority), log: keyText(log), consensus: keyText(consensus) };
}
