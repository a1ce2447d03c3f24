import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { ChangeView } from "../../../src/contract/views.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { FollowError } from "../../follow/error.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { awaitSeal } from "./carry.ts";
import { signOfficeEntry } from "./issue.ts";
import { requireOwnOffice } from "./own-office.ts";
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
  try {
    // The chain may have gone on since; an entry names the last one on its subject.
    await session.registry.sync();
    const office = requireOwnOffice(session);
    const record = office.state.credential(commitment);
    if (record === undefined || record.office !== office.id)
      throw new WalletError("office.unknown_credential");
    const entry = signOfficeEntry(session, office, {
      kind: `credential.${change}`,
      after: record.last,
      body: { commitment, reason },
    });
    const hash = toBase64Url(leafHash(entry, session.primitives.sha256));
    const submitted = await session.registry.submit(entry);
    const progress = submitted.state === "refused" ? submitted : await awaitSeal(session, hash);
    if (progress.state === "sealed") await session.registry.sync();
    const code = progress.state === "refused" ? { code: progress.code } : {};
    session.activity.append({
      kind: change,
      outcome: progress.state === "refused" ? "refused" : "done",
      ...code,
    });
    const row = session.store.issued.get(commitment);
    return {
      state: progress.state === "unknown" || progress.state === "pending" ? "submitted" : progress.state,
      entry: hash,
      ...code,
      ...(row === undefined ? {} : { row: viewRow(session, commitment, row) }),
    };
  } catch (error) {
    if (error instanceof FollowError) throw new WalletError("office.unreachable");
    throw error;
  }
}
