import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import type { ChangeView, IssueView } from "../../../src/contract/views.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { buildDelivery } from "../../../src/exchange/delivery.ts";
import { buildEntryDraft } from "../../../src/exchange/entry-draft.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { FollowError } from "../../follow/error.ts";
import { encryptResponse } from "../../presentation/jwe.ts";
import { sleep } from "../../doors/clock.ts";
import { WalletError } from "../error.ts";
import type { EntryProgress } from "../registry/own-registry.ts";
import type { IssuedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { viewRow } from "./register.ts";
import { UnderWay } from "../under-way.ts";

const PATIENCE_MS = 20_000;
const POLL_MS = 150;

function put(session: Session, commitment: string, row: IssuedRow): IssuedRow {
  session.store.issued.put(commitment, row);
  return row;
}

/** The end of an entry's way, told in the log in the same step. */
function conclude(
  session: Session,
  commitment: string,
  row: IssuedRow & { readonly state: "sealed" | "refused" },
): IssuedRow {
  const kind = row.replaces === undefined ? "issue" : "replace";
  const party = row.type;
  return session.vault.transaction(() => {
    if (row.state === "sealed") {
      session.store.proposals.delete(commitment);
      session.activity.append({ kind, outcome: "done", party });
    } else {
      const code = row.code === undefined ? {} : { code: row.code };
      session.activity.append({ kind, outcome: "refused", party, ...code });
    }
    return put(session, commitment, row);
  });
}

/** Asks a node until the entry is sealed or refused, or patience ends. */
export async function awaitSeal(session: Session, hash: string): Promise<EntryProgress> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const progress = await session.registry.progress(hash);
    if (progress.state === "sealed" || progress.state === "refused" || performance.now() > end)
      return progress;
    await sleep(POLL_MS);
  }
}

async function encryptTo(
  session: Session,
  encryption: P256Jwk,
  credential: string,
  receipt: string,
): Promise<string> {
  const kid = p256Thumbprint(encryption, session.primitives.sha256);
  const delivery = buildDelivery({ credentials: [{ credential, receipt }] });
  return await encryptResponse(delivery, { kid, jwk: encryption });
}

/** The credential with its receipt, encrypted to the key that the holder asked with, and to each who holds it with them. */
export async function deliver(
  session: Session,
  row: IssuedRow,
): Promise<Pick<IssueView, "delivery" | "deliveries">> {
  const { credential, receipt, encryption, role = "holder", others = [] } = row;
  // Without a key to encrypt to, the holder fetches it on a line that protects it.
  if (receipt === undefined || encryption === undefined) return {};
  const delivery = await encryptTo(session, encryption, credential, receipt);
  if (others.length === 0) return { delivery };
  const more = others.map(async (one) => ({
    role: one.role,
    delivery: await encryptTo(session, one.encryption, credential, receipt),
  }));
  return { delivery, deliveries: [{ role, delivery }, ...(await Promise.all(more))] };
}

function handedIn(row: IssuedRow, progress: EntryProgress): IssuedRow {
  if (progress.state === "refused") return { ...row, state: "refused", code: progress.code };
  return { ...row, state: "submitted" };
}

/**
 * Hands an entry to a node; what came of it is written down by `record`. One that may have got there
 * before we heard of it is asked for first: an entry is never in the chain twice. Throws FollowError.
 */
export async function handIn(
  session: Session,
  row: IssuedRow,
  { isFresh = false }: { readonly isFresh?: boolean } = {},
): Promise<IssuedRow> {
  const known = isFresh ? undefined : await session.registry.progress(row.hash);
  if (known !== undefined && known.state !== "unknown") return handedIn(row, known);
  const submitted = await session.registry.submit(fromBase64Url(row.entry));
  if (submitted.state !== "refused") return handedIn(row, submitted);
  // It may have got there in between, by another of this office's ways: then it is its own forerunner.
  const now = await session.registry.progress(row.hash);
  return handedIn(row, now.state === "unknown" ? submitted : now);
}

/** Writes down how far a row got. */
export function record(session: Session, commitment: string, row: IssuedRow): IssuedRow {
  const { state } = row;
  return state === "sealed" || state === "refused"
    ? conclude(session, commitment, { ...row, state })
    : put(session, commitment, row);
}

async function submit(session: Session, commitment: string, row: IssuedRow): Promise<IssuedRow> {
  return record(session, commitment, await handIn(session, row));
}

