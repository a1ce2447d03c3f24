import { STATUS, type Status } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { CopiesRowView } from "../../../src/contract/copies-views.ts";
import type { ChangeView } from "../../../src/contract/views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { IssuedCopiesRow } from "../copies-rows.ts";
import type { Session } from "../session.ts";
import { statusOf } from "../offers/lines.ts";
import { submitAndWait, syncOrSay } from "./carry.ts";
import { signOfficeEntry } from "./issue.ts";
import { requireOwnOffice } from "./own-office.ts";

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

/**
 * Suspends, reinstates or ends every copy of one holder in one entry, and waits for the seal. Nothing is
 * kept here beforehand. Throws `office.*`.
 */
export async function changeCopies(
  session: Session,
  { certificate, act, reason }: ParsedArgsOf<"copies.change">,
): Promise<ChangeView> {
  // The chain may have gone on since; an entry names the last one on its subject.
  await syncOrSay(session, "office.not_sent");
  const office = requireOwnOffice(session);
  const row = session.store.copies.get(certificate);
  const batch = row === undefined ? undefined : office.state.credential(row.batch);
  if (row === undefined || batch === undefined) throw new WalletError("office.unknown_credential");
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
        ...(reached === "sealed" ? { status: STATES[changed] } : {}),
      };
    }),
  );
}
