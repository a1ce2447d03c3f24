import { STATUS, type Status } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { CopiesRowView } from "../../../src/contract/copies-views.ts";
import type { ChangeView } from "../../../src/contract/views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { IssuedCopiesRow } from "../copies-rows.ts";
import type { Session } from "../session.ts";
import { lineOf, statusOf } from "./copy-lines.ts";
import { submitAndWait, syncOrSay } from "./carry.ts";
import { signOfficeEntry } from "./issue.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";

type Change = ParsedArgsOf<"copies.change">;

const STATES: { readonly [status in Status]: NonNullable<CopiesRowView["status"]> } = {
  [STATUS.valid]: "valid",
  [STATUS.invalid]: "revoked",
  [STATUS.suspended]: "suspended",
  [STATUS.replaced]: "replaced",
};

/** All copies of one holder go the same way, so any of them tells it. */
function placesOf({ copies }: IssuedCopiesRow): readonly number[] {
  return copies.map(({ index }) => index).sort((a, b) => a - b);
}

/** The tag goes back with the last copies of its holder, unless later ones hold it. */
function freedTag(state: State, type: string, { tag, batch }: IssuedCopiesRow) {
  return tag !== undefined && state.tagHolder(type, tag) === batch ? { tag } : {};
}

interface Certificate {
  readonly certificate: string;
  readonly row: IssuedCopiesRow;
}

/** From which statuses an act leads on. */
const FROM: { readonly [act in Change["act"]]: readonly Status[] } = {
  suspend: [STATUS.valid],
  reinstate: [STATUS.suspended],
  revoke: [STATUS.valid, STATUS.suspended],
  replace: [STATUS.valid, STATUS.suspended],
};

/**
 * All that the holder has, of every batch, as far as the act still has to reach it: where only some of it
 * got into the registry, the act done again goes on with the rest.
 */
function reachedBy(session: Session, office: OwnOffice, act: Change["act"], one: Certificate) {
  const { line } = one.row;
  const all = line === undefined ? [one] : lineOf(session, line);
  const now = session.clock();
  const open = all.filter(({ row }) => {
    const isOver = (session.store.batches.get(row.batch)?.expires ?? 0) <= now;
    return !isOver && FROM[act].includes(statusOf(office.state, office.id, row));
  });
  return open.length === 0 ? [one] : open;
}

async function changeOne(
  session: Session,
  office: OwnOffice,
  { row }: Certificate,
  { act, reason }: Pick<Change, "act" | "reason">,
): Promise<ChangeView> {
  const batch = office.state.credential(row.batch);
  if (batch === undefined) throw new WalletError("office.unknown_credential");
  session.again.require("sign", [office.state.type(batch.type)]);
  const places = placesOf(row);
  const last = office.state.copy(office.id, places[0] ?? -1)?.last ?? batch.last;
  const tag = act === "revoke" ? freedTag(office.state, batch.type, row) : {};
  const entry = signOfficeEntry(session, office, {
    kind: "credential.copies",
    after: last,
    body: { batch: row.batch, places, act, reason, ...tag },
  });
  const done = await submitAndWait(session, entry);
  const code = done.code === undefined ? {} : { code: done.code };
  session.activity.append({ kind: act, outcome: done.state === "refused" ? "refused" : "done", ...code });
  return done;
}

/**
 * Suspends, reinstates or ends every copy of one holder, one entry for each batch that they are in, and
 * waits for the seals. Nothing is kept here beforehand. Throws `office.*`.
 */
export async function changeCopies(session: Session, change: Change): Promise<ChangeView> {
  // The chain may have gone on since; an entry names the last one on its subject.
  await syncOrSay(session, "office.not_sent");
  const office = requireOwnOffice(session);
  const { certificate, act } = change;
  const row = session.store.copies.get(certificate);
  if (row === undefined) throw new WalletError("office.unknown_credential");
  let done: ChangeView | undefined;
  for (const one of reachedBy(session, office, act, { certificate, row })) {
    done = await changeOne(session, office, one, change);
    if (done.state !== "sealed") break;
  }
  return done as ChangeView;
}

/** Newest batch first. Throws `office.none`. */
export function listCopies(session: Session): readonly CopiesRowView[] {
  const { office } = session.settings;
  if (office === undefined) throw new WalletError("office.none");
  const { state } = session.registry;
  const batches = session.store.batches.list().toSorted((a, b) => b.value.made - a.value.made);
  return batches.flatMap(({ id: batch, value }) =>
    value.certificates.flatMap((certificate) => {
      const row = session.store.copies.get(certificate);
      if (row === undefined) return [];
      const changed = statusOf(state, office, row);
      const { type, expires, state: reached } = value;
      return {
        certificate,
        batch,
        type,
        copies: row.copies.length,
        issued: value.made,
        expires,
        claims: row.claims as JsonObject,
        state: reached,
        ...(row.line === undefined ? {} : { line: row.line }),
        ...(reached === "sealed" ? { status: STATES[changed] } : {}),
      };
    }),
  );
}
