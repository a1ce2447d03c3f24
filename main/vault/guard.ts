import { equal } from "../../src/bytes/bytes.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import type { Clock } from "../doors/clock.ts";
import type { Database } from "../doors/database.ts";
import { DatabaseError } from "../doors/error.ts";
import { VaultError } from "./error.ts";

const MAX_WAIT = 15 * 60;
/** So many failures that the longest wait follows. */
const MANY = 64;

interface State {
  readonly failures: number;
  /** When the last attempt began, POSIX seconds. */
  readonly since: number;
  readonly until: number;
}

/** Seconds to wait after so many failures in a row: 0, 0, 1, 2, 4, 8, ... up to 15 minutes. */
export function waitAfter(failures: number): number {
  if (failures < 3) return 0;
  return Math.min(MAX_WAIT, 2 ** Math.min(failures - 3, 20));
}

function digestOf(vaultId: string, state: State): Uint8Array {
  return nodePrimitives.sha256(canonicalBytes([vaultId, state.failures, state.since, state.until]));
}

/**
 * The growing delay for wrong passphrases. It is kept in the file, so that a restart does not shorten
 * it, and each attempt is written down before it is made, so that killing the program does not either.
 * It slows down whoever sits at this program; whoever takes the file away meets Argon2id instead.
 */
export class Guard {
  readonly #db: Database;
  readonly #vaultId: string;
  readonly #clock: Clock;
  #state: State;

  constructor(db: Database, vaultId: string, clock: Clock) {
    this.#db = db;
    this.#vaultId = vaultId;
    this.#clock = clock;
    this.#state = this.#load();
  }

  static write(db: Database, vaultId: string, state: State = { failures: 0, since: 0, until: 0 }): void {
    db.run(
      "INSERT OR REPLACE INTO guard (one, failures, since, until, digest) VALUES (1, ?, ?, ?, ?)",
      state.failures,
      state.since,
      state.until,
      digestOf(vaultId, state),
    );
  }

  #load(): State {
    const row = this.#db.get("SELECT failures, since, until, digest FROM guard");
    const { failures, since, until, digest } = row ?? {};
    const state = { failures: Number(failures), since: Number(since), until: Number(until) };
    const whole = Object.values(state).every((value) => Number.isSafeInteger(value) && value >= 0);
    const sane = whole && state.until <= state.since + MAX_WAIT;
    if (sane && digest instanceof Uint8Array && equal(digest, digestOf(this.#vaultId, state))) return state;
    // Damage must not open what the delay holds shut.
    const now = this.#clock();
    return { failures: MANY, since: now, until: now + MAX_WAIT };
  }

  #save(state: State): void {
    this.#state = state;
    try {
      this.#db.transaction(() => Guard.write(this.#db, this.#vaultId, state));
    } catch (error) {
      // A full disk must not keep the owner out; this process goes on counting in memory.
      if (!(error instanceof DatabaseError)) throw error;
    }
  }

  /** Whole seconds until the next attempt is let through; 0 when it may be made now. */
  secondsToWait(): number {
    const { failures, since, until } = this.#state;
    const now = this.#clock();
    // A clock set back starts the wait again: it neither opens nor holds shut for years.
    if (now < since && until > since) {
      this.#save({ failures, since: now, until: now + waitAfter(failures) });
      return waitAfter(failures);
    }
    return Math.max(0, until - now);
  }

  /** Before each attempt. Throws `vault.wait`. */
  begin(): void {
    const seconds = this.secondsToWait();
    if (seconds > 0) throw new VaultError("vault.wait", { seconds });
    const failures = this.#state.failures + 1;
    const now = this.#clock();
    this.#save({ failures, since: now, until: now + waitAfter(failures) });
  }

  /** After the right passphrase. */
  succeed(): void {
    this.#save({ failures: 0, since: this.#clock(), until: 0 });
  }
}
