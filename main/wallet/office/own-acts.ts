import { setImmediate as nextTurn } from "node:timers/promises";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { type Entry, parseEntry } from "../../../src/chain/entries/entry.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import type { Clock } from "../../doors/clock.ts";
import { LogError } from "../../log/error.ts";
import type { ActivityLog } from "../../vault/activity.ts";
import type { Keyring } from "../../vault/keyring.ts";
import type { Vault } from "../../vault/vault.ts";
import { WalletError } from "../error.ts";
import type { OwnRegistry } from "../registry/own-registry.ts";
import type { ActsRow, WalletStore } from "../rows.ts";

/** As in Session, which has it as one of its own parts. */
interface Needs {
  readonly store: WalletStore;
  readonly keyring: Keyring;
  readonly registry: OwnRegistry;
  readonly primitives: Primitives;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly activity: ActivityLog;
  readonly onChanged: (what: "wallet") => void;
}

const STATE = "state";

/** Leaves for which nobody else has a turn. */
const TURN = 5000;

/** Entries whose credential stands in the register, under its commitment, before they leave. */
const IN_REGISTER: ReadonlySet<string> = new Set(["credential.issue", "credential.replace"]);

/** Acts in the registry that this wallet's own key signed and that it knows nothing of. */
export interface Gap {
  readonly acts: number;
  /** Heights of the first and the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * What this wallet's officer signed, held against what the registry says was signed with the same key.
 * Nobody else has that key: an act that is there and not here was forgotten, so the data here are older
 * than what was done with them (a whole folder put back, or a backup).
 */
export class OwnActs {
  readonly #needs: Needs;
  #looking: Promise<void> | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get gap(): Gap | undefined {
    return this.#needs.store.actsState.get(STATE)?.gap;
  }

  /** Before an entry leaves. Those of the register are known by their rows. */
  remember(leaf: Uint8Array): void {
    const { store, primitives, clock } = this.#needs;
    store.acts.put(toBase64Url(leafHash(leaf, primitives.sha256)), { at: clock() });
  }

  /** Looks at what this copy of the registry holds since the last look; a call while one is under way joins it. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** The person knows: what was signed from an older state counts as done. */
  accept(): void {
    const { store } = this.#needs;
    const state = store.actsState.get(STATE);
    if (state !== undefined) store.actsState.put(STATE, { seen: state.seen });
  }

  /** Throws `office.older_data`. */
  async mustBeWhole(): Promise<void> {
    await this.look();
    if (this.gap !== undefined) throw new WalletError("office.older_data");
  }

  #isKnown(leaf: Uint8Array, { kind, body }: Entry): boolean {
    const { store, primitives } = this.#needs;
    const issued = kind === "credential.replace" ? body["new"] : body;
    const commitment = IN_REGISTER.has(kind) && isJsonObject(issued) ? issued["commitment"] : undefined;
    if (typeof commitment === "string" && store.issued.get(commitment) !== undefined) return true;
    return store.acts.get(toBase64Url(leafHash(leaf, primitives.sha256))) !== undefined;
  }

  /** Whether one of those keys signed it: their text is looked for before anything is parsed. */
  #isOwn(leaf: Uint8Array, keys: readonly string[]): Entry | undefined {
    const bytes = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength);
    if (!keys.some((key) => bytes.includes(key))) return undefined;
    const entry = parseEntry(leaf);
    return entry.sigs.some(({ key }) => keys.includes(key)) ? entry : undefined;
  }

  async #look(): Promise<void> {
    const { store, keyring, registry, vault } = this.#needs;
    const log = registry.proving?.log;
    const keys = keyring.list("officer").map(({ publicKey }) => publicKey);
    if (log === undefined || keys.length === 0) return;
    const end = log.size;
    const seen = store.actsState.get(STATE)?.seen;
    // The first look: a wallet of a version that did not remember yet, or a new one.
    if (seen === undefined) return void store.actsState.put(STATE, { seen: end });
    const forgotten: number[] = [];
    try {
      for (let from = seen; from < end; from += TURN) {
        let index = from;
        for (const leaf of log.leaves(from, Math.min(from + TURN, end))) {
          const entry = this.#isOwn(leaf, keys);
          if (entry !== undefined && !this.#isKnown(leaf, entry))
            forgotten.push(log.blockOf(index)?.height ?? 0);
          index++;
        }
        await nextTurn();
        if (vault.state !== "unlocked") return;
      }
    } catch (error) {
      // A damaged copy is told of, and mended, where it is opened.
      if (error instanceof LogError) return;
      throw error;
    }
    if (end > seen) this.#write(end, forgotten);
  }

  #write(seen: number, forgotten: readonly number[]): void {
    const { store, vault, activity, onChanged } = this.#needs;
    const before = this.gap;
    const [first] = forgotten;
    const last = forgotten.at(-1);
    if (first === undefined || last === undefined) {
      store.actsState.put(STATE, { seen, ...(before === undefined ? {} : { gap: before }) });
      return;
    }
    const gap: ActsRow["gap"] = {
      acts: (before?.acts ?? 0) + forgotten.length,
      from: before?.from ?? first,
      to: last,
    };
    vault.transaction(() => {
      store.actsState.put(STATE, { seen, gap });
      activity.append({ kind: "older_data", outcome: "failed", code: "office.older_data" });
    });
    onChanged("wallet");
  }
}
