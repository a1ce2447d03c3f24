import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import { buildCertificate, MDOC_SIGNER } from "../../../src/x509/certificate.ts";
import { textIn } from "../../../src/words/sentences.ts";
import { WalletError } from "../error.ts";
import { findOwnKey, type OwnOffice } from "../office/own-office.ts";
import type { Session } from "../session.ts";

const YEAR = 366 * 86_400;

/**
 * A certificate that this office makes for its own key, for programs that know no registry: who wants to
 * rely on it there imports it as a trust anchor. Throws `office.no_key`.
 */
export function ownCertificate(session: Session, office: OwnOffice): Uint8Array {
  const now = session.clock();
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  if (key === undefined) throw new WalletError("office.no_key");
  const publicKey = p256ToJwk(fromBase64Url(key.publicKey));
  const { sha256 } = session.primitives;
  // The same for a day, so that what is issued together names one certificate.
  const day = now - (now % 86_400);
  return buildCertificate(
    {
      subject: textIn(office.record.name, "en").slice(0, 64),
      key: publicKey,
      isAuthority: false,
      from: day - 86_400,
      to: day + YEAR,
      serial: sha256(fromBase64Url(key.publicKey)).slice(0, 16),
      purposes: [MDOC_SIGNER],
    },
    session.keyring.es256Signer(key.id),
    sha256,
  );
}
