import { type KeyObject, verify } from "node:crypto";
import { availableParallelism } from "node:os";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { parsedSigningBytes } from "../../../src/chain/entries/signing.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { ed25519KeyObject } from "../../crypto/public-key.ts";
import { auditCopy } from "../../follow/audit/audit-copy.ts";
import { isRecord } from "../../follow/replay/fold.ts";
import { BenchError } from "../error.ts";
import { clock, factsOf, openCopy } from "./following.ts";
import { openLargeRegistry } from "./large-registry.ts";

/** Signatures that the bare rate is taken of. */
const SAMPLE = 8_192;

interface Signed {
  readonly key: KeyObject;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

function readSample(registry: string): readonly Signed[] {
  const { registryId, store, close } = openLargeRegistry(registry);
  const keys = new Map<string, KeyObject>();
  const keyOf = (text: string): KeyObject => {
    let key = keys.get(text);
    if (key === undefined) keys.set(text, (key = ed25519KeyObject(fromBase64Url(text))));
    return key;
  };
  const sample: Signed[] = [];
  for (const leaf of store.leaves(1, store.size)) {
    if (sample.length >= SAMPLE) break;
    if (isRecord(leaf)) continue;
    const entry = parseEntry(leaf);
    const message = parsedSigningBytes(registryId, entry);
    for (const { key, sig } of entry.sigs)
      sample.push({ key: keyOf(key), message, signature: fromBase64Url(sig) });
  }
  close();
  return sample;
}

/** Signatures a second that node:crypto verifies on one thread, all keys imported before. */
export async function bareVerify(registry = ""): Promise<object> {
  const sample = readSample(registry);
  const began = performance.now();
  const all = sample.every(({ key, message, signature }) => verify(null, message, key, signature));
  const seconds = (performance.now() - began) / 1000;
  if (!all) throw new BenchError("bench.unexpected");
  return { rate: sample.length / seconds, cores: availableParallelism() };
}

/** Signatures a second that a fresh audit of the wallet's own copy verifies, all of its work counted. */
export async function audit(registry = "", copy = ""): Promise<object> {
  const own = await openCopy(registry, copy);
  const { registryId } = factsOf(registry);
  const began = performance.now();
  const report = await auditCopy(own, { registryId, primitives: nodePrimitives, clock, fresh: true });
  const seconds = (performance.now() - began) / 1000;
  own.close();
  const { sealed, fault, badBundles, repairedTiles, signatures } = report;
  const isSound = sealed && fault === undefined && badBundles.length === 0 && repairedTiles.length === 0;
  if (!isSound || signatures === 0) throw new BenchError("bench.unexpected");
  return { rate: signatures / seconds };
}
