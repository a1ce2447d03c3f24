import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { FoundView } from "../../../src/contract/office-views.ts";
import type { RegisterRowView } from "../../../src/contract/views.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { IssuedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { stateOf } from "../views/credential-view.ts";
import type { RegisterQuery } from "./register-index.ts";
import { RegisterSearch, type RegisterSearchDeps } from "./register-search.ts";
import { wordsOf } from "./register-words.ts";

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

async function search(session: Session, query: Omit<RegisterQuery, "now">) {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  const { commitments, ...rest } = await session.register.find({ ...query, now: session.clock() });
  const rows = session.store.issued.many(commitments).map(({ id, value }) => viewRow(session, id, value));
  return { rows, ...rest };
}

/** Newest first, those that hold every word searched for. Throws `office.none`. */
export async function searchRegister(
  session: Session,
  { search: words, limit }: ParsedArgsOf<"office.register">,
): Promise<readonly RegisterRowView[]> {
  return (await search(session, { words: wordsOf(words ?? ""), from: 0, count: limit })).rows;
}

/** A part of those that fit, with how many there are and how long it took. Throws `office.none`. */
export async function findInRegister(
  session: Session,
  { search: words, ...asked }: ParsedArgsOf<"office.find">,
): Promise<FoundView> {
  const began = performance.now();
  const { oldest, ...found } = await search(session, { ...asked, words: wordsOf(words ?? "") });
  const milliseconds = Math.round(performance.now() - began);
  return { ...found, ...(oldest !== undefined && { oldest }), milliseconds };
}

/** What the index of an open wallet's register works with. */
export function registerSearch(
  { store, registry, settings }: Pick<Session, "store" | "registry" | "settings">,
  watch: RegisterSearchDeps["watch"],
): RegisterSearch {
  const { office = "" } = settings;
  return new RegisterSearch({
    rows: store.issued,
    watch,
    statuses: {
      version: () => `${registry.view.age()?.height ?? "none"} ${registry.view.alarm() ?? "calm"}`,
      // While there is an alarm nobody can tell.
      read: () => (registry.view.alarm() === undefined ? registry.statuses(office) : undefined),
    },
  });
}
