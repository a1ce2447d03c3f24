import type { CredentialView } from "../../../src/contract/views.ts";
import { WalletError } from "../error.ts";
import { lastToEnd, viewCopies } from "../copies/held-copies.ts";
import { refillOf } from "../receive/refills.ts";
import { dropRenewal, renewableFrom } from "../receive/renewals.ts";
import { viewOutside } from "../receive/outside.ts";
import type { HeldRow, OutsideRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc, viewCredential } from "../views/credential-view.ts";

/**
 * Replaced by something that its owner did not agree to. A light copy does not know what took its
 * place, so there any agreement counts; a full one knows, and knows an order too.
 */
function wasNotAsked(
  { registry }: Session,
  row: HeldRow,
  { state, successor }: Pick<CredentialView, "state" | "successor">,
): boolean {
  if (state !== "replaced") return false;
  const next = successor === undefined ? undefined : registry.state?.credential(successor);
  if (next?.withoutConsent !== undefined) return true;
  if (row.consent === undefined) return false;
  const agreed = row.agreed ?? [];
  return successor === undefined ? agreed.length === 0 : !agreed.includes(successor);
}

export function viewHeld(session: Session, id: string, row: HeldRow): CredentialView {
  const read = readSdJwtVc(row.credential, session);
  const hasConsentKey = row.consent !== undefined;
  const viewed = viewCredential({ read, receipt: row.receipt, hasConsentKey, holder: row.holder }, session);
  const { issuedAt, expires } = read.credential;
  const renewable = session.store.renewals.get(id) && { renewableFrom: renewableFrom(issuedAt, expires) };
  const withoutConsent = wasNotAsked(session, row, viewed);
  if (row.copies === undefined) return { id, ...viewed, ...renewable, withoutConsent };
  const copies = { ...viewCopies(session, row, row.copies), ...refillOf(session, id) };
  // Of copies there are more before the last of them ends.
  return { id, ...viewed, expires: lastToEnd(session, row)?.expires ?? expires, copies, withoutConsent };
}

/** Throws `holder.unknown_credential`. */
export function requireHeld(session: Session, id: string): HeldRow {
  const row = session.store.held.get(id);
  if (row === undefined) throw new WalletError("holder.unknown_credential");
  return row;
}

/** Newest first, with those from outside the registry among them. */
export function listHeld(session: Session): readonly CredentialView[] {
  const held = session.store.held.list().map(({ id, value }) => ({
    kept: value.kept,
    id,
    view: () => viewHeld(session, id, value),
  }));
  const outside = session.store.outside.list().map(({ id, value }) => ({
    kept: value.kept,
    id,
    view: () => viewOutside(session, id, value),
  }));
  return [...held, ...outside]
    .sort((a, b) => b.kept - a.kept || (a.id < b.id ? -1 : 1))
    .map(({ view }) => view());
}

/** Throws `holder.unknown_credential`. */
export function showHeld(session: Session, id: string): CredentialView {
  const outside = session.store.outside.get(id);
  return outside === undefined
    ? viewHeld(session, id, requireHeld(session, id))
    : viewOutside(session, id, outside);
}

function deleteOutside(session: Session, id: string, row: OutsideRow): void {
  session.vault.transaction(() => {
    session.store.outside.delete(id);
    for (const key of [row.holder, ...row.copies.map(({ holder }) => holder)]) session.keyring.deleteKey(key);
    dropRenewal(session, id);
    session.activity.append({ kind: "delete", outcome: "done" });
  });
}

/**
 * Forgets a credential and its keys, for good; `commitment` shows that the caller means this one.
 * Throws `holder.unknown_credential`.
 */
export function deleteHeld(session: Session, id: string, commitment: string): void {
  const outside = session.store.outside.get(id);
  if (outside?.commitment === commitment) return deleteOutside(session, id, outside);
  const row = requireHeld(session, id);
  if (row.commitment !== commitment) throw new WalletError("holder.unknown_credential");
  session.vault.transaction(() => {
    session.store.held.delete(id);
    session.keyring.deleteKey(row.holder);
    for (const { holder } of row.copies?.spare ?? []) session.keyring.deleteKey(holder);
    if (row.consent !== undefined) session.keyring.deleteKey(row.consent);
    dropRenewal(session, id);
    session.activity.append({ kind: "delete", outcome: "done" });
  });
}
