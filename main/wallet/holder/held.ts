import type { CredentialView } from "../../../src/contract/views.ts";
import { WalletError } from "../error.ts";
import type { HeldRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc, viewCredential } from "../views/credential-view.ts";

export function viewHeld(session: Session, id: string, row: HeldRow): CredentialView {
  const read = readSdJwtVc(row.credential, session);
  const hasConsentKey = row.consent !== undefined;
  return { id, ...viewCredential({ read, receipt: row.receipt, hasConsentKey }, session) };
}

/** Throws `holder.unknown_credential`. */
export function requireHeld(session: Session, id: string): HeldRow {
  const row = session.store.held.get(id);
  if (row === undefined) throw new WalletError("holder.unknown_credential");
  return row;
}

/** Newest first. */
export function listHeld(session: Session): readonly CredentialView[] {
  const entries = session.store.held.list();
  return [...entries]
    .sort((a, b) => b.value.kept - a.value.kept || (a.id < b.id ? -1 : 1))
    .map(({ id, value }) => viewHeld(session, id, value));
}

/**
 * Forgets a credential and its keys, for good; `commitment` shows that the caller means this one.
 * Throws `holder.unknown_credential`.
 */
export function deleteHeld(session: Session, id: string, commitment: string): void {
  const row = requireHeld(session, id);
  if (row.commitment !== commitment) throw new WalletError("holder.unknown_credential");
  session.vault.transaction(() => {
    session.store.held.delete(id);
    session.keyring.deleteKey(row.holder);
    if (row.consent !== undefined) session.keyring.deleteKey(row.consent);
    session.activity.append({ kind: "delete", outcome: "done" });
  });
}
