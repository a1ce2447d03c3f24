import type { BackupView, RehearsalView } from "../../src/contract/views.ts";
import { codeOf } from "../../src/error.ts";
import { secretOf, splitWords } from "../../src/recovery/words.ts";
import type { Clock } from "../doors/clock.ts";
import type { RandomBytes } from "../doors/random.ts";
import { type BackupKey, decryptAge, encryptAge } from "../vault/backup/age.ts";
import {
  type BackupContent,
  type BackupHead,
  type BackupReading,
  encodeBackup,
  readContent,
} from "../vault/backup/content.ts";
import { BackupError } from "../vault/backup/error.ts";
import { checkFolder, readNewest, writeBackup } from "../vault/backup/folder.ts";
import type { Vault } from "../vault/vault.ts";
import { backupRows, type BackupRowValue } from "./backup-rows.ts";
import type { Services } from "./dispatch.ts";
import { viewHeld } from "./holder/held.ts";
import { readRecovery, recoveryRows } from "./recovery.ts";
import type { Session } from "./session.ts";
import { mustBeLong } from "./ways.ts";

const ROW = "backup";
const SECONDS = { daily: 86_400, weekly: 604_800 } as const;

/** Rows that no store opens are known by their names from the start, for a new vault key. */
export function nameRows(vault: Pick<Vault, "collection">): void {
  recoveryRows(vault);
  backupRows(vault);
}

/** How a backup is opened, as it comes over the contract. Throws WordsError. */
export function keyOf(given: { readonly words: string } | { readonly passphrase: string }): BackupKey {
  return "words" in given ? { secret: secretOf(splitWords(given.words)) } : given;
}

/** What an age file of ours holds, to be wiped by its reader. Throws BackupError, or what `pause` does. */
export async function openBackup(
  file: Uint8Array,
  key: BackupKey,
  pause?: () => Promise<void>,
): Promise<BackupReading & { readonly wipe: () => void }> {
  const bytes = await decryptAge(file, key, pause);
  const wipe = (): void => void bytes.fill(0);
  try {
    return { ...readContent(bytes), wipe };
  } catch (error) {
    wipe();
    throw error;
  }
}

/** All that a backup holds. Throws BackupError. */
async function readAll(file: Uint8Array, key: BackupKey): Promise<BackupContent> {
  const { head, rows, wipe } = await openBackup(file, key);
  try {
    return { head, rows: [...rows()] };
  } finally {
    wipe();
  }
}

export interface BackupNeeds {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The wallet's own folder, where no backup may lie. */
  readonly folder: string;
  readonly about: () => Pick<BackupHead, "name" | "kind">;
  /** Throws `vault.locked`. */
  readonly current: () => Session;
  /** Of scrypt, log2; left out everywhere but in tests. */
  readonly workFactor?: number;
}

export type BackupServices = Pick<Services, Extract<keyof Services, `backup.${string}`>>;

function read(vault: Vault): BackupRowValue {
  return backupRows(vault).get(ROW) ?? { every: "off" };
}

function view(vault: Vault): BackupView {
  return { ...read(vault), words: vault.ways.has("recovery") } as BackupView;
}

async function make(needs: BackupNeeds, passphrase: string | undefined): Promise<void> {
  const { vault } = needs.current();
  const { folder } = read(vault);
  if (folder === undefined) throw new BackupError("backup.folder");
  const recipient = readRecovery(vault)?.recipient;
  const hasWords = recipient !== undefined && vault.ways.has("recovery");
  if (passphrase === undefined && !hasWords) throw new BackupError("backup.no_words");
  const made = needs.clock();
  const real = checkFolder(folder, needs.folder);
  const head = { vault: vault.id, made, generation: vault.generation, ...needs.about() };
  const content = encodeBackup(head, vault.dump());
  try {
    const to = passphrase === undefined ? { recipient: recipient ?? "" } : { passphrase };
    const file = await encryptAge(content, to, needs.random, needs.workFactor);
    const name = writeBackup(real, vault.id, file, made);
    const { failed: _, ...before } = read(needs.current().vault);
    vault.transaction(() => {
      backupRows(vault).put(ROW, { ...before, last: { at: made, name, size: file.length } });
      needs.current().activity.append({ kind: "backup", outcome: "done" });
    });
  } finally {
    content.fill(0);
  }
}