async function settle(session: Session, commitment: string, row: IssuedRow): Promise<IssuedRow> {
  const progress = await awaitSeal(session, row.hash);
  if (progress.state === "refused")
    return conclude(session, commitment, { ...row, state: "refused", code: progress.code });
  if (progress.state !== "sealed") return row;
  const receipt = await session.registry.receipt(row.hash);
  return conclude(session, commitment, { ...row, state: "sealed", height: progress.height, receipt });
}

/** Hands an entry to a node and waits for its seal; nothing is kept here. Throws `office.not_sent`. */
export async function submitAndWait(session: Session, entry: Uint8Array): Promise<ChangeView> {
  try {
    const hash = toBase64Url(leafHash(entry, session.primitives.sha256));
    const submitted = await session.registry.submit(entry);
    const progress = submitted.state === "refused" ? submitted : await awaitSeal(session, hash);
    if (progress.state === "sealed") await session.registry.sync();
    return {
      state: progress.state === "unknown" || progress.state === "pending" ? "submitted" : progress.state,
      entry: hash,
      ...(progress.state === "refused" ? { code: progress.code } : {}),
    };
  } catch (error) {
    if (error instanceof FollowError) throw new WalletError("office.not_sent");
    throw error;
  }
}

/**
 * A row as this copy of the chain has it sealed, else as it is; nothing is written. What waited for a
 * second officer is sealed with both signatures, as an entry of another hash. Throws FollowError.
 */
export async function asSealed(session: Session, commitment: string, row: IssuedRow): Promise<IssuedRow> {
  const issued = session.registry.state?.credential(commitment)?.issued;
  const leaf = issued === undefined ? undefined : session.registry.entry(issued.leaf)?.leaf;
  if (issued === undefined || leaf === undefined) return row;
  const receipt = await session.registry.receipt(issued.entry);
  const { entry: hash, height } = issued;
  return { ...row, state: "sealed", entry: toBase64Url(leaf), hash, height, receipt };
}

async function adopt(session: Session, commitment: string, row: IssuedRow): Promise<IssuedRow> {
  await session.registry.sync();
  const next = await asSealed(session, commitment, row);
  return next.state === "sealed" ? record(session, commitment, next) : row;
}

/** The message for the second officer. */
export function draftOf(session: Session, row: IssuedRow): string {
  const old = row.replaces === undefined ? undefined : session.store.issued.get(row.replaces)?.credential;
  return buildEntryDraft({
    registryId: session.registry.view.id,
    leaf: fromBase64Url(row.entry),
    credential: row.credential,
    ...(old === undefined ? {} : { old }),
  });
}

/**
 * The newest blocks, since an entry names the last one on its subject; and nothing is signed from data
 * that are older than what was signed before. Throws the code, or `office.older_data`.
 */
export async function syncOrSay(
  session: Session,
  code: "office.unreachable" | "office.not_sent" = "office.unreachable",
): Promise<void> {
  try {
    await session.registry.sync();
  } catch (error) {
    if (error instanceof FollowError) throw new WalletError(code);
    throw error;
  }
  await session.acts.mustBeWhole();
}

const rows = new UnderWay<IssueView>();

/** Takes an issued row as far as it goes now: submitted, sealed, its receipt fetched, the delivery made. */
export async function carryThrough(session: Session, commitment: string): Promise<IssueView> {
  return await rows.once(session, commitment, () => carryOnce(session, commitment));
}

async function carryOnce(session: Session, commitment: string): Promise<IssueView> {
  let row = session.store.issued.get(commitment);
  if (row === undefined) throw new WalletError("office.unknown_credential");
  try {
    if (row.state === "waiting") row = await adopt(session, commitment, row);
    // A node that lost what it had acknowledged is handed it again.
    if (row.state === "signed" || row.state === "submitted") row = await submit(session, commitment, row);
    if (row.state === "submitted") row = await settle(session, commitment, row);
    if (row.state === "sealed") await session.registry.sync();
  } catch (error) {
    // The row says how far it got; `office.refresh` goes on from there. What waits can be passed on all the same.
    if (error instanceof FollowError && row.state !== "waiting") throw new WalletError("office.unreachable");
    if (!(error instanceof FollowError)) throw error;
  }
  const view = viewRow(session, commitment, row);
  if (row.state === "waiting") return { row: view, draft: draftOf(session, row) };
  return { row: view, ...(await deliver(session, row)) };
}
