// A worker thread's script, see wasm-matcher.ts: runs an office's own face matcher, about which nothing is known.
import { parentPort, workerData } from "node:worker_threads";

export interface WasmInput {
  readonly module: Uint8Array<ArrayBuffer>;
  /** Both pictures, one behind the other; left out where it is only looked at whether it fits. */
  readonly pictures?: Uint8Array<ArrayBuffer>;
}

export type WasmAnswer = { readonly fits: boolean } | { readonly said: unknown };

/** Pages of 64 KiB that it has, no more and no fewer: 256 MiB. */
const PAGES = 4096;
const PLACE = "sealfolio_face_1_place";
const COMPARE = "sealfolio_face_1_compare";

/** Memory is all that it may ask for: so there is nothing by which a picture could leave it. */
function begin(bytes: Uint8Array<ArrayBuffer>) {
  try {
    const module = new WebAssembly.Module(bytes);
    const asked = WebAssembly.Module.imports(module);
    if (asked.length !== 1 || asked[0]?.module !== "env" || asked[0].name !== "memory") return undefined;
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const { [PLACE]: place, [COMPARE]: compare } = exports;
    if (typeof place !== "function" || typeof compare !== "function") return undefined;
    return { memory, place: place as () => unknown, compare: compare as () => unknown };
  } catch (error) {
    // What begins to run and fails then is no misfit.
    if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return undefined;
    throw error;
  }
}

function run({ module, pictures }: WasmInput): WasmAnswer {
  const begun = begin(module);
  if (begun === undefined || pictures === undefined) return { fits: begun !== undefined };
  const { memory, place, compare } = begun;
  const at = place();
  const isInside = typeof at === "number" && at >= 0 && at + pictures.length <= memory.buffer.byteLength;
  if (!isInside) return { said: undefined };
  new Uint8Array(memory.buffer).set(pictures, at);
  pictures.fill(0);
  return { said: compare() };
}

parentPort?.postMessage(run(workerData as WasmInput), []);
