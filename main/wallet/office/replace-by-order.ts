import { isOrdered } from "../../../src/chain/entries/reasons.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { carryThrough, syncOrSay } from "./carry.ts";
import { signCredential } from "./draft.ts";
import { rowOf, signOfficeEntry } from "./issue.ts";
import { requireOwnOffice } from "../own-office.ts";
import { tagOf } from "./tags.ts";

/**
 * Signs, as the first of two officers, what ends a credential without its owner's consent and issues
 * the next in its place. It waits for the second. Throws `office.*`, ExchangeError.
 */
export async function replaceByOrder(
  session: Session,
  wanted: ParsedArgsOf<"office.replace_by_order">,
): Promise<IssueView> {
  const { claims, reason, order } = wanted;
  if (!isOrdered(reason)) throw new WalletError("office.order_reason");
  await syncOrSay(session);
  const office = requireOwnOffice(session);
  const old = office.state.credential(wanted.old);
  if (old === undefined || old.office !== office.id) throw new WalletError("office.unknown_credential");
  const type = office.state.type(old.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  session.again.require("sign", [type]);
  const tag = await tagOf(session, office, type, claims);
  const signed = session.vault.transaction(() => {
    const made = signCredential(session, office, { ...wanted, type, tag });
    const entry = signOfficeEntry(session, office, {
      kind: "credential.replace",
      after: old.last,
      body: { old: wanted.old, new: made.body, reason, order },
    });
    const row = { ...rowOf(made, type.id, entry, session), state: "waiting", replaces: wanted.old } as const;
    session.store.issued.put(made.commitment, row, { expected: 0 });
    session.activity.append({ kind: "sign", outcome: "done", party: type.id });
    return made;
  });
  return await carryThrough(session, signed.commitment);
}
