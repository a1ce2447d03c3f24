import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { codeOf } from "../../../src/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { z } from "zod";
import { CometError } from "./error.ts";

const hash = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const count = z.int().min(0);

/**
 * What a network begins with, in the engine's genesis (`app_state`): the registry, and where a registry
 * that another engine made goes on; `from` is left out for a new one.
 */
const appState = z.strictObject({
  registry: hash,
  from: z.strictObject({ height: count, size: count, root: hash }).optional(),
});

export type AppState = z.infer<typeof appState>;

function parseAppState(bytes: Uint8Array): AppState {
  try {
    const parsed = appState.safeParse(parseJsonBytes(bytes, { maxLength: 4_096, maxDepth: 4 }));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
  throw new CometError("comet.genesis");
}

/**
 * Holds what the network begins with against our own copy. True if block 0 is still to be made. `time`
 * (POSIX seconds) is that of the engine's genesis. Throws `comet.genesis`.
 */
export function checkStart(bytes: Uint8Array, time: number, ledger: Ledger, registryId: Uint8Array): boolean {
  const { registry, from } = parseAppState(bytes);
  if (registry !== toBase64Url(registryId)) throw new CometError("comet.genesis");
  const { head } = ledger;
  if (from === undefined) {
    // Asked again after a crash, block 0 is there and nothing else can be.
    if (head !== undefined && head.height !== 0) throw new CometError("comet.genesis");
    return head === undefined;
  }
  const isOurs =
    head !== undefined &&
    head.height === from.height &&
    head.size === from.size &&
    toBase64Url(head.root) === from.root;
  if (!isOurs || head.time > time || ledger.state.registry()?.engine !== "cometbft") {
    throw new CometError("comet.genesis");
  }
  return false;
}
