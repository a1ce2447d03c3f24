import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import { textIn } from "../../../src/language/sentences.ts";
import { buildCertificate } from "../../../src/x509/certificate.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import type { Session } from "../session.ts";

const DAY = 86_400;
const YEAR = 366 * DAY;
/** Made anew so long before its end that every request, an appointment too, ends before it. */
const RENEW = 60 * DAY;

/** DNS name of an address; undefined where it names a machine by number. */
export function hostNameOf(url: string): string | undefined {
  const { hostname } = new URL(url);
  return /^[\d.]+$|[:\]]/.test(hostname) ? undefined : hostname;
}

/**
 * The certificate that this counter makes for its own key of requests and the place where it listens, for
 * wallets that know no registry; DER. The same until it nears its end.
 */
export function counterCertificate(session: Session, key: KeyInfo, office: string, url: string): Uint8Array {
  const now = session.clock();
  const { sha256 } = session.primitives;
  const row = toBase64Url(sha256(utf8(`request ${key.id} ${url}`)));
  const known = session.store.certificates.get(row);
  if (known !== undefined && known.to - now > RENEW) return fromBase64(known.der);
  const record = session.registry.view.office(office);
  const dns = hostNameOf(url);
  const to = now + YEAR;
  const der = buildCertificate(
    {
      subject: typeof record === "string" ? office : textIn(record.name, "en").slice(0, 64),
      key: p256ToJwk(fromBase64Url(key.publicKey)),
      isAuthority: false,
      from: now - DAY,
      to,
      serial: sha256(utf8(`${row} ${now}`)).slice(0, 16),
      uri: url,
      ...(dns === undefined ? {} : { dns }),
    },
    session.keyring.es256Signer(key.id),
    sha256,
  );
  session.store.certificates.put(row, { der: toBase64(der), to });
  return der;
}
