import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import {
  FEWEST_HOLDERS,
  type WaitingBatchView,
  type WaitingCopiesView,
} from "../../../src/contract/copies-views.ts";
import { WalletError } from "../error.ts";
import { carryBatch } from "../office/carry-batch.ts";
import { syncOrSay } from "../office/carry.ts";
import { withDerivedAges } from "../office/draft.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { type Asked, mayBeCopies, signBatch } from "../office/sign-batch.ts";
import { tagOf } from "../office/tags.ts";
import { mayIssue } from "../office/types.ts";
import type { OfferRow } from "./rows.ts";
import type { Session } from "../session.ts";
import { ownCertificate } from "./certificate.ts";
import { isWaiting, lineIdOf } from "./copies.ts";
import { type Lines, linesOf, standingOf } from "../office/copy-lines.ts";
import { serveOffers } from "./serve.ts";
import { servedUrl } from "./served.ts";

type LeftOut = WaitingBatchView["left"][number];

interface Waits {
  readonly store: Pick<Session["store"], "offers" | "copies" | "batches">;
}

/** Who waits for copies, longest first. Throws `office.none`. */
export function listWaiting(
  session: Pick<Session, "settings" | "registry"> & Waits,
): readonly WaitingCopiesView[] {
  const { office } = session.settings;
  if (office === undefined) throw new WalletError("office.none");
  const lines = linesOf(session);
  return session.store.offers
    .list()
    .flatMap(({ id, value: row }): WaitingCopiesView[] => {
      if (!isWaiting(row)) return [];
      const standing = standingOf(session.registry, office, lines.of(lineIdOf(id, row)));
      const { type, copies, claims, asked, validFor, renews } = row;
      return [
        {
          id,
          type,
          copies,
          claims,
          since: asked.at,
          ...(validFor === undefined ? {} : { validFor }),
          ...(renews === undefined ? {} : { renews }),
          ...(standing === "good" ? {} : { code: standing === "ended" ? "copies.ended" : "copies.stopped" }),
        },
      ];
    })
    .toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
}

interface Waiting {
  readonly id: string;
  readonly row: OfferRow;
  readonly tag: string | undefined;
}

/** Why somebody cannot be in the batch; the others need not wait for that. */
function unfit(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  { id, row, tag }: Waiting,
  { tags, lines }: { readonly tags: ReadonlySet<string>; readonly lines: Lines },
): LeftOut["code"] | undefined {
  const line = lineIdOf(id, row);
  const standing = standingOf(session.registry, office.id, lines.of(line));
  if (standing !== "good") return standing === "ended" ? "copies.ended" : "copies.stopped";
  if (tag === undefined) return undefined;
  // Somebody with the same number in one batch would be the same person, or a mistake.
  if (tags.has(tag)) return "copies.twice";
  const holder = office.state.tagHolder(type.id, tag);
  const record = holder === undefined ? undefined : office.state.credential(holder);
  if (record === undefined) return undefined;
  if (record.batch === undefined || record.office !== office.id) return "copies.held";
  // The registry lets a batch of ours give a tag over to the next; whose it is there, only we know.
  const other = lines.holding(record.commitment, tag);
  const isInForce = record.expires > session.clock() && other !== undefined && other !== line;
  const isEnded = standingOf(session.registry, office.id, lines.of(other ?? line)) === "ended";
  return isInForce && !isEnded ? "copies.held" : undefined;
}

async function tagsFor(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  ids: readonly string[],
): Promise<readonly Waiting[]> {
  const waiting: Waiting[] = [];
  for (const id of ids) {
    const row = session.store.offers.get(id);
    if (row === undefined || row.type !== type.id || !isWaiting(row)) continue;
    const { tag } = await tagOf(session, office, type, row.claims);
    waiting.push({ id, row, tag: typeof tag === "string" ? tag : undefined });
  }
  return waiting;
}

/**
 * Issues the copies of those who wait, of one type, in one batch: as `copies.issue` does, and each of them
 * collects theirs. Who cannot be in it is left out and goes on waiting. Throws `office.*`, `copies.type`,
 * `.too_few`, `.too_many`.
 */
export async function issueWaiting(
  session: Session,
  wanted: ParsedArgsOf<"copies.issue_waiting">,
): Promise<WaitingBatchView> {
  await syncOrSay(session);
  const office = requireOwnOffice(session);
  const type = office.state.type(wanted.type);
  if (type === undefined || !mayIssue(office, type, session.clock())) {
    throw new WalletError("office.unknown_type");
  }
  if (!mayBeCopies(type)) throw new WalletError("copies.type");
  session.again.require("sign", [type]);
  await serveOffers(session, {});
  const chosen = await tagsFor(session, office, type, [...new Set(wanted.ids)]);
  const certificate = ownCertificate(session, office);
  const left: LeftOut[] = [];
  const root = session.vault.transaction(() => {
    const asked: (Asked & { readonly id: string })[] = [];
    const tags = new Set<string>();
    const lines = linesOf(session);
    const ends: number[] = [];
    for (const one of chosen) {
      const { id, tag } = one;
      // Since the tags were asked for it may have been taken back, or other keys shown.
      const row = session.store.offers.get(id);
      if (row === undefined || !isWaiting(row)) continue;
      const code = unfit(session, office, type, { id, row, tag }, { tags, lines });
      if (code !== undefined) {
        left.push({ id, code });
        continue;
      }
      if (tag !== undefined) tags.add(tag);
      if (row.validFor !== undefined) ends.push(row.validFor);
      const values = withDerivedAges(type, row.claims, session.clock());
      asked.push({ id, keys: row.asked.keys, line: lineIdOf(id, row), values, tag });
    }
    if (asked.length < FEWEST_HOLDERS) throw new WalletError("copies.too_few");
    const issuer = servedUrl(session);
    // All of them end when the first would: whose end is another could be told by it.
    const validFor = ends.length === 0 ? undefined : Math.min(...ends);
    const signed = signBatch(session, office, type, asked, { issuer, certificate, validFor });
    for (const [at, { id }] of asked.entries()) {
      const row = session.store.offers.get(id);
      const commitment = signed.certificates[at];
      if (row !== undefined && commitment !== undefined) session.store.offers.put(id, { ...row, commitment });
    }
    return signed.root;
  });
  session.onChanged("offers");
  return { ...(await carryBatch(session, root)), left };
}

/** Takes somebody out who waits: their wallet is told that nothing comes. Throws `offers.unknown`, `.collected`. */
export function refuseWaiting(session: Session, id: string): void {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  session.vault.transaction(() => {
    const row = session.store.offers.get(id);
    if (row === undefined) throw new WalletError("offers.unknown");
    if (!isWaiting(row)) throw new WalletError("offers.collected");
    session.store.offers.put(id, { ...row, state: "refused" });
    session.activity.append({ kind: "offer", outcome: "refused", party: row.type });
  });
  session.onChanged("offers");
}
