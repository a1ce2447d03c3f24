import { nodePrimitives } from "../../main/crypto/primitives.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { buildCertificate, type CertificateDraft } from "../../src/x509/certificate.ts";
import { hashOf, seedP256 } from "./test-keys.ts";

/** Certificates of a small hierarchy: a root, an authority below it, an issuer of documents. */

export const ROOT = seedP256("root authority").signer;
export const MIDDLE = seedP256("middle authority").signer;
export const LEAF = seedP256("foreign issuer").signer;

const DAY = 86_400;

/** A certificate around `at`, unless the changes say otherwise. */
export function certificate(
  name: string,
  of: Es256Signer,
  by: { readonly name: string; readonly signer: Es256Signer },
  at: number,
  changes: Partial<CertificateDraft> = {},
): Uint8Array {
  const draft: CertificateDraft = {
    subject: name,
    key: of.publicKey,
    issuer: { subject: by.name, key: by.signer.publicKey },
    isAuthority: false,
    from: at - DAY,
    to: at + 365 * DAY,
    serial: Buffer.from(hashOf(name), "base64url").subarray(0, 16),
    ...changes,
  };
  return buildCertificate(draft, by.signer, nodePrimitives.sha256);
}

export interface Hierarchy {
  readonly root: Uint8Array;
  readonly middle: Uint8Array;
  readonly leaf: Uint8Array;
}

export function hierarchy(at: number): Hierarchy {
  const asRoot = { name: "Root of Trust", signer: ROOT };
  return {
    root: certificate("Root of Trust", ROOT, asRoot, at, { isAuthority: true }),
    middle: certificate("Middle", MIDDLE, asRoot, at, { isAuthority: true }),
    leaf: certificate("Foreign Issuer", LEAF, { name: "Middle", signer: MIDDLE }, at),
  };
}

export function toX5c(chain: readonly Uint8Array[]): readonly string[] {
  return chain.map((one) => Buffer.from(one).toString("base64"));
}
