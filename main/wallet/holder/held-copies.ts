import type { HeldCopiesView } from "../../../src/contract/copies-views.ts";
import { backupRows } from "../backup-rows.ts";
import { WalletError } from "../error.ts";
import type { HeldRow } from "../rows.ts";
import type { Session } from "../session.ts";

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
function restoredFrom({ vault }: Pick<Session, "vault">): number {
  return backupRows(vault).get("backup")?.restored?.made ?? -1;
}

export function viewCopies(session: Session, copies: HeldCopies): HeldCopiesView {
  const restored = restoredFrom(session);
  const spare = copies.spare.filter(({ kept }) => kept > restored);
  const isFirst = !copies.used && copies.kept > restored;
  const left = spare.length + (isFirst ? 1 : 0);
  const lost = copies.spare.length - spare.length + (!copies.used && !isFirst ? 1 : 0);
  const among = isFirst ? copies.among : (spare[0]?.among ?? copies.among);
  const warn: HeldCopiesView["warn"][number][] = [];
  if (left === 0) warn.push("none");
  else if (left <= FEW) warn.push("few");
  if (among < CROWD) warn.push("among");
  if (lost > 0) warn.push("restored");
  return { left, spent: copies.spent, among, warn };
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

/** The row with its next copy in front; undefined where there is none that nobody has seen. */
export function nextCopy(row: HeldRow, copies: HeldCopies, restored: number): HeldRow | undefined {
  const next = copies.spare.find(({ kept }) => kept > restored);
  if (next === undefined) return undefined;
  const { credential, commitment, receipt, holder, kept, among } = next;
  const spare = copies.spare.filter((one) => one !== next);
  const shown = { kept, among, used: false, spent: copies.spent, spare };
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
  const restored = restoredFrom(session);
  for (const { id, row, copies } of copied(session, shown)) {
    if (!copies.used && copies.kept > restored) continue;
    const next = nextCopy(row, copies, restored);
    if (next === undefined) throw new WalletError("present.copies_spent");
    session.store.held.put(id, next);
  }
}

/**
 * The copies in front are about to leave: they are spent from now on, whatever becomes of it, and their
 * keys are forgotten as soon as another copy stands in front.
 */
export function spendCopies(session: Session, shown: readonly Shown[]): void {
  const restored = restoredFrom(session);
  session.vault.transaction(() => {
    for (const { id, row, copies } of copied(session, shown)) {
      const spent: HeldCopies = { ...copies, used: true, spent: copies.spent + 1 };
      const next = nextCopy(row, spent, restored);
      session.store.held.put(id, next ?? { ...row, copies: spent });
      if (next !== undefined) session.keyring.deleteKey(row.holder);
    }
  });
}
