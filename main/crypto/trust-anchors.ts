import { X509Certificate } from "node:crypto";
import type { Tracing, TrustAnchors } from "../../src/trust/anchors.ts";
import { extensionsOf, maySign, pathLengthOf } from "../../src/x509/extensions.ts";
import { subjectKeyOf } from "../../src/x509/key-identifiers.ts";
import { keyOfCertificate } from "./request-certificate.ts";

const MAX_CERTIFICATE = 16_384;
const MAX_CHAIN = 8;
/** Extended key usages that are for other things than documents: what signs web sites signs no diplomas. */
const OTHER_PURPOSES = new Set([
  "1.3.6.1.5.5.7.3.1",
  "1.3.6.1.5.5.7.3.3",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.9",
]);
/**
 * Extensions that are looked at here, or that say nothing of whether a certificate counts. What is critical
 * and not among them is not to be passed over (RFC 5280 section 4.2), as constraints of policies.
 */
const UNDERSTOOD = new Set([
  "2.5.29.14",
  "2.5.29.15",
  "2.5.29.17",
  "2.5.29.18",
  "2.5.29.19",
  // Any policy will do.
  "2.5.29.32",
  "2.5.29.35",
  "2.5.29.37",
]);
const NAME_CONSTRAINTS = "2.5.29.30";

function parse(der: Uint8Array): X509Certificate | undefined {
  if (der.length > MAX_CERTIFICATE) return undefined;
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

/** Its distinguished name, a part a line. Node has none for one without parts, whatever its types say. */
function subjectOf(certificate: X509Certificate): string {
  return (certificate.subject as string | undefined) ?? "";
}

/** Most telling part of a distinguished name; what it says is shown, never trusted for itself. */
function nameOf(certificate: X509Certificate): string {
  const subject = subjectOf(certificate);
  const parts = subject.split("\n");
  const find = (key: string) => parts.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1);
  const name = find("O") ?? find("CN") ?? subject;
  return name.replaceAll(/[\p{C}]/gu, "").slice(0, 120) || "?";
}

