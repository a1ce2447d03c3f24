import { deflateSync } from "node:zlib";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { servedStatusUri } from "../../../src/credential/addresses.ts";
import { issueStatusListToken } from "../../../src/credential/status-list-token.ts";
import { packStatuses } from "../../../src/credential/status-list.ts";
import type { P256Jwk } from "../../../src/crypto/p256.ts";
import type {
  IssuedAnswer,
  IssuedConfiguration,
  IssuedFormat,
  IssuerDesk,
  OpenOffer,
} from "../../openid4vci/issuer/desk.ts";
import { WalletError } from "../error.ts";
import { carryThrough, syncOrSay } from "../office/carry.ts";
import { signFor } from "../office/draft.ts";
import { rowOf, signOfficeEntry } from "../office/issue.ts";
import { findOwnKey, requireOwnOffice, thumbprintOf } from "../office/own-office.ts";
import { mayBeCopies } from "../office/sign-batch.ts";
import { tagOf } from "../office/tags.ts";
import { mayIssue } from "../office/types.ts";
import type { OfferRow } from "./rows.ts";
import type { Session } from "../session.ts";
import { ownCertificate } from "./certificate.ts";
import { askForCopies, COPIES, progressOfCopies } from "./copies.ts";
import { statusOf } from "./lines.ts";
import { isOpen } from "./open.ts";
import { replacedBy, takeRefresh } from "./renew.ts";
import { servedUrl } from "./served.ts";

/** Wrong transaction codes after which an offer is no longer taken. */
const MOST_MISSES = 5;
const LIST_SECONDS = 86_400;
const MDOC = ".mdoc";

const AS_COPIES = ".copies";

function configurationId({ type, format, copies }: Pick<OfferRow, "type" | "format" | "copies">): string {
  if (copies !== undefined) return `${type}${AS_COPIES}`;
  return format === "mso_mdoc" ? `${type}${MDOC}` : type;
}

/** The forms that a type is offered in. */
function formsOf(type: TypeRecord): readonly { readonly format: IssuedFormat; readonly copies?: number }[] {
  const forms = [{ format: "dc+sd-jwt" }, { format: "mso_mdoc" }] as const;
  return mayBeCopies(type) ? [...forms, { format: "dc+sd-jwt", copies: COPIES }] : forms;
}

function configurations(session: Session): readonly IssuedConfiguration[] {
  const office = requireOwnOffice(session);
  const now = session.clock();
  const ids = new Set(office.record.issues.map(({ type }) => type));
  return [...ids].sort().flatMap((id) => {
    const type = office.state.type(id);
    if (type === undefined || type.consent.mode !== "none" || !mayIssue(office, type, now)) return [];
    return formsOf(type).map((form) => ({
      id: configurationId({ type: type.id, ...form }),
      ...form,
      type: type.vct,
      names: type.name,
      claims: type.claims.map(({ path, label, required }) => ({ path, names: label, mandatory: required })),
    }));
  });
}

function openOffer(id: string, row: OfferRow): OpenOffer {
  const configuration = configurationId(row);
  return { id, configuration, code: row.code, txCodeLength: row.txCode?.length ?? 0 };
}

function redeem(
  session: Session,
  code: string,
  txCode: string | undefined,
  token: Parameters<IssuerDesk["redeem"]>[2],
): OpenOffer | undefined {
  const now = session.clock();
  return session.vault.transaction(() => {
    const found = session.store.offers.list().find(({ value }) => value.code === code);
    if (found === undefined) return undefined;
    const { id, value: row } = found;
    if (row.state !== "offered" || !isOpen(row, now)) return undefined;
    if (row.txCode !== txCode) {
      const misses = row.misses + 1;
      session.store.offers.put(id, {
        ...row,
        misses,
        ...(misses >= MOST_MISSES ? { state: "cancelled" } : {}),
      });
      return undefined;
    }
    const { hash, boundTo, refresh } = token;
    const taken = {
      ...row,
      state: "collecting" as const,
      token: hash,
      ...(boundTo === undefined ? {} : { boundTo }),
      ...(boundTo === undefined || refresh === undefined ? {} : { refresh, refreshBoundTo: boundTo }),
    };
    session.store.offers.put(id, taken);
    session.onChanged("offers");
    return openOffer(id, taken);
  });
}

