import { z } from "zod";
import { secretOf, splitWords, wordsOf } from "../../src/recovery/words.ts";
import type { RandomBytes } from "../doors/random.ts";
import { recipientOf } from "../vault/backup/age.ts";
import { type Collection, jsonCodec } from "../vault/collection.ts";
import type { Vault } from "../vault/vault.ts";
import { makeRecoveryWrap } from "../vault/ways.ts";
import type { Wrap } from "../vault/wraps.ts";
import { WalletError } from "./error.ts";

/** How many of the words are asked back. */
const ASKED = 3;
const ROW = "words";

const recoveryRow = z.strictObject({
  /** age recipient that belongs to the words: backups are encrypted to it. */
  recipient: z.string(),
  made: z.int(),
});
export type RecoveryRow = Readonly<z.infer<typeof recoveryRow>>;

export interface ShownWords {
  readonly words: readonly string[];
  /** Places that are asked back, from 1. */
  readonly ask: readonly number[];
}

interface Pending extends ShownWords {
  readonly wrap: Wrap;
  readonly recipient: Promise<string>;
}

/** Rows about the recovery words; the words themselves are nowhere. */
export function recoveryRows(vault: Pick<Vault, "collection">): Collection<RecoveryRow> {
  return vault.collection(
    "recovery",
    jsonCodec((value) => recoveryRow.parse(value)),
  );
}

/** Distinct places in ascending order. */
function drawPlaces(random: RandomBytes, of: number): readonly number[] {
  const places = new Set<number>();
  // 256 is no multiple of 24: bytes above the last one are drawn again.
  const most = 256 - (256 % of);
  while (places.size < ASKED) {
    for (const byte of random(8)) if (byte < most && places.size < ASKED) places.add((byte % of) + 1);
  }
  return [...places].sort((a, b) => a - b);
}

/**
 * New recovery words, shown once: they open nothing until three of them were given back, and are gone
 * with the lock or when the person puts them off.
 */
export class RecoveryDesk {
  readonly #random: RandomBytes;
  #pending: Pending | undefined;

  constructor(random: RandomBytes) {
    this.#random = random;
  }

  get isPending(): boolean {
    return this.#pending !== undefined;
  }

  /** Draws words and wraps the vault key for them. */
  begin(vaultId: string, vaultKey: Uint8Array): Wrap {
    const secret = this.#random(32);
    try {
      const words = wordsOf(secret);
      const wrap = makeRecoveryWrap(vaultId, secret, vaultKey, this.#random);
      // The recipient is derived before the secret is wiped below; only its last step is awaited.
      const recipient = recipientOf(Uint8Array.from(secret));
      recipient.catch(() => {});
      this.#pending = { words, ask: drawPlaces(this.#random, words.length), wrap, recipient };
      return wrap;
    } finally {
      secret.fill(0);
    }
  }

  /** Throws `recovery.none`. */
  show(): ShownWords {
    const { words, ask } = this.#require();
    return { words, ask };
  }

  #require(): Pending {
    if (this.#pending === undefined) throw new WalletError("recovery.none");
    return this.#pending;
  }

  /** From now on the words open the wallet. Throws `recovery.none`, `recovery.mismatch`. */
  async confirm(given: readonly string[], vault: Vault, now: number): Promise<void> {
    const pending = this.#require();
    const wanted = pending.ask.map((place) => pending.words[place - 1]);
    const typed = given.map((word) => splitWords(word).join(" "));
    if (typed.length !== wanted.length || typed.some((word, i) => word !== wanted[i])) {
      throw new WalletError("recovery.mismatch");
    }
    const recipient = await pending.recipient;
    if (this.#pending !== pending) throw new WalletError("recovery.none");
    vault.transaction(() => {
      vault.putWrap(pending.wrap);
      recoveryRows(vault).put(ROW, { recipient, made: now });
    });
    this.#pending = undefined;
  }

  drop(): void {
    this.#pending = undefined;
  }
}

/** What is known of the words that open this wallet. */
export function readRecovery(vault: Pick<Vault, "collection">): RecoveryRow | undefined {
  return recoveryRows(vault).get(ROW);
}

/** Opens a locked vault with its words and gives it a new passphrase. Throws WordsError, VaultError. */
export async function recoverVault(vault: Vault, text: string, passphrase: string): Promise<void> {
  const secret = secretOf(splitWords(text));
  try {
    await vault.recover(secret, passphrase);
  } finally {
    secret.fill(0);
  }
}
