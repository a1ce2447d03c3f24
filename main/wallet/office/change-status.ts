import type { ChangeView } from "../../../src/contract/views.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { submitAndWait, syncOrSay } from "./carry.ts";
import { signOfficeEntry } from "./issue.ts";
import { requireOwnOffice } from "../own-office.ts";
import { viewRow } from "./register.ts";

export type StatusChange = "suspend" | "reinstate" | "revoke";

/**
 * Suspends, reinstates or revokes one of this office's credentials and waits for the seal. Nothing is
 * kept here beforehand: until it is sealed, nothing has changed. Throws `office.*`.
 */
export async function changeStatus(
  session: Session,
  change: StatusChange,
  { commitment, reason }: { readonly commitment: string; readonly reason: string },
): Promise<ChangeView> {
  // The chain may have gone on since; an entry names the last one on its subject.
  await syncOrSay(session, "office.not_sent");
  const office = requireOwnOffice(session);
  const record = office.state.credential(commitment);
  if (record === undefined || record.office !== office.id) throw new WalletError("office.unknown_credential");
  session.again.require("sign", [office.state.type(record.type)]);
  const entry = signOfficeEntry(session, office, {
    kind: `credential.${change}`,
    after: record.last,
    body: { commitment, reason },
  });
  const done = await submitAndWait(session, entry);
  const code = done.code === undefined ? {} : { code: done.code };
  const outcome = done.state === "refused" ? "refused" : "done";
  session.activity.append({ kind: change, outcome, ...code });
  const row = session.store.issued.get(commitment);
  return row === undefined ? done : { ...done, row: viewRow(session, commitment, row) };
}
