import type { RegisterRowView } from "../../../src/contract/views.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { IssuedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { stateOf } from "../views/credential-view.ts";

/** An image would fill a list; its place in the register is the credential itself. */
function shortClaims(claims: IssuedRow["claims"]): { [claim: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(claims).filter(([, value]) => typeof value !== "string" || !value.startsWith("data:")),
  );
}

export function viewRow(session: Session, commitment: string, row: IssuedRow): RegisterRowView {
  const office = session.settings.office ?? "";
  const status =
    row.state === "sealed"
      ? { status: stateOf({ office, index: row.index, expires: row.expires }, commitment, session).state }
      : {};
  return {
    commitment,
    type: row.type,
    state: row.state,
    entry: row.hash,
    issued: row.made,
    expires: row.expires,
    claims: shortClaims(row.claims),
    ...status,
    ...(row.code === undefined ? {} : { code: row.code }),
    ...(row.height === undefined ? {} : { height: row.height }),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

/** Text of a row for searching: every word of every claim, case and accents folded. */
function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function matches(row: IssuedRow, words: readonly string[]): boolean {
  const text = fold(JSON.stringify([row.type, shortClaims(row.claims)]));
  return words.every((word) => text.includes(word));
}

/** Newest first, those that hold every word searched for. Throws `office.none`. */
export function searchRegister(
  session: Session,
  { search, limit }: { readonly search?: string | undefined; readonly limit: number },
): readonly RegisterRowView[] {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  const words = fold(search ?? "")
    .split(/\s+/u)
    .filter((word) => word.length > 0);
  return session.store.issued
    .list()
    .filter(({ value }) => matches(value, words))
    .sort((a, b) => b.value.made - a.value.made || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id, value }) => viewRow(session, id, value));
}
