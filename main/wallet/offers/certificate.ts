import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import { buildCertificate, MDOC_SIGNER } from "../../../src/x509/certificate.ts";
import { textIn } from "../../../src/language/sentences.ts";
import { WalletError } from "../error.ts";
import { findOwnKey, type OwnOffice, requireOwnOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { servedUrl } from "./served.ts";

const DAY = 86_400;
const YEAR = 366 * DAY;
/** Made anew so long before its end, so that whoever imported it has time. */
const RENEW = 60 * DAY;
const LINE = 64;

/**
 * The country is not the registry's to know: ZZ is assigned to none (ISO 3166-1, user-assigned), and
 * readers of mdocs want one.
 */
const COUNTRY = "ZZ";

/**
 * A certificate that this office makes for its own key, for programs that know no registry: who wants to
 * rely on it there imports it as a trust anchor. The same until it nears its end. Throws `office.no_key`.
 */
export function ownCertificate(session: Session, office: OwnOffice): Uint8Array {
  const now = session.clock();
  const { sha256 } = session.primitives;
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  if (key === undefined) throw new WalletError("office.no_key");
  const uri = servedUrl(session);
  const row = toBase64Url(sha256(utf8(`${key.id} ${uri ?? ""}`)));
  const known = session.store.certificates.get(row);
  if (known !== undefined && known.to - now > RENEW) return fromBase64(known.der);
  const publicKey = p256ToJwk(fromBase64Url(key.publicKey));
  const to = now + YEAR;
  const der = buildCertificate(
    {
      subject: textIn(office.record.name, "en").slice(0, 64),
      key: publicKey,
      isAuthority: false,
      from: now - DAY,
      to,
      serial: sha256(fromBase64Url(key.publicKey)).slice(0, 16),
      country: COUNTRY,
      ...(uri === undefined ? {} : { uri }),
      purposes: [MDOC_SIGNER],
    },
    session.keyring.es256Signer(key.id),
    sha256,
  );
  session.store.certificates.put(row, { der: toBase64(der), to });
  return der;
}

/** The same in PEM (RFC 7468 section 5). Throws `office.none`, `.no_key`, `registry.full_only`. */
export function certificateText(session: Session): { readonly certificate: string } {
  const text = toBase64(ownCertificate(session, requireOwnOffice(session)));
  const lines = text.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  const label = (word: string): string => `-----${word} CERTIFICATE-----`;
  return { certificate: [label("BEGIN"), ...lines, label("END"), ""].join("\n") };
}
