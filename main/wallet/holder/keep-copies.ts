import type { CredentialView } from "../../../src/contract/views.ts";
import { type ArrivedCopy, putCopies } from "../copies/copies.ts";
import { WalletError } from "../error.ts";
import type { KeyRequestRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { viewHeld } from "./held.ts";

/** Keeps what a delivery holds as copies. Throws `holder.already_kept`. */
export function keepCopies(
  session: Session,
  arrived: {
    readonly requestId: string;
    readonly request: KeyRequestRow;
    readonly copies: readonly ArrivedCopy[];
  },
): CredentialView {
  const { requestId, request, copies } = arrived;
  return session.vault.transaction(() => {
    // Another answer to the same request may have been kept while this one was looked at.
    if (!session.store.keyRequests.delete(requestId)) throw new WalletError("holder.already_kept");
    session.keyring.deleteKey(request.agreement);
    session.activity.append({ kind: "receive", outcome: "done", party: request.office });
    const { id, row } = putCopies(session, { copies, request: requestId, kept: session.clock() });
    return viewHeld(session, id, row);
  });
}