function isWithin(certificate: X509Certificate, at: number): boolean {
  return certificate.validFromDate.getTime() <= at * 1000 && at * 1000 <= certificate.validToDate.getTime();
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function isForDocuments(leaf: X509Certificate): boolean {
  const purposes = leaf.keyUsage as readonly string[] | undefined;
  const extensions = extensionsOf(leaf.raw);
  if (extensions !== undefined && !maySign(extensions)) return false;
  return purposes === undefined || !purposes.every((purpose) => OTHER_PURPOSES.has(purpose));
}

/** Whether it says nothing that must be understood and is not. */
function isUnderstood({ raw }: X509Certificate): boolean {
  const extensions = extensionsOf(raw);
  if (extensions === undefined || extensions.has(NAME_CONSTRAINTS)) return false;
  return [...extensions].every(([id, { isCritical }]) => !isCritical || UNDERSTOOD.has(id));
}

/** Issued to itself, as a change of keys is: not counted by a path's length (RFC 5280 section 6.1.4, l). */
const isSelfIssued = ({ subject, issuer }: X509Certificate): boolean => subject === issuer;

/** Whether an authority may sign for those that stand between it and the leaf. */
function maySignFor({ raw }: X509Certificate, between: readonly X509Certificate[]): boolean {
  const extensions = extensionsOf(raw);
  const length = extensions === undefined ? undefined : pathLengthOf(extensions);
  return length !== undefined && between.filter((one) => !isSelfIssued(one)).length <= length;
}

/** A certificate as the person sees it before trusting it. Times in POSIX seconds. */
export interface AnchorFacts {
  readonly name: string;
  readonly subject: string;
  readonly from: number;
  readonly to: number;
  /** SHA-256, hexadecimal pairs with colons, as other programs print it. */
  readonly fingerprint: string;
  /** By this the certificates that it signed name it, base64url; absent where it says none. */
  readonly keyId?: string;
}

/** What a certificate says of itself; undefined for what is none. */
export function readAnchor(der: Uint8Array): AnchorFacts | undefined {
  const certificate = parse(der);
  if (certificate === undefined) return undefined;
  const keyId = subjectKeyOf(der);
  return {
    name: nameOf(certificate),
    subject: subjectOf(certificate).replaceAll("\n", ", ").slice(0, 400),
    from: Math.floor(certificate.validFromDate.getTime() / 1000),
    to: Math.floor(certificate.validToDate.getTime() / 1000),
    fingerprint: certificate.fingerprint256,
    ...(keyId === undefined ? {} : { keyId }),
  };
}

/** Certificates of a PEM text, or the one that is DER. At most 32. */
export function splitCertificates(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes).toString("latin1");
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g);
  if (blocks === null) return [bytes];
  return blocks.slice(0, 32).map((block) => {
    return Uint8Array.from(Buffer.from(block.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64"));
  });
}

type Step = X509Certificate | "end" | "expired" | "signature";

/** Chains as RFC 5280 has them, for what documents need: signatures, times, and who may sign certificates. */
class Anchors implements TrustAnchors {
  readonly #anchors: readonly X509Certificate[];

  constructor(anchors: readonly X509Certificate[]) {
    this.#anchors = anchors;
  }

  #isAnchor(certificate: X509Certificate): boolean {
    return this.#anchors.some((anchor) => anchor.raw.equals(certificate.raw));
  }

  /** The anchor that signed a certificate, or the certificate where it is one itself. */
  #anchorOf(certificate: X509Certificate, at: number): Step {
    if (this.#isAnchor(certificate)) return certificate;
    const signers = this.#anchors.filter((anchor) => anchor.ca && isSignedBy(certificate, anchor));
    const current = signers.find((anchor) => isWithin(anchor, at));
    return current ?? (signers.length > 0 ? "expired" : "end");
  }

  trace(chain: readonly Uint8Array[], at: number): Tracing {
    const certificates = chain.slice(0, MAX_CHAIN).map(parse);
    const [leaf] = certificates;
    if (leaf === undefined || certificates.includes(undefined))
      return { state: "invalid", cause: "certificate" };
    if (!isWithin(leaf, at)) return { state: "invalid", cause: "expired" };
    if (!isUnderstood(leaf)) return { state: "invalid", cause: "certificate" };
    if (!isForDocuments(leaf)) return { state: "invalid", cause: "purpose" };
    const subject = nameOf(leaf);
    let current = leaf;
    const path: X509Certificate[] = [];
    for (const next of [...certificates.slice(1), undefined]) {
      const anchor = this.#anchorOf(current, at);
      if (anchor === "expired") return { state: "invalid", cause: "expired" };
      if (typeof anchor !== "string") {
        if (anchor !== leaf && !maySignFor(anchor, path)) return { state: "invalid", cause: "signature" };
        if (!isUnderstood(anchor)) return { state: "invalid", cause: "certificate" };
        return trustedBy(leaf, subject, anchor, path);
      }
      if (next === undefined) break;
      if (!next.ca || !isSignedBy(current, next) || !maySignFor(next, path))
        return { state: "invalid", cause: "signature" };
      if (!isUnderstood(next)) return { state: "invalid", cause: "certificate" };
      if (!isWithin(next, at)) return { state: "invalid", cause: "expired" };
      path.push(next);
      current = next;
    }
    return { state: "unknown", subject };
  }
}

/** `path`: who signed on the way to the anchor. */
function trustedBy(
  leaf: X509Certificate,
  subject: string,
  anchor: X509Certificate,
  path: readonly X509Certificate[],
): Tracing {
  const key = keyOfCertificate(leaf);
  // Of another kind than we check signatures with: nothing is said against it.
  if (key === undefined) return { state: "unknown", subject };
  return {
    state: "trusted",
    key,
    subject,
    anchor: nameOf(anchor),
    // Whoever is called nothing is nobody else that is called so.
    authority: subjectOf(anchor) || anchor.fingerprint256,
    authorities: [...path, anchor].flatMap(({ raw }) => subjectKeyOf(raw) ?? []),
    from: Math.floor(leaf.validFromDate.getTime() / 1000),
  };
}

/** Trust in the certificates given, DER; what is none is passed over. */
export function trustAnchors(anchors: readonly Uint8Array[]): TrustAnchors {
  return new Anchors(anchors.map(parse).filter((one) => one !== undefined));
}