/** Writes down that it failed, so that the screen can say so; a locked wallet says nothing. */
function writeDownFailure(needs: BackupNeeds, error: unknown): void {
  const code = codeOf(error);
  if (code === undefined || code === "vault.locked") return;
  const { vault, activity } = needs.current();
  const before = read(vault);
  backupRows(vault).put(ROW, { ...before, failed: code });
  // A stick that stays away is one line, not one a minute.
  if (before.failed !== code) activity.append({ kind: "backup", outcome: "failed", code });
}

/** Makes the backup that the schedule asks for, if one is due. Never throws for a disk that is away. */
export async function backUpIfDue(needs: BackupNeeds): Promise<boolean> {
  const { every, last, folder } = read(needs.current().vault);
  if (every === "off" || folder === undefined) return false;
  if (last !== undefined && needs.clock() - last.at < SECONDS[every] && needs.clock() >= last.at)
    return false;
  try {
    await make(needs, undefined);
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    writeDownFailure(needs, error);
    return false;
  }
}

/** Ids of the held credentials that a backup brings back whole: with the key that they are bound to. */
function wholeIds({ rows }: BackupContent): ReadonlySet<string> {
  const keys = new Set(rows.filter((row) => row.collection === "key-secrets").map((row) => row.id));
  const isWhole = (stored: unknown): boolean =>
    keys.has(String((stored as { readonly holder?: unknown } | null)?.holder));
  return new Set(rows.filter((row) => row.collection === "held" && isWhole(row.stored)).map((row) => row.id));
}

/** What would be missing if this wallet had to be restored from it. */
function compare(session: Session, content: BackupContent): RehearsalView {
  const whole = wholeIds(content);
  const missing = session.store.held
    .list()
    .filter(({ id }) => !whole.has(id))
    .map(({ id, value }) => {
      const { type, office } = viewHeld(session, id, value);
      return { type: type.name, office: office.name, kept: value.kept };
    });
  const issued = content.rows.filter((row) => row.collection === "issued").length;
  return {
    made: content.head.made,
    certificates: whole.size,
    missing,
    issued,
    issuedMissing: Math.max(0, session.store.issued.count() - issued),
  };
}

export function backupServices(needs: BackupNeeds): BackupServices {
  const { current, clock } = needs;
  return {
    "backup.status": () => view(current().vault),
    "backup.set": ({ folder, every }) => {
      const { vault } = current();
      const real = checkFolder(folder, needs.folder);
      if (every !== "off" && !vault.ways.has("recovery")) throw new BackupError("backup.no_words");
      const { failed: _, ...before } = read(vault);
      backupRows(vault).put(ROW, { ...before, folder: real, every });
      return view(vault);
    },
    "backup.now": async ({ passphrase }) => {
      if (passphrase !== undefined) {
        mustBeLong(passphrase);
        // What opens with anybody's passphrase is all of the wallet, keys too; the words are its owner's alone.
        current().again.demand();
      }
      try {
        await make(needs, passphrase);
      } catch (error) {
        if (error instanceof BackupError) writeDownFailure(needs, error);
        throw error;
      }
      return view(current().vault);
    },
    "backup.rehearse": async ({ key }) => {
      const { folder } = read(current().vault);
      if (folder === undefined) throw new BackupError("backup.none");
      const content = await readAll(readNewest(folder, current().vault.id, clock()), keyOf(key));
      const session = current();
      if (content.head.vault !== session.vault.id) throw new BackupError("backup.other_wallet");
      const told = compare(session, content);
      backupRows(session.vault).put(ROW, { ...read(session.vault), rehearsed: clock() });
      return told;
    },
  };
}