/** Signs for the key that asked, once: the row and what it is issued by are written in one step. */
async function issueOffer(session: Session, id: string, holders: readonly P256Jwk[]): Promise<IssuedAnswer> {
  try {
    await syncOrSay(session);
  } catch (error) {
    // Its officer has to say first that this state of the wallet is the one to go on from.
    if (error instanceof WalletError && error.code === "office.older_data") return { state: "pending" };
    throw error;
  }
  const office = requireOwnOffice(session);
  const row = session.store.offers.get(id);
  const type = row === undefined ? undefined : office.state.type(row.type);
  const [holder] = holders;
  if (row === undefined || type === undefined || holder === undefined) return { state: "refused" };
  if (row.copies !== undefined) {
    return row.commitment === undefined
      ? askForCopies(session, office, id, holders)
      : ((await progressOf(session, id)) ?? { state: "refused" });
  }
  const old = replacedBy(session, office, row);
  if (old === "early" || (row.renews !== undefined && old === undefined)) return { state: "refused" };
  const { claims, validFor, format, role } = row;
  const tag = await tagOf(session, office, type, claims);
  const certificate = ownCertificate(session, office);
  session.vault.transaction(() => {
    const current = session.store.offers.get(id);
    // Somebody with the same token was faster.
    if (current?.commitment !== undefined || current?.state !== "collecting") return;
    const issuer = servedUrl(session);
    const made = signFor(session, office, {
      type,
      holder,
      role,
      claims,
      validFor,
      tag,
      format,
      certificate,
      issuer,
    });
    const entry = signOfficeEntry(
      session,
      office,
      old === undefined
        ? { kind: "credential.issue", after: ZERO_HASH, body: made.body }
        : {
            kind: "credential.replace",
            after: old.last,
            body: { old: old.commitment, new: made.body, reason: "renewal", consents: [] },
          },
    );
    const state = type.approvals > 1 ? "waiting" : "signed";
    session.store.issued.put(
      made.commitment,
      {
        ...rowOf(made, type.id, entry, session),
        state,
        ...(old === undefined ? {} : { replaces: old.commitment }),
      },
      { expected: 0 },
    );
    session.store.offers.put(id, { ...current, commitment: made.commitment });
    session.activity.append({ kind: "sign", outcome: "done", party: type.id });
  });
  return (await progressOf(session, id)) ?? { state: "refused" };
}

/** What the registry made of it since. */
async function progressOf(session: Session, id: string): Promise<IssuedAnswer | undefined> {
  const known = session.store.offers.get(id);
  if (known?.copies !== undefined) return await progressOfCopies(session, id, known);
  const commitment = known?.commitment;
  if (commitment === undefined) return undefined;
  try {
    await carryThrough(session, commitment);
  } catch (error) {
    // The node cannot be reached just now; the wallet asks again.
    if (error instanceof WalletError && error.code === "office.unreachable") return { state: "pending" };
    throw error;
  }
  const issued = session.store.issued.get(commitment);
  if (issued?.state === "refused") {
    const row = session.store.offers.get(id);
    if (row !== undefined) session.store.offers.put(id, { ...row, state: "refused" });
    return { state: "refused" };
  }
  if (issued?.receipt === undefined) return { state: "pending" };
  const given = session.store.offers.get(id);
  if (given?.state === "collecting") {
    // Not every wallet says what it did with it; one that says no is heard all the same.
    session.store.offers.put(id, { ...given, state: "collected" });
    session.onChanged("offers");
  }
  const { credential, receipt } = issued;
  return { state: "issued", credentials: [{ credential, receipt }] };
}

function note(session: Session, id: string, event: string): void {
  const row = session.store.offers.get(id);
  if (row === undefined || row.commitment === undefined) return;
  session.store.offers.put(id, { ...row, state: event === "credential_accepted" ? "collected" : "refused" });
  session.onChanged("offers");
}

/** The office's statuses as this copy of the registry has them, signed for who follows none. */
function statusList(session: Session): string | undefined {
  const office = requireOwnOffice(session);
  const now = session.clock();
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  if (key === undefined) return undefined;
  const statuses: number[] = [];
  for (const { value } of session.store.issued.each()) {
    const { index } = value;
    while (statuses.length <= index) statuses.push(0);
    const commitment = office.state.atIndex(office.id, index);
    statuses[index] = commitment === undefined ? 0 : (office.state.credential(commitment)?.status ?? 0);
  }
  for (const { value } of session.store.copies.each()) {
    const status = statusOf(office.state, office.id, value);
    for (const { index } of value.copies) {
      while (statuses.length <= index) statuses.push(0);
      statuses[index] = status;
    }
  }
  const url = servedUrl(session);
  if (url === undefined) return undefined;
  return issueStatusListToken(
    {
      subject: servedStatusUri(url),
      issuedAt: now,
      expires: now + LIST_SECONDS,
      ttl: LIST_SECONDS / 24,
      list: packStatuses(statuses, 2),
    },
    thumbprintOf(session, key),
    session.keyring.es256Signer(key.id),
    (bytes) => deflateSync(bytes, { level: 9 }),
    [toBase64(ownCertificate(session, office))],
  );
}

/** This office as its OpenID4VCI server needs it, over the open wallet. */
export function officeDesk(session: Session): IssuerDesk {
  const office = requireOwnOffice(session);
  return {
    names: office.record.name,
    configurations: () => configurations(session),
    find: (id) => {
      const row = session.store.offers.get(id);
      return row === undefined || row.state !== "offered" || !isOpen(row, session.clock())
        ? undefined
        : openOffer(id, row);
    },
    redeem: (code, txCode, token) => redeem(session, code, txCode, token),
    byToken: (hash) => {
      const found = session.store.offers.list().find(({ value }) => value.token === hash);
      if (found === undefined) return undefined;
      const { id, value } = found;
      const { boundTo, copies } = value;
      const offer = { id, configuration: configurationId(value), boundTo };
      return copies === undefined ? offer : { ...offer, copies };
    },
    refresh: (hash, token) => takeRefresh(session, hash, token),
    issue: (id, holders) => issueOffer(session, id, holders),
    progress: (id) => progressOf(session, id),
    notified: (id, event) => note(session, id, event),
    statusList: () => statusList(session),
  };
}
