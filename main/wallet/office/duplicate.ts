import { TagError } from "../../../src/chain/tags/tag-error.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { DuplicateView } from "../../../src/contract/office-views.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { requireOwnOffice } from "../own-office.ts";
import { knownTag } from "./tags.ts";
import { viewRow } from "./register.ts";

/**
 * What this office's own copy of the registry says of the thing that the claims are about; the rule
 * that decides is the registry's, when the entry gets there. Throws `office.*`, `registry.full_only`.
 */
export async function findDuplicate(
  session: Session,
  asked: ParsedArgsOf<"office.find_duplicate">,
): Promise<DuplicateView> {
  const office = requireOwnOffice(session);
  const type = office.state.type(asked.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  let tag: string | undefined;
  try {
    tag = await knownTag(session, office, type, asked.claims);
  } catch (error) {
    if (error instanceof TagError) return { state: "unfit" };
    throw error;
  }
  const commitment = tag === undefined ? undefined : office.state.tagHolder(type.id, tag);
  if (commitment === undefined) return { state: "free" };
  const row = session.store.issued.get(commitment);
  return {
    state: "held",
    commitment,
    ...(row === undefined ? {} : { row: viewRow(session, commitment, row) }),
  };
}
