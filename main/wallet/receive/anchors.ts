import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import type { AnchorView } from "../../../src/contract/receive-views.ts";
import type { TrustAnchors } from "../../../src/trust/anchors.ts";
import { type AnchorFacts, readAnchor, splitCertificates, trustAnchors } from "../../crypto/trust-anchors.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";

/** A row's id may hold no colons. */
function rowIdOf(fingerprint: string): string {
  return fingerprint.replaceAll(":", "");
}

function view(facts: AnchorFacts, session: Session): AnchorView {
  const row = session.store.anchors.get(rowIdOf(facts.fingerprint));
  return { ...facts, trusted: row !== undefined, ...(row === undefined ? {} : { imported: row.imported }) };
}

function bytesOf(file: string): Uint8Array {
  if (file.includes("-----BEGIN")) return Buffer.from(file, "latin1");
  try {
    return fromBase64(file.replaceAll(/\s/g, ""));
  } catch (error) {
    if (error instanceof BytesError) throw new WalletError("trust.no_certificate");
    throw error;
  }
}

function certificatesIn(file: string): readonly { readonly der: Uint8Array; readonly facts: AnchorFacts }[] {
  const found = splitCertificates(bytesOf(file)).flatMap((der) => {
    const facts = readAnchor(der);
    return facts === undefined ? [] : [{ der, facts }];
  });
  if (found.length === 0) throw new WalletError("trust.no_certificate");
  return found;
}

/** What a file holds; throws `trust.no_certificate`. */
export function lookAtAnchors(session: Session, file: string): readonly AnchorView[] {
  return certificatesIn(file).map(({ facts }) => view(facts, session));
}

/** Trusts the named ones; throws `trust.no_certificate` where the file holds none of them. */
export function importAnchors(
  session: Session,
  file: string,
  fingerprints: readonly string[],
): readonly AnchorView[] {
  const chosen = certificatesIn(file).filter(({ facts }) => fingerprints.includes(facts.fingerprint));
  if (chosen.length === 0) throw new WalletError("trust.no_certificate");
  session.vault.transaction(() => {
    for (const { der, facts } of chosen) {
      const row = { certificate: toBase64(der), imported: session.clock() };
      session.store.anchors.put(rowIdOf(facts.fingerprint), row);
    }
    session.activity.append({ kind: "trust", outcome: "done" });
  });
  return listAnchors(session);
}

export function listAnchors(session: Session): readonly AnchorView[] {
  const found = session.store.anchors.list().flatMap(({ value }) => {
    const facts = readAnchor(fromBase64(value.certificate));
    return facts === undefined ? [] : [view(facts, session)];
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Throws `trust.unknown`. */
export function removeAnchor(session: Session, fingerprint: string): void {
  session.vault.transaction(() => {
    if (!session.store.anchors.delete(rowIdOf(fingerprint))) throw new WalletError("trust.unknown");
    session.activity.append({ kind: "distrust", outcome: "done" });
  });
}

export function anchorsOf(session: Session): TrustAnchors {
  return trustAnchors(session.store.anchors.list().map(({ value }) => fromBase64(value.certificate)));
}
