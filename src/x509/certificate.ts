import { concat, utf8 } from "../bytes/bytes.ts";
import { fromBase64UrlOf } from "../bytes/base64.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Sha256 } from "../crypto/ports.ts";
import { bits, der, integer, octets, oid, sequence, set, time, TRUE, utf8String } from "./der.ts";

export interface CertificateDraft {
  readonly subject: string;
  readonly key: P256Jwk;
  /** Who signs: itself where it is left out. */
  readonly issuer?: { readonly subject: string; readonly key: P256Jwk };
  /** It may sign other certificates, and no documents. */
  readonly isAuthority: boolean;
  /** How many authorities may stand between it and what signs documents; none if left out. */
  readonly pathLength?: number;
  /** POSIX seconds. */
  readonly from: number;
  readonly to: number;
  /** 16 unpredictable bytes. */
  readonly serial: Uint8Array;
  /** ISO 3166-1 alpha-2; ISO 18013-5 annex B asks for one. */
  readonly country?: string;
  /** Where its subject is reached (subject alternative name). */
  readonly uri?: string;
  readonly dns?: string;
  /** Extended key usages, dotted. */
  readonly purposes?: readonly string[];
}

/** Document signer of an mdoc (ISO 18013-5 annex B.1.4). */
export const MDOC_SIGNER = "1.0.18013.5.1.2";

const ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
const P256_KEY = sequence(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"));

function point(key: P256Jwk): Uint8Array {
  return concat(Uint8Array.of(4), fromBase64UrlOf(key.x, 32), fromBase64UrlOf(key.y, 32));
}

function nameOf(subject: string, country?: string): Uint8Array {
  // PrintableString, as X.520 wants it.
  const of = country === undefined ? [] : [set(sequence(oid("2.5.4.6"), der(0x13, utf8(country))))];
  return sequence(...of, set(sequence(oid("2.5.4.3"), utf8String(subject))));
}

function extension(id: string, isCritical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(id), ...(isCritical ? [TRUE] : []), octets(value));
}

/** First 160 bits of a hash of the key (RFC 7093 section 2, method 1). */
function keyId(key: P256Jwk, sha256: Sha256): Uint8Array {
  return sha256(point(key)).slice(0, 20);
}

function extensions(draft: CertificateDraft, issuerKey: P256Jwk, sha256: Sha256): Uint8Array {
  const { isAuthority, pathLength = 0, purposes = [] } = draft;
  // keyCertSign and cRLSign, or digitalSignature.
  const usage = isAuthority ? bits(Uint8Array.of(0x06), 1) : bits(Uint8Array.of(0x80), 7);
  const names = [
    ...(draft.dns === undefined ? [] : [der(0x82, utf8(draft.dns))]),
    ...(draft.uri === undefined ? [] : [der(0x86, utf8(draft.uri))]),
  ];
  return sequence(
    extension(
      "2.5.29.19",
      true,
      isAuthority ? sequence(TRUE, integer(Uint8Array.of(pathLength))) : sequence(),
    ),
    extension("2.5.29.15", true, usage),
    extension("2.5.29.14", false, octets(keyId(draft.key, sha256))),
    extension("2.5.29.35", false, sequence(der(0x80, keyId(issuerKey, sha256)))),
    ...(names.length === 0 ? [] : [extension("2.5.29.17", false, sequence(...names))]),
    ...(purposes.length === 0 ? [] : [extension("2.5.29.37", true, sequence(...purposes.map(oid)))]),
  );
}

/** r || s as `Ecdsa-Sig-Value` (RFC 3279 section 2.2.3). */
function derSignature(signature: Uint8Array): Uint8Array {
  return sequence(integer(signature.subarray(0, 32)), integer(signature.subarray(32)));
}

/** An X.509 v3 certificate (RFC 5280) of a P-256 key, DER; `signer` is the issuer's. */
export function buildCertificate(draft: CertificateDraft, signer: Es256Signer, sha256: Sha256): Uint8Array {
  const issuer = draft.issuer ?? { subject: draft.subject, key: draft.key };
  const issuerName = nameOf(issuer.subject, draft.country);
  const serial = Uint8Array.from(draft.serial);
  // Positive and not zero.
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(serial),
    ECDSA_SHA256,
    issuerName,
    sequence(time(draft.from), time(draft.to)),
    nameOf(draft.subject, draft.country),
    sequence(P256_KEY, bits(point(draft.key))),
    der(0xa3, extensions(draft, issuer.key, sha256)),
  );
  return sequence(body, ECDSA_SHA256, bits(derSignature(signer.sign(body))));
}
