import { nodePrimitives } from "../../main/crypto/primitives.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { buildCertificate, type CertificateDraft } from "../../src/x509/certificate.ts";
import {
  bits,
  der,
  integer,
  octets,
  oid,
  sequence,
  set,
  time,
  TRUE,
  utf8String,
} from "../../src/x509/der.ts";
import { type Element, readElements, readInside } from "../../src/x509/read-der.ts";
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

/** A certificate with one extension more before all others, or in the place of its like, signed anew. */
export function withExtension(
  of: Uint8Array,
  by: Es256Signer,
  extension: { readonly id: string; readonly isCritical?: boolean; readonly value: Uint8Array },
): Uint8Array {
  const { id, isCritical = false, value } = extension;
  const again = ({ tag, content }: Element): Uint8Array => der(tag, content);
  const [body, algorithm] = readInside(of, 0x30) as [Element, Element];
  const parts = readElements(body.content) ?? [];
  const last = parts.at(-1) as Element;
  const kept = (readInside(last.content, 0x30) ?? []).filter(
    ({ content }) =>
      !Buffer.from(content)
        .subarray(0, 12)
        .includes(Buffer.from(oid(id))),
  );
  const added = sequence(oid(id), ...(isCritical ? [TRUE] : []), octets(value));
  const extensions = der(0xa3, sequence(added, ...kept.map(again)));
  const changed = sequence(...parts.slice(0, -1).map(again), extensions);
  const signature = by.sign(changed);
  const signed = sequence(integer(signature.subarray(0, 32)), integer(signature.subarray(32)));
  return sequence(changed, again(algorithm), bits(signed));
}

export interface Hierarchy {
  readonly root: Uint8Array;
  readonly middle: Uint8Array;
  readonly leaf: Uint8Array;
}

export function hierarchy(at: number): Hierarchy {
  const asRoot = { name: "Root of Trust", signer: ROOT };
  return {
    root: certificate("Root of Trust", ROOT, asRoot, at, { isAuthority: true, pathLength: 1 }),
    middle: certificate("Middle", MIDDLE, asRoot, at, { isAuthority: true }),
    leaf: certificate("Foreign Issuer", LEAF, { name: "Middle", signer: MIDDLE }, at),
  };
}

export function toX5c(chain: readonly Uint8Array[]): readonly string[] {
  return chain.map((one) => Buffer.from(one).toString("base64"));
}

/**
 * Certificates that are well-formed and that hardly anybody makes: one whose subject is called nothing at
 * all, and one whose key is no point of its curve. Their signatures are none.
 */
export function oddCertificates(at: number): {
  readonly nameless: Uint8Array;
  readonly offCurve: Uint8Array;
} {
  const algorithm = sequence(oid("1.2.840.10045.4.3.2"));
  const called = sequence(set(sequence(oid("2.5.4.3"), utf8String("Odd"))));
  const onCurve = bits(Buffer.concat([Uint8Array.of(4), ...coordinatesOf(LEAF)]));
  const made = (name: Uint8Array, point: Uint8Array): Uint8Array => {
    const key = sequence(sequence(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")), point);
    const span = sequence(time(at - DAY), time(at + 365 * DAY));
    const version = der(0xa0, integer(Uint8Array.of(2)));
    const body = sequence(version, integer(Uint8Array.of(7)), algorithm, name, span, name, key);
    return sequence(body, algorithm, bits(sequence(integer(Uint8Array.of(1)), integer(Uint8Array.of(1)))));
  };
  return {
    nameless: made(sequence(), onCurve),
    offCurve: made(called, bits(Buffer.concat([Uint8Array.of(4), new Uint8Array(64)]))),
  };
}

function coordinatesOf({ publicKey: { x, y } }: Es256Signer): readonly Uint8Array[] {
  return [x, y].map((one) => Buffer.from(one, "base64url"));
}
