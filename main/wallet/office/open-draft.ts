import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { BodyError } from "../../../src/chain/entries/error.ts";
import { type IssueBody, issueBody } from "../../../src/chain/entries/issuing.ts";
import { replaceBody } from "../../../src/chain/entries/kinds/credential-replace.ts";
import { isOfficer } from "../../../src/chain/entries/signers.ts";
import { entrySigningBytes } from "../../../src/chain/entries/signing.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { verifyIssuerJwt } from "../../../src/credential/sd-jwt/verify.ts";
import { verifyEd25519 } from "../../../src/crypto/ed25519.ts";
import { type EntryDraft, parseEntryDraft } from "../../../src/exchange/entry-draft.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { isJsonObject, type JsonValue } from "../../../src/json/value.ts";
import { findOfficeKey } from "../../../src/trust/office-keys.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc, type ReadCredential } from "../views/credential-view.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";

type Entry = ReturnType<typeof parseEntryDraft>["entry"];

/** What the entry says, issue or replacement. */
interface Terms {
  readonly next: IssueBody;
  readonly old?: string;
  readonly reason?: string;
  readonly order?: string;
  readonly consents: number;
}

export interface OpenedDraft {
  readonly office: OwnOffice;
  readonly leaf: Uint8Array;
  readonly entry: Entry;
  readonly terms: Terms;
  readonly type: TypeRecord;
  readonly credential: ReadCredential;
  readonly before?: ReadCredential;
}

function readTerms({ kind, body }: Entry): Terms {
  try {
    if (kind === "credential.issue") return { next: issueBody(body), consents: 0 };
    if (kind !== "credential.replace") throw new ExchangeError("exchange.syntax");
    const { new: next, old, reason, order, consents = [] } = replaceBody(body);
    return { next, old, reason, consents: consents.length, ...(order === undefined ? {} : { order }) };
  } catch (error) {
    if (error instanceof BodyError) throw new ExchangeError("exchange.syntax");
    throw error;
  }
}

function checkSigners(session: Session, office: OwnOffice, entry: Entry): void {
  const now = session.clock();
  const message = entrySigningBytes(fromBase64Url(session.registry.view.id), entry);
  for (const { key, sig } of entry.sigs) {
    const isTheirs = isOfficer(office.record, key, now);
    const holds = verifyEd25519(session.primitives, fromBase64Url(key), message, fromBase64Url(sig));
    if (!isTheirs || !holds) throw new ExchangeError("exchange.signature");
  }
}

/** Digests in what is signed and disclosed (RFC 9901 sections 4.2.4.1 and 4.2.4.2). */
function countDigests(value: JsonValue | undefined): number {
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).reduce<number>((sum, item) => sum + countDigests(item), 0);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce((sum, [name, member]) => {
    if (name === "_sd" && Array.isArray(member)) return sum + member.length;
    if (name === "...") return sum + 1;
    return sum + countDigests(member);
  }, 0);
}

/** Nothing stands in it that the draft does not show. */
function isShownWhole({ sdJwt }: ReadCredential): boolean {
  const { jwt, disclosures } = sdJwt;
  const inside = disclosures.reduce((sum, { value }) => sum + countDigests(value), countDigests(jwt.payload));
  return inside === disclosures.length;
}

function isSignedBy(session: Session, office: OwnOffice, { sdJwt }: ReadCredential): boolean {
  const now = session.clock();
  verifyIssuerJwt(
    sdJwt,
    ({ header }) => {
      const kid = header["kid"];
      const key =
        typeof kid === "string"
          ? findOfficeKey(office.record, "credential", kid, session.primitives.sha256)
          : undefined;
      return key?.spans.some((span) => countsAt(span, now)) === true ? key.jwk : undefined;
    },
    session.primitives,
  );
  return true;
}

/** The credentials behind the entry's commitments, each exactly what the entry says it is. */
function readCredentials(
  session: Session,
  office: OwnOffice,
  draft: EntryDraft,
  { next, old }: Terms,
  type: TypeRecord,
): Pick<OpenedDraft, "credential" | "before"> {
  try {
    const credential = readSdJwtVc(draft.credential, session);
    const { registryId, office: by, vct, index, expires } = credential.credential;
    const fits =
      credential.commitment === next.commitment &&
      registryId === session.registry.view.id &&
      by === office.id &&
      vct === type.vct &&
      index === next.index &&
      expires === next.expires &&
      credential.sdJwt.keyBinding === undefined &&
      isShownWhole(credential) &&
      isSignedBy(session, office, credential);
    if (!fits) throw new WalletError("office.draft_unfit");
    if (draft.old === undefined) return { credential };
    const before = readSdJwtVc(draft.old, session);
    if (before.commitment !== old) throw new WalletError("office.draft_unfit");
    return { credential, before };
  } catch (error) {
    if (error instanceof CredentialError) throw new WalletError("office.draft_unfit");
    throw error;
  }
}

/** Whether the chain still stands where the first officer saw it. */
function isFresh({ state, id }: OwnOffice, entry: Entry, { next, old }: Terms): boolean {
  if (state.credential(next.commitment) !== undefined) return false;
  if (old === undefined) return entry.after === ZERO_HASH;
  const record = state.credential(old);
  return record?.office === id && record.last === entry.after;
}

/**
 * A draft with all that must hold of it, however the registry stands by now: an officer of this office
 * signed it for this registry, and the credentials are those it commits to. Throws ExchangeError,
 * `office.*`, `registry.full_only`.
 */
export function readDraft(session: Session, text: string): OpenedDraft & { readonly isFresh: boolean } {
  const office = requireOwnOffice(session);
  const { entry, ...draft } = parseEntryDraft(text, { registryId: session.registry.view.id });
  if (entry.by !== office.id) throw new ExchangeError("exchange.wrong_office");
  const terms = readTerms(entry);
  checkSigners(session, office, entry);
  const type = office.state.type(terms.next.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  const credentials = readCredentials(session, office, draft, terms, type);
  const opened = { office, leaf: draft.leaf, entry, terms, type, ...credentials };
  return { ...opened, isFresh: isFresh(office, entry, terms) };
}

/** The same before anybody looks at it: nothing has changed since. Throws as `readDraft`, `office.draft_stale`. */
export function openDraft(session: Session, text: string): OpenedDraft {
  const { isFresh: isOpen, ...opened } = readDraft(session, text);
  if (!isOpen) throw new WalletError("office.draft_stale");
  return opened;
}
