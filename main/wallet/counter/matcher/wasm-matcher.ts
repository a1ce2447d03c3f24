import { extname } from "node:path";
import {
  FACE_BYTES,
  type FaceMatcher,
  FaceMatcherError,
  type FaceSays,
} from "../../../../src/verdict/face-matcher.ts";
import { runWorker } from "../../../doors/worker.ts";
import type { WasmAnswer, WasmInput } from "./wasm-worker.ts";

/** Milliseconds; a model is read anew each time. */
const LIMIT = 20_000;

const ANSWERS: ReadonlyMap<unknown, FaceSays> = new Map([
  [1, "supports"],
  [2, "does_not_support"],
  [3, "unclear"],
]);

/**
 * An office's own model as one WebAssembly module. It runs in a thread of its own that ends with each
 * comparison; it gets memory and nothing else, so it can reach no file, no network, no clock. It imports
 * `env.memory` (4,096 pages) and exports two functions without parameters:
 *
 * - `sealfolio_face_1_place` gives the address where both pictures are put, portrait first;
 * - `sealfolio_face_1_compare` gives 1 (supports), 2 (does not support) or 3 (unclear).
 */
export class WasmMatcher implements FaceMatcher {
  readonly #module: Uint8Array<ArrayBuffer>;
  readonly #limit: number;

  constructor(module: Uint8Array<ArrayBuffer>, limit = LIMIT) {
    this.#module = module;
    this.#limit = limit;
  }

  /** Whether it can be run at all. Rejects as `compare`. */
  async fits(): Promise<boolean> {
    const answer = await this.#run({ module: this.#module });
    return "fits" in answer && answer.fits;
  }

  async compare(portrait: Uint8Array, live: Uint8Array): Promise<FaceSays> {
    if (portrait.length !== FACE_BYTES || live.length !== FACE_BYTES) {
      throw new RangeError("a picture of another size");
    }
    const pictures = new Uint8Array(2 * FACE_BYTES);
    pictures.set(portrait);
    pictures.set(live, FACE_BYTES);
    try {
      const answer = await this.#run({ module: this.#module, pictures });
      if ("fits" in answer) throw new FaceMatcherError("matcher.unfit");
      const said = ANSWERS.get(answer.said);
      if (said === undefined) throw new FaceMatcherError("matcher.answer");
      return said;
    } finally {
      pictures.fill(0);
    }
  }

  async #run(input: WasmInput): Promise<WasmAnswer> {
    const script = new URL(`./wasm-worker${extname(import.meta.url)}`, import.meta.url);
    const signal = AbortSignal.timeout(this.#limit);
    try {
      return (await runWorker(script, input, signal)) as WasmAnswer;
    } catch (error) {
      throw new FaceMatcherError(signal.aborted ? "matcher.slow" : "matcher.failed", { cause: error });
    }
  }
}
