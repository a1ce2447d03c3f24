import type { Primitives } from "../../../src/crypto/ports.ts";
import { addSignatures, MAX_SIGNATURES, parseNote } from "../../../src/note/note.ts";
import { readWitnesses, type WitnessedAt } from "../../../src/note/witness.ts";
import type { LogStore } from "../../log/log-store.ts";
import { Wake } from "../wake.ts";
import type { WitnessClient } from "./witness-client.ts";

export interface WitnessDeskOptions {
  readonly witnesses: readonly WitnessClient[];
  readonly store: LogStore;
  readonly primitives: Primitives;
  /** Milliseconds after which a witness is asked again about a checkpoint that it has cosigned, or not. */
  readonly againMs: number;
  /** Told the code of what a witness holds against the log, when that changes. */
  readonly report?: ((code: string) => void) | undefined;
}

export interface WitnessHealth {
  readonly seen: readonly WitnessedAt[];
  /** By key name: why it did not cosign when last asked. */
  readonly silent: { readonly [name: string]: string };
}

interface Line {
  readonly body: string;
  readonly text: string;
}

/** Has outside witnesses cosign the newest checkpoint. Sealing never waits for them, nor counts them. */
export class WitnessDesk {
  readonly #options: WitnessDeskOptions;
  readonly #lines = new Map<string, Line>();
  readonly #silent = new Map<string, string>();
  readonly #closing = new AbortController();
  readonly #wake = new Wake();
  readonly #loop: Promise<void>;

  constructor(options: WitnessDeskOptions) {
    this.#options = options;
    this.#loop = this.#run();
  }

  /** There is a new block. */
  ring(): void {
    this.#wake.wake();
  }

  /** A checkpoint with what witnesses have signed beneath it, as far as a note has room. */
  witnessed(checkpoint: string): string {
    const { text, signatures } = parseNote(checkpoint);
    const lines = [...this.#lines.values()].filter(({ body }) => body === text);
    const room = Math.max(0, MAX_SIGNATURES - signatures.length);
    return lines.length === 0
      ? checkpoint
      : addSignatures(
          checkpoint,
          lines.slice(0, room).map((line) => line.text),
        );
  }

  health(): WitnessHealth {
    const { witnesses, primitives } = this.#options;
    const newest = this.#newest();
    const keys = witnesses.map(({ key }) => key);
    const seen = newest === undefined ? [] : readWitnesses(this.witnessed(newest), keys, primitives);
    return { seen, silent: Object.fromEntries(this.#silent) };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake.wake();
    await this.#loop;
  }

  #newest(): string | undefined {
    const { newest } = this.#options.store;
    const checkpoint = newest?.checkpoint ?? "";
    return checkpoint === "" ? undefined : checkpoint;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const checkpoint = this.#newest();
      if (checkpoint !== undefined) await this.#askAll(checkpoint);
      // A block that came meanwhile has rung.
      await this.#wake.wait(this.#options.againMs);
    }
  }

  async #askAll(checkpoint: string): Promise<void> {
    const body = parseNote(checkpoint).text;
    await Promise.all(
      this.#options.witnesses.map(async (witness) => {
        const { name } = witness.key;
        const answer = await witness.cosign(checkpoint, this.#closing.signal);
        if (answer.ok) {
          this.#lines.set(name, { body, text: answer.line });
          this.#silent.delete(name);
          return;
        }
        if (this.#silent.get(name) !== answer.code && !this.#closing.signal.aborted) {
          this.#options.report?.(answer.code);
        }
        this.#silent.set(name, answer.code);
      }),
    );
  }
}
