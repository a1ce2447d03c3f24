import type { HeldCopiesView } from "../../../src/contract/copies-views.ts";
import { backupRows } from "../backup-rows.ts";
import { WalletError } from "../error.ts";
import type { HeldRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc } from "../views/credential-view.ts";

export type HeldCopies = NonNullable<HeldRow["copies"]>;
export type SpareCopy = HeldCopies["spare"][number];

/** So few are left that it is time to ask for more. */
const FEW = 2;
/** Fewer holders in a batch than that are few to hide among. */
const CROWD = 16;

/**
 * When the backup was made that this wallet came out of: which of the copies in it were shown between
 * then and now is not known, so all of them count as spent.
 */
export function restoredFrom({ vault }: Pick<Session, "vault">): number {
  return backupRows(vault).get("backup")?.restored?.made ?? -1;
}

/** A copy, in front or spare, with its text. */
function withText(row: HeldRow, copy: HeldCopies | SpareCopy): Pick<SpareCopy, "credential" | "expires"> {
  return "credential" in copy ? copy : { credential: row.credential, expires: copy.expires };
}

/** When a copy ends, POSIX seconds. */
function endOf(session: Session, { credential, expires }: Pick<SpareCopy, "credential" | "expires">): number {
  return expires ?? readSdJwtVc(credential, session).credential.expires;
}

/** Whether anybody could take it for unseen and valid. */
function isLive(session: Session, row: HeldRow, copy: HeldCopies | SpareCopy): boolean {
  if (("used" in copy && copy.used) || copy.kept <= restoredFrom(session)) return false;
  return endOf(session, withText(row, copy)) > session.clock();
}

/** Copies that nobody has seen and that still count, the one in front first. */
function liveOf(session: Session, row: HeldRow, copies: HeldCopies): readonly (HeldCopies | SpareCopy)[] {
  return [copies, ...copies.spare].filter((one) => isLive(session, row, one));
}

/** The last of them that ends, with when it was kept; undefined where none is left. */
export function lastToEnd(
  session: Session,
  row: HeldRow,
): { readonly kept: number; readonly expires: number } | undefined {
  const live = row.copies === undefined ? [] : liveOf(session, row, row.copies);
  const ends = live.map((one) => ({ kept: one.kept, expires: endOf(session, withText(row, one)) }));
  return ends.toSorted((a, b) => b.expires - a.expires)[0];
}

export function viewCopies(session: Session, row: HeldRow, copies: HeldCopies): HeldCopiesView {
  const restored = restoredFrom(session);
  const live = liveOf(session, row, copies);
  const left = live.length;
  const unseen = copies.used ? copies.spare : [copies, ...copies.spare];
  const lost = unseen.filter(({ kept }) => kept <= restored).length;
  const among = live[0]?.among ?? copies.among;
  const warn: HeldCopiesView["warn"][number][] = [];
  if (left === 0) warn.push("none");
  else if (left <= FEW) warn.push("few");
  if (among < CROWD) warn.push("among");
  if (lost > 0) warn.push("restored");
  const failed = copies.failed === undefined ? {} : { failed: copies.failed };
  return { left, spent: copies.spent, among, warn, ...failed };
}

/** Every credential that is held, copies that wait among them. */
export function heldTexts({ held }: Pick<Session["store"], "held">): readonly string[] {
  return held
    .list()
    .flatMap(({ value: { credential, copies } }) => [
      credential,
      ...(copies?.spare ?? []).map((copy) => copy.credential),
    ]);
}

/** The row with its next copy in front; undefined where there is none that nobody has seen and that counts. */
export function nextCopy(session: Session, row: HeldRow, copies: HeldCopies): HeldRow | undefined {
  const next = copies.spare.find((one) => isLive(session, row, one));
  if (next === undefined) return undefined;
  const { credential, commitment, receipt, holder, kept, among, expires } = next;
  const spare = copies.spare.filter((one) => one !== next);
  const shown = { ...copies, kept, among, expires, used: false, spare };
  return { ...row, credential, commitment, receipt, holder, copies: shown };
}

interface Shown {
  readonly credential: string;
}

function* copied({ store }: Session, shown: readonly Shown[]) {
  for (const id of new Set(shown.map(({ credential }) => credential))) {
    const row = store.held.get(id);
    if (row?.copies !== undefined) yield { id, row, copies: row.copies };
  }
}

/**
 * Puts a copy that nobody has seen in front, before anything is shown of what has single-use copies.
 * Throws `present.copies_spent`.
 */
export function readyCopies(session: Session, shown: readonly Shown[]): void {
  for (const { id, row, copies } of copied(session, shown)) {
    if (isLive(session, row, copies)) continue;
    const next = nextCopy(session, row, copies);
    if (next === undefined) throw new WalletError("present.copies_spent");
    session.store.held.put(id, next);
  }
}

/**
 * The copies in front are about to leave: they are spent from now on, whatever becomes of it, and their
 * keys are forgotten as soon as another copy stands in front.
 */
export function spendCopies(session: Session, shown: readonly Shown[]): void {
  session.vault.transaction(() => {
    for (const { id, row, copies } of copied(session, shown)) {
      const spent: HeldCopies = { ...copies, used: true, spent: copies.spent + 1 };
      const next = nextCopy(session, row, spent);
      session.store.held.put(id, next ?? { ...row, copies: spent });
      if (next !== undefined) session.keyring.deleteKey(row.holder);
    }
  });
}

/**
 * Copies that ended unseen make room for those that count, their keys with them: so the one in front is
 * never one that no counter takes while there are others.
 */
export function turnCopies(session: Session): void {
  for (const { id, value: row } of session.store.held.list()) {
    const { copies } = row;
    if (copies === undefined) continue;
    const now = session.clock();
    const isOver = (one: HeldCopies | SpareCopy): boolean => endOf(session, withText(row, one)) <= now;
    const over = copies.spare.filter(isOver);
    const isFrontOver = isOver(copies);
    if (over.length === 0 && !isFrontOver) continue;
    const live = { ...copies, spare: copies.spare.filter((one) => !over.includes(one)) };
    const next = isFrontOver ? nextCopy(session, row, live) : undefined;
    if (over.length === 0 && next === undefined) continue;
    session.vault.transaction(() => {
      session.store.held.put(id, next ?? { ...row, copies: live });
      for (const { holder } of over) session.keyring.deleteKey(holder);
      if (next !== undefined) session.keyring.deleteKey(row.holder);
    });
  }
}
