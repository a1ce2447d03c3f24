import { ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { IssuedAnswer } from "../../openid4vci/issuer/desk.ts";
import { WalletError } from "../error.ts";
import { carryThrough, syncOrSay } from "../office/carry.ts";
import { signFor } from "../office/draft.ts";
import { rowOf, signOfficeEntry } from "../office/issue.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { tagOf } from "../office/tags.ts";
import type { Session } from "../session.ts";
import { ownCertificate } from "./certificate.ts";
import { askForCopies, progressOfCopies } from "./copies.ts";
import { noteCollected } from "./noted.ts";
import { isUntouched } from "./open.ts";
import { replacedBy } from "./renew.ts";
import { servedUrl } from "./served.ts";

/** Seconds after which it is of use to ask again where an officer, or somebody elsewhere, has to do something first. */
const LATER = 60;

/** What is wrong with the offer itself: no waiting mends it. */
const HOPELESS: ReadonlySet<string> = new Set(["office.claims", "office.holders", "office.consent_missing"]);

/** Writes down for whose key it will be, as long as nothing is signed; false where nothing comes any more. */
function keepAsked(session: Session, id: string, { kty, crv, x, y }: P256Jwk): boolean {
  return session.vault.transaction(() => {
    const row = session.store.offers.get(id);
    if (row?.commitment !== undefined) return true;
    if (row?.state !== "collecting") return false;
    const at = row.asked?.at ?? session.clock();
    session.store.offers.put(id, { ...row, asked: { at, keys: [{ kty, crv, x, y }] } });
    return true;
  });
}

/** It came to nothing, and what it failed at is told in the log. */
function refuse(session: Session, id: string, code: string): IssuedAnswer {
  session.vault.transaction(() => {
    const row = session.store.offers.get(id);
    if (row?.state !== "collecting") return;
    session.store.offers.put(id, { ...row, state: "refused" });
    session.activity.append({ kind: "offer", outcome: "failed", party: row.type, code });
  });
  session.onChanged("offers");
  return { state: "refused" };
}

interface Ready {
  readonly type: TypeRecord;
  readonly tag: Awaited<ReturnType<typeof tagOf>>;
  readonly old: Exclude<ReturnType<typeof replacedBy>, "early">;
}

/** Signs for the key that was shown last, once: the row and what it is issued by are written in one step. */
function sign(session: Session, office: OwnOffice, id: string, { type, tag, old }: Ready): void {
  const certificate = ownCertificate(session, office);
  session.vault.transaction(() => {
    const current = session.store.offers.get(id);
    const holder = current?.asked?.keys[0];
    // Somebody with the same token was faster, or it was taken back.
    if (holder === undefined || current?.commitment !== undefined || current?.state !== "collecting") return;
    const { claims, validFor, format, role } = current;
    const made = signFor(session, office, {
      type,
      holder,
      role,
      claims,
      validFor,
      tag,
      format,
      certificate,
      issuer: servedUrl(session),
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
}

/** Goes on with what was asked for. What an officer has to do something about waits, as for a node that is not reached. */
async function issueAsked(session: Session, id: string): Promise<IssuedAnswer> {
  try {
    await syncOrSay(session);
    const office = requireOwnOffice(session);
    const row = session.store.offers.get(id);
    const type = row === undefined ? undefined : office.state.type(row.type);
    if (row === undefined || type === undefined) return { state: "refused" };
    const old = replacedBy(session, office, row);
    if (old === "early" || (row.renews !== undefined && old === undefined)) return { state: "refused" };
    const tag = await tagOf(session, office, type, row.claims);
    sign(session, office, id, { type, tag, old });
  } catch (error) {
    if (!(error instanceof WalletError)) throw error;
    return HOPELESS.has(error.code) ? refuse(session, id, error.code) : { state: "pending", interval: LATER };
  }
  return (await progressOfSigned(session, id)) ?? { state: "refused" };
}

/** Issues to the key, or keys, that were shown, once; asked again, what became of it. */
export async function issueOffer(
  session: Session,
  id: string,
  holders: readonly P256Jwk[],
): Promise<IssuedAnswer> {
  const row = session.store.offers.get(id);
  const [holder] = holders;
  if (row === undefined || holder === undefined) return { state: "refused" };
  if (row.commitment !== undefined) return (await progressOf(session, id)) ?? { state: "refused" };
  if (row.copies !== undefined) return askForCopies(session, requireOwnOffice(session), id, holders);
  if (!keepAsked(session, id, holder)) return { state: "refused" };
  return await issueAsked(session, id);
}

/** What became of it since; undefined where it was never asked for. */
export async function progressOf(session: Session, id: string): Promise<IssuedAnswer | undefined> {
  const row = session.store.offers.get(id);
  if (row === undefined || isUntouched(row)) return undefined;
  if (row.copies !== undefined) return await progressOfCopies(session, id, row);
  if (row.commitment !== undefined) return await progressOfSigned(session, id);
  return row.state === "collecting" ? await issueAsked(session, id) : { state: "refused" };
}

/** What the registry made of it since. */
async function progressOfSigned(session: Session, id: string): Promise<IssuedAnswer | undefined> {
  const commitment = session.store.offers.get(id)?.commitment;
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
    if (row?.state === "collecting") {
      session.store.offers.put(id, { ...row, state: "refused" });
      session.onChanged("offers");
    }
    return { state: "refused" };
  }
  if (issued?.receipt === undefined) return { state: "pending" };
  noteCollected(session, id);
  const { credential, receipt } = issued;
  return { state: "issued", credentials: [{ credential, receipt }] };
}
