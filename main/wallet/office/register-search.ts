import { extname } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { WorkerThread } from "../../doors/worker.ts";
import type { Collection } from "../../vault/collection.ts";
import { VaultError } from "../../vault/error.ts";
import { WalletError } from "../error.ts";
import type { IssuedRow } from "../rows.ts";
import { type RegisterHits, RegisterIndex, type RegisterQuery } from "./register-index.ts";
import { lineOf } from "./register-line.ts";
import type { RegisterMessage, RegisterThreadInput } from "./register-worker.ts";

/** A thread takes longer to start than so many rows take to read. */
const MIN_FOR_THREAD = 2_000;
/** Packs that the thread is given ahead of the one it opens. */
const AHEAD = 4;

/** How a long reading is told of and stopped. */
export interface ReadingWatch {
  readonly signal: AbortSignal;
  tell(progress: { readonly done: number; readonly total: number }): void;
  end(): void;
}

export interface RegisterSearchDeps {
  readonly rows: Collection<IssuedRow>;
  /** The office's status list as the registry has it now, and what changes with it. */
  readonly statuses: { readonly version: () => string; readonly read: () => Uint8Array | undefined };
  readonly watch: () => ReadingWatch | undefined;
  /** Left out everywhere but in tests. */
  readonly minForThread?: number;
}

/** Where the index is: here, or in a thread. */
interface Place {
  readonly send: (message: Exclude<RegisterMessage, { kind: "find" }>) => Promise<void>;
  readonly find: (query: RegisterQuery) => Promise<RegisterHits>;
  readonly close: () => void;
}

function inProcess(): Place & { readonly index: RegisterIndex } {
  const index = new RegisterIndex();
  return {
    index,
    send: (message) => {
      if (message.kind === "put") index.put(message.line);
      else if (message.kind === "statuses") index.setStatuses(message.statuses);
      return Promise.resolve();
    },
    find: (query) => Promise.resolve(index.find(query)),
    close: () => index.wipe(),
  };
}

function inThread(input: RegisterThreadInput): Place & { readonly thread: WorkerThread } {
  const script = new URL(`./register-worker${extname(import.meta.url)}`, import.meta.url);
  const thread = new WorkerThread(script, input);
  const ask = (message: RegisterMessage, transfer: readonly ArrayBuffer[] = []) =>
    thread.ask(message, transfer);
  return {
    thread,
    send: async (message) => {
      const isPack = message.kind === "pack";
      await ask(message, isPack ? [message.pack.buffer as ArrayBuffer] : []);
    },
    find: async (query) => (await ask({ kind: "find", query })) as RegisterHits,
    close: () => void thread.close(),
  };
}

/**
 * Searches an office's register in memory for as long as its wallet is open; nothing of it is on disk.
 * A large one is read and searched in a thread of its own. Ends with the lock.
 */
export class RegisterSearch {
  readonly #deps: RegisterSearchDeps;
  /** Rows written since they were last put into the index. */
  readonly #written = new Set<string>();
  #place: Promise<Place> | undefined;
  #open: Place | undefined;
  #statuses: string | undefined;
  #closed = false;

  constructor(deps: RegisterSearchDeps) {
    this.#deps = deps;
    deps.rows.onWrite((id) => void this.#written.add(id));
  }

  /** Begins to read what will take a while. */
  start(): void {
    if (this.#isLarge()) void this.#ready().catch(() => {});
  }

  #isLarge(): boolean {
    return this.#deps.rows.count() >= (this.#deps.minForThread ?? MIN_FOR_THREAD);
  }

  #ready(): Promise<Place> {
    const place = (this.#place ??= this.#read());
    place.catch(() => {
      // Asked for again, it is read again: after a stop, or a new vault key under it.
      if (this.#place === place) this.#place = undefined;
    });
    return place;
  }

  async #read(): Promise<Place> {
    this.#written.clear();
    this.#statuses = undefined;
    const { rows } = this.#deps;
    if (!this.#isLarge()) {
      const place = inProcess();
      for (const { id, value } of rows.each()) place.index.put(lineOf(id, value));
      place.index.sort();
      this.#open = place;
      return place;
    }
    return await this.#readInThread();
  }

  async #readInThread(): Promise<Place> {
    const { rows, watch } = this.#deps;
    const { key, vault, packs } = rows.sealed();
    const place = inThread({ key, vault });
    this.#open = place;
    const reading = watch();
    const total = rows.count();
    let done = 0;
    const under: Promise<void>[] = [];
    const hand = async (pack: Uint8Array, count: number): Promise<void> => {
      await place.send({ kind: "pack", pack });
      done += count;
      reading?.tell({ done, total });
    };
    try {
      for (const { pack, count } of packs()) {
        this.#mustGoOn(reading?.signal);
        under.push(hand(pack, count));
        await (under.length < AHEAD ? pause() : under.shift());
      }
      await Promise.all(under);
      await place.send({ kind: "sort" });
      this.#mustGoOn(reading?.signal);
      return place;
    } catch (error) {
      await Promise.allSettled(under);
      place.close();
      throw error;
    } finally {
      reading?.end();
    }
  }

  #mustGoOn(signal: AbortSignal | undefined): void {
    if (this.#closed || signal?.aborted === true) throw new WalletError("office.register_unread");
  }

  /** Throws `office.register_unread` where the reading was stopped, `vault.locked` after the lock. */
  async find(query: RegisterQuery): Promise<RegisterHits> {
    try {
      const place = await this.#ready();
      await this.#catchUp(place);
      return await place.find(query);
    } catch (error) {
      // What it worked with was taken away under it.
      throw this.#closed ? new VaultError("vault.locked") : error;
    }
  }

  async #catchUp(place: Place): Promise<void> {
    const written = [...this.#written];
    this.#written.clear();
    const { rows, statuses } = this.#deps;
    for (const id of written) {
      const row = rows.get(id);
      // None: its transaction was taken back.
      if (row !== undefined) await place.send({ kind: "put", line: lineOf(id, row) });
    }
    const version = statuses.version();
    if (version === this.#statuses) return;
    this.#statuses = version;
    await place.send({ kind: "statuses", statuses: statuses.read() });
  }

  /** Takes it out of memory. */
  close(): void {
    this.#closed = true;
    this.#open?.close();
    this.#open = undefined;
    this.#place = undefined;
  }
}
