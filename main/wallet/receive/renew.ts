import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { VciError } from "../../openid4vci/error.ts";
import type { OfferedConfiguration } from "../../openid4vci/offer.ts";
import type { IssuerMetadataResult } from "../../openid4vci/obtain.ts";
import { refreshAccess } from "../../openid4vci/renew.ts";
import { WalletError } from "../error.ts";
import { newRowId } from "../own-office.ts";
import type { RenewalRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc } from "../views/credential-view.ts";
import { beginExchange, dropExchange, type Exchange, requestAll, toolsFor, mayBeHeard } from "./exchange.ts";
import { readReceived } from "./judge.ts";
import { settleRefill } from "./due.ts";
import { lookAt } from "./receive.ts";
import { isRefillDue, noteFailed } from "./refills.ts";
import { dropRenewal, isRenewalDue } from "./renewals.ts";
import { UnderWay } from "../under-way.ts";
import { viewExchange } from "./view.ts";

/** What is asked for just now, by the person or by the program itself: once for both. */
const running = new UnderWay<ReceivingView>();

interface Renewed {
  readonly issued: number;
  readonly expires: number;
  readonly copies: number;
}

/** From when to when one of this wallet's credentials counts; undefined where it is not there or has no end. */
function lifeOf(session: Session, credential: string): Renewed | undefined {
  const held = session.store.held.get(credential);
  if (held !== undefined) {
    const { issuedAt, expires } = readSdJwtVc(held.credential, session).credential;
    return { issued: issuedAt, expires, copies: 1 };
  }
  const row = session.store.outside.get(credential);
  if (row === undefined) return undefined;
  const { issuedAt, expires } = readReceived(row.format, row.credential, session).foreign;
  if (expires === undefined) return undefined;
  return { issued: issuedAt ?? row.kept, expires, copies: row.copies.length + 1 };
}

/** What was asked for already and waits to be looked at. */
function underWay(session: Session, credential: string): Exchange | undefined {
  const found = session.store.receiving.list().find(({ value }) => value.renews === credential);
  return found && { id: found.id, row: found.value };
}

async function fetchNext(
  session: Session,
  credential: string,
  row: RenewalRow,
  copies: number,
): Promise<ReceivingView> {
  const metadata = row.metadata as unknown as IssuerMetadataResult;
  const { issuer, names, dpop, refresh, server } = row;
  const configurations = [row.configuration as OfferedConfiguration];
  session.store.renewals.put(credential, { ...row, tried: session.clock() });
  const access = await refreshAccess({ metadata, server, refresh }, toolsFor(session, dpop));
  if (access.refresh !== undefined && access.refresh !== refresh) {
    // From now on only the new one is taken.
    session.store.renewals.put(credential, { ...row, tried: session.clock(), refresh: access.refresh });
  }
  const opened = { issuer, names, metadata, configurations };
  const begun = beginExchange(session, newRowId(session), opened, { copies, dpop, renews: credential });
  const held = session.store.held.get(credential);
  if (held?.copies !== undefined) {
    const { office: party } = readSdJwtVc(held.credential, session).credential;
    session.activity.append({ kind: "key_request", outcome: "done", party });
  }
  try {
    const view = await lookAt(session, await requestAll(session, begun, access));
    return await settleRefill(session, view);
  } catch (error) {
    // An issuer that may have heard it, and ended the old one for it, is asked again with the same keys.
    const isOpen = mayBeHeard(error);
    if (
      !isOpen &&
      session.vault.state === "unlocked" &&
      session.store.receiving.get(begun.id) !== undefined
    ) {
      dropExchange(session, begun);
    }
    throw error;
  }
}

/**
 * Asks the issuer of a credential for the next one, by the token that it gave for that. What comes waits to
 * be looked at; the old one stays until it is kept. Throws `receive.not_renewable`, VciError; one whose
 * token is not taken any more cannot be renewed again.
 */
export async function renewReceived(session: Session, credential: string): Promise<ReceivingView> {
  return await running.once(session, credential, () => renew(session, credential));
}

async function renew(session: Session, credential: string): Promise<ReceivingView> {
  const row = session.store.renewals.get(credential);
  const life = lifeOf(session, credential);
  if (row === undefined || life === undefined) throw new WalletError("receive.not_renewable");
  const waiting = underWay(session, credential);
  if (waiting !== undefined) return await viewExchange(session, waiting);
  try {
    return await fetchNext(session, credential, row, life.copies);
  } catch (error) {
    if (error instanceof VciError && session.vault.state === "unlocked") {
      session.vault.transaction(() => {
        if (error.code === "vci.gone") dropRenewal(session, credential);
        noteFailed(session, credential, error.code);
        session.activity.append({ kind: "receive", outcome: "failed", code: error.code });
      });
    }
    throw error;
  }
}

/** Asks for all that ends soon; what fails is tried again another day. */
export async function renewDue(session: Session): Promise<void> {
  const now = session.clock();
  for (const { id, value } of session.store.renewals.list()) {
    const held = session.store.held.get(id);
    const life = held?.copies === undefined ? lifeOf(session, id) : undefined;
    const isDue =
      held?.copies === undefined
        ? life !== undefined && isRenewalDue(value, life, now)
        : isRefillDue(session, held, value);
    if (!isDue || underWay(session, id) !== undefined) continue;
    try {
      await renewReceived(session, id);
      session.onChanged("receive");
    } catch (error) {
      if (!(error instanceof VciError) && !(error instanceof WalletError)) throw error;
    }
  }
}
