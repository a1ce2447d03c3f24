import type { UnsignedEntry } from "../../../src/chain/entries/entry.ts";
import { ZERO_HASH } from "../../../src/chain/ids.ts";
import { ID_CARD } from "../registry/id-card.ts";
import { FOUNDED, OFFICERS, officeId, TITLE, YEAR } from "./founding.ts";
import { seededHash } from "./seeded-keys.ts";

/** An entry to be signed by one officer of the office in `by`. */
export interface Task {
  readonly unsigned: UnsignedEntry;
  /** Number of the officer. */
  readonly officer: number;
}

type Step = "issue" | "suspend" | "reinstate" | "revoke" | "deposit";

// Of each hundred entries; where nothing is old enough to change, a credential is issued instead.
const CHANGES = new Map<number, Step>([
  [7, "revoke"],
  [13, "suspend"],
  [29, "reinstate"],
  [36, "deposit"],
  [47, "suspend"],
  [55, "revoke"],
  [63, "reinstate"],
  [72, "deposit"],
  [81, "suspend"],
  [90, "revoke"],
]);
/** Every so manieth credential is suspended, another revoked. */
const STRIDE = 20;

/** What is done to a credential: which, and by what entry. */
interface Done {
  readonly credential: number;
  hash: string | undefined;
}

/**
 * The story of a large registry, entry by entry, the same in every run: nine in ten issue a credential,
 * half of those with a unique tag, the others suspend, reinstate, revoke or deposit.
 */
export class Script {
  readonly #offices: number;
  /** Mask of the places in an office's status list: at least twice as many as it has credentials. */
  readonly #places: number;
  /** Hash of the issuing entry by credential, once it is in the log. */
  readonly #issued: (string | undefined)[] = [];
  readonly #suspended: Done[] = [];
  /** Who waits for the hash of the entry just written, by its number. */
  readonly #waiting = new Map<number, (hash: string) => void>();
  #next = 0;
  #suspends = 0;
  #reinstates = 0;
  #revokes = 0;

  constructor(entries: number, offices: number) {
    this.#offices = offices;
    let places = 64;
    while (places < (2 * entries) / offices) places *= 2;
    this.#places = places - 1;
  }

  /** The next entry of an officer. */
  next(): Task {
    const number = this.#next++;
    switch (CHANGES.get(number % 100) ?? "issue") {
      case "suspend":
        return this.#suspend(number) ?? this.#issue(number);
      case "reinstate":
        return this.#reinstate() ?? this.#issue(number);
      case "revoke":
        return this.#revoke() ?? this.#issue(number);
      case "deposit":
        return this.#deposit(number);
      case "issue":
        return this.#issue(number);
    }
  }

  /** Tells the hash (base64url) of the entry that `next` gave at its call `number`, from 0 on. */
  written(number: number, hash: string): void {
    this.#waiting.get(number)?.(hash);
    this.#waiting.delete(number);
  }

  /** Office of a credential; they take turns. */
  officeOf(credential: number): number {
    return credential % this.#offices;
  }

  /** Place of a credential in its office's status list, scattered. */
  indexOf(credential: number): number {
    const nth = Math.floor(credential / this.#offices);
    return (nth * 0x9e37 + 13 * this.officeOf(credential)) & this.#places;
  }

  #issue(number: number): Task {
    const credential = this.#issued.push(undefined) - 1;
    const office = this.officeOf(credential);
    const type = office % 2 === 0 ? TITLE.id : ID_CARD.id;
    const common = {
      commitment: seededHash(`credential ${credential}`),
      type,
      index: this.indexOf(credential),
      expires: FOUNDED + 5 * YEAR,
    };
    const body =
      type === TITLE.id ? { ...common, tag: seededHash(`parcel ${credential}`), epoch: 1 } : common;
    this.#waiting.set(number, (hash) => (this.#issued[credential] = hash));
    return this.#task("credential.issue", credential, ZERO_HASH, body);
  }

  #suspend(number: number): Task | undefined {
    const credential = STRIDE * this.#suspends;
    const after = this.#issued[credential];
    if (after === undefined) return undefined;
    this.#suspends++;
    const done: Done = { credential, hash: undefined };
    this.#suspended.push(done);
    this.#waiting.set(number, (hash) => (done.hash = hash));
    const commitment = seededHash(`credential ${credential}`);
    return this.#task("credential.suspend", credential, after, { commitment, reason: "lost" });
  }

  #reinstate(): Task | undefined {
    const done = this.#suspended[this.#reinstates];
    if (done?.hash === undefined) return undefined;
    this.#reinstates++;
    const commitment = seededHash(`credential ${done.credential}`);
    return this.#task("credential.reinstate", done.credential, done.hash, { commitment, reason: "resolved" });
  }

  #revoke(): Task | undefined {
    const credential = STRIDE * this.#revokes + 7;
    const after = this.#issued[credential];
    if (after === undefined) return undefined;
    this.#revokes++;
    const commitment = seededHash(`credential ${credential}`);
    return this.#task("credential.revoke", credential, after, { commitment, reason: "ended" });
  }

  #deposit(number: number): Task {
    return this.#task("document.deposit", number, ZERO_HASH, { digest: seededHash(`document ${number}`) });
  }

  #task(kind: UnsignedEntry["kind"], credential: number, after: string, body: UnsignedEntry["body"]): Task {
    const by = officeId(this.officeOf(credential));
    return { unsigned: { kind, by, after, body }, officer: (credential >>> 3) % OFFICERS };
  }
}
