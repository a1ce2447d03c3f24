import { deflateSync } from "node:zlib";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { servedStatusUri } from "../../../src/credential/addresses.ts";
import { issueStatusListToken } from "../../../src/credential/status-list-token.ts";
import { findOwnKey, requireOwnOffice, thumbprintOf } from "../own-office.ts";
import { placesGiven } from "../office/status-index.ts";
import type { Session } from "../session.ts";
import { ownCertificate } from "./certificate.ts";
import { servedUrl } from "./served.ts";

const LIST_SECONDS = 86_400;
/** Seconds for which what was signed is given out again where nothing changed. */
const SAME_FOR = 300;
const PLACES_A_BYTE = 4;

interface Signed {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly key: string;
  readonly at: number;
  readonly token: string;
}

const last = new WeakMap<Session, Signed>();

/** As this copy of the registry has them, with room for what is signed and not sealed yet: that is valid. */
function statusBytes(session: Session, office: string): Uint8Array {
  const sealed = session.registry.statuses(office) ?? new Uint8Array(0);
  const length = Math.ceil(placesGiven(session) / PLACES_A_BYTE);
  if (sealed.length >= length) return sealed;
  const bytes = new Uint8Array(length);
  bytes.set(sealed);
  return bytes;
}

/**
 * The office's statuses signed for who follows no registry: a Status List Token. Anybody may ask for it as
 * often as they like, so it is made of the copy's own bits, and signed again only for what changed.
 */
export function statusList(session: Session): string | undefined {
  const office = requireOwnOffice(session);
  const now = session.clock();
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  const url = servedUrl(session);
  if (key === undefined || url === undefined) return undefined;
  const bytes = statusBytes(session, office.id);
  const before = last.get(session);
  const isSame =
    before?.url === url &&
    before.key === key.id &&
    now - before.at < SAME_FOR &&
    now >= before.at &&
    Buffer.compare(before.bytes, bytes) === 0;
  if (isSame) return before.token;
  const token = issueStatusListToken(
    {
      subject: servedStatusUri(url),
      issuedAt: now,
      expires: now + LIST_SECONDS,
      ttl: LIST_SECONDS / 24,
      list: { bits: 2, bytes },
    },
    thumbprintOf(session, key),
    session.keyring.es256Signer(key.id),
    (raw) => deflateSync(raw, { level: 9 }),
    [toBase64(ownCertificate(session, office))],
  );
  last.set(session, { bytes, url, key: key.id, at: now, token });
  return token;
}
