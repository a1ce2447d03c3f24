import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { WorkerThread } from "../../doors/worker.ts";
import type { Collection, SealedRows } from "../../vault/collection.ts";
import { VaultError } from "../../vault/error.ts";
import { WalletError } from "../error.ts";
import type { IssuedRow } from "../rows.ts";
import { type RegisterHits, RegisterIndex, type RegisterQuery } from "./register-index.ts";
import { lineOf } from "./register-line.ts";
import type { RegisterOpenerInput } from "./register-opener.ts";
import type { RegisterMessage } from "./register-worker.ts";

/** A thread takes longer to start than so many rows take to read. */
const MIN_FOR_THREAD = 2_000;
/** Packs that a thread is given ahead of the one it opens. */
const AHEAD = 4;
/** One core reads the file, and more threads than this would only wait for it. */
const OPENERS = Math.min(Math.max(availableParallelism() - 1, 1), 4);

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
  readonly send: (message: Exclude<RegisterMessage, { kind: "find" | "from" }>) => Promise<void>;
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

function scriptOf(name: string): URL {
  return new URL(`./${name}${extname(import.meta.url)}`, import.meta.url);
}

function inThread(): Place & { readonly from: (opener: MessagePort) => Promise<void> } {
  const thread = new WorkerThread(scriptOf("register-worker"));
  const ask = (message: RegisterMessage, transfer: readonly MessagePort[] = []) =>
    thread.ask(message, transfer);
  return {
    from: async (opener) => void (await ask({ kind: "from", opener }, [opener])),
    send: async (message) => void (await ask(message)),
    find: async (query) => (await ask({ kind: "find", query })) as RegisterHits,
    close: () => void thread.close(),
  };
}

/** Threads that open rows side by side and hand what is searched of them to the index's thread. */
class RegisterOpeners {
  readonly packs: SealedRows["packs"];
  readonly #threads: readonly { readonly thread: WorkerThread; readonly port: MessagePort }[];

  constructor({ key, vault, packs }: SealedRows, count: number) {
    this.packs = packs;
    this.#threads = Array.from({ length: count }, () => {
      const { port1: index, port2: port } = new MessageChannel();
      const input: RegisterOpenerInput = { key, vault, index };
      return { thread: new WorkerThread(scriptOf("register-opener"), input, [index]), port };
    });
  }

  async begin(from: (opener: MessagePort) => Promise<void>): Promise<void> {
    for (const { port } of this.#threads) await from(port);
  }

  /** Resolves once all of a pack is in the index. */
  async open(pack: Uint8Array<ArrayBuffer>): Promise<void> {
    const threads = this.#threads.map(({ thread }) => thread);
    const idlest = threads.reduce((least, each) => (each.waiting < least.waiting ? each : least));
    await idlest.ask(pack, [pack.buffer]);
  }

  close(): void {
    for (const { thread } of this.#threads) void thread.close();
  }
}

/**
 * Searches an office's register in memory for as long as its wallet is open; nothing of it is on disk.
 * A large one is searched in a thread of its own, and opened by as many as there are cores for. Ends with
 * the lock.
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
    const place = inThread();
    const openers = new RegisterOpeners(rows.sealed(), OPENERS);
    this.#open = {
      ...place,
      close: () => {
        openers.close();
        place.close();
      },
    };
    const reading = watch();
    const total = rows.count();
    let done = 0;
    const under = new Set<Promise<void>>();
    const hand = async (pack: Uint8Array<ArrayBuffer>, count: number): Promise<void> => {
      await openers.open(pack);
      done += count;
      reading?.tell({ done, total });
    };
    try {
      await openers.begin(place.from);
      for (const { pack, count } of openers.packs()) {
        this.#mustGoOn(reading?.signal);
        const handed = hand(pack, count);
        under.add(handed);
        handed.then(
          () => under.delete(handed),
          () => {},
        );
        await (under.size < AHEAD * OPENERS ? pause() : Promise.race(under));
      }
      await Promise.all(under);
      await place.send({ kind: "sort" });
      this.#mustGoOn(reading?.signal);
      this.#open = place;
      return place;
    } catch (error) {
      openers.close();
      place.close();
      await Promise.allSettled(under);
      throw error;
    } finally {
      openers.close();
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
