import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import { parseEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { EntryError } from "../../../src/chain/entries/error.ts";
import { openDeposit } from "../../../src/chain/proofs/deposit.ts";
import { formatStatement } from "../../../src/chain/proofs/statement.ts";
import { verifyStatement } from "../../../src/chain/proofs/verify-statement.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { DepositView } from "../../../src/contract/registry-views.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { readCheckpoint } from "../../../src/note/seal.ts";
import { formatTlogProof } from "../../../src/note/tlog-proof.ts";
import { HttpError } from "../../doors/http-error.ts";
import { FollowError } from "../../follow/error.ts";
import { WalletError } from "../error.ts";
import { awaitSeal } from "../office/carry.ts";
import { signOfficeEntry } from "../office/issue.ts";
import type { DepositRow } from "../rows.ts";
import type { Session } from "../session.ts";

export function viewDeposit(digest: string, row: DepositRow): DepositView {
  const { name, opening, office, made, state, code, height, time, statement } = row;
  return {
    digest,
    file: opening.file,
    name,
    office,
    made,
    state,
    ...(code === undefined ? {} : { code }),
    ...(height === undefined ? {} : { height }),
    ...(time === undefined ? {} : { time }),
    ...(statement === undefined ? {} : { statement }),
  };
}

/** Newest first. */
export function listDeposits(session: Session): readonly DepositView[] {
  const rows = session.store.deposits.list().map(({ id, value }) => viewDeposit(id, value));
  return rows.sort((a, b) => b.made - a.made || (a.digest < b.digest ? -1 : 1));
}

/** This office, if it may take documents now. */
function ownDepositOffice(session: Session): string | undefined {
  const { office: id } = session.settings;
  const record = id === undefined ? undefined : session.registry.view.office(id);
  if (record === undefined || typeof record === "string" || record.withdrawn !== undefined) return undefined;
  const now = session.clock();
  return record.deposits.some((span) => countsAt(span, now)) ? record.id : undefined;
}

/** A `document.deposit` of this office. Throws `office.no_key`. */
export function signDeposit(session: Session, office: string, digest: string): Uint8Array {
  const entry = { kind: "document.deposit" as const, after: ZERO_HASH, body: { digest } };
  return signOfficeEntry(session, { id: office }, entry);
}

/** Has the named office sign for the digest. Throws `deposit.refused`, `deposit.unreachable`. */
async function askOffice(session: Session, url: string, office: string, digest: string): Promise<Uint8Array> {
  let leaf: Uint8Array | undefined;
  try {
    leaf = await session.postTo(`${url.replace(/\/+$/, "")}/deposits`, canonicalBytes({ digest }));
  } catch (error) {
    if (error instanceof HttpError) throw new WalletError("deposit.unreachable");
    throw error;
  }
  if (leaf === undefined) throw new WalletError("deposit.refused");
  try {
    const { kind, by, body } = parseEntry(leaf);
    if (kind === "document.deposit" && by === office && body["digest"] === digest) return leaf;
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
  }
  throw new WalletError("deposit.refused");
}

/**
 * Opens a deposit and takes it as far as it goes now. Salt and author's signature are in the vault
 * before anything leaves. Throws `deposit.*`, `office.no_key`.
 */
export async function makeDeposit(
  session: Session,
  { file, name, via }: ParsedArgsOf<"deposit.make">,
): Promise<DepositView> {
  const office = via?.office ?? ownDepositOffice(session);
  if (office === undefined) throw new WalletError("deposit.no_office");
  const registryId = fromBase64Url(session.registry.view.id);
  const digest = session.vault.transaction(() => {
    const known = session.keyring.list("author").at(0);
    const key = known ?? session.keyring.createKey("author", "");
    const author = session.keyring.ed25519Signer(key.id);
    const salt = session.random(32);
    const opened = openDeposit(registryId, { salt, file }, author, session.primitives.sha256);
    const entry =
      via === undefined ? { entry: toBase64Url(signDeposit(session, office, opened.digest)) } : {};
    const row: DepositRow = {
      name,
      opening: opened.opening,
      office,
      made: session.clock(),
      state: "signed",
      ...(via === undefined ? {} : { url: via.url }),
      ...entry,
    };
    session.store.deposits.put(opened.digest, row, { expected: 0 });
    session.activity.append({ kind: "deposit", outcome: "done", party: office });
    return opened.digest;
  });
  return await carryDeposit(session, digest);
}

function put(session: Session, digest: string, row: DepositRow): DepositRow {
  session.store.deposits.put(digest, row);
  return row;
}

/** A statement out of a receipt and what this copy knows of who may seal; checked before it is kept. */
function stateDeposit(session: Session, row: DepositRow, text: string): Partial<DepositRow> {
  const { beginnings, epochs, view } = session.registry;
  if (beginnings === undefined || epochs === undefined) throw new FollowError("follow.no_source");
  const { checkpoint, entry, record } = parseReceipt(text);
  const { size } = readCheckpoint(checkpoint).checkpoint;
  const count = epochs.all().filter(({ epoch, after }) => epoch > 0 && after < size).length;
  const proof = ({ leaf: extra, index, proof: path }: typeof entry): string =>
    formatTlogProof({ extra, index, proof: path, checkpoint });
  const statement = {
    genesis: beginnings.genesis,
    epochs: beginnings.claims.slice(0, count),
    block: proof(record),
    entry: proof(entry),
    deposit: row.opening,
  };
  const reader = { registryId: fromBase64Url(view.id), known: epochs };
  const facts = verifyStatement(statement, reader, session.primitives);
  return { height: facts.record.height, time: facts.record.time, statement: formatStatement(statement) };
}

async function settle(
  session: Session,
  digest: string,
  row: DepositRow,
  leaf: Uint8Array,
): Promise<DepositRow> {
  const hash = toBase64Url(leafHash(leaf, session.primitives.sha256));
  const known = await session.registry.progress(hash);
  const handed = known.state === "unknown" ? await session.registry.submit(leaf) : known;
  const progress = handed.state === "refused" ? handed : await awaitSeal(session, hash);
  if (progress.state === "refused") {
    return put(session, digest, { ...row, state: "refused", code: progress.code });
  }
  if (progress.state !== "sealed") return row;
  // Only who has followed so far can tell whose seal the receipt needs.
  await session.registry.sync();
  const receipt = await session.registry.receipt(hash);
  return put(session, digest, { ...row, state: "sealed", ...stateDeposit(session, row, receipt) });
}

/** Goes on with a deposit: handed in, sealed, its statement made. Throws `deposit.*`. */
export async function carryDeposit(session: Session, digest: string): Promise<DepositView> {
  let row = session.store.deposits.get(digest);
  if (row === undefined) throw new WalletError("deposit.unknown");
  if (row.state !== "signed") return viewDeposit(digest, row);
  try {
    if (row.entry === undefined) {
      const leaf = await askOffice(session, row.url ?? "", row.office, digest);
      row = put(session, digest, { ...row, entry: toBase64Url(leaf) });
    }
    row = await settle(session, digest, row, fromBase64Url(row.entry ?? ""));
  } catch (error) {
    // The row is kept; `deposit.carry` goes on from there.
    if (error instanceof FollowError) throw new WalletError("deposit.unreachable");
    throw error;
  }
  return viewDeposit(digest, row);
}
