import { rmSync, statSync } from "node:fs";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { FullFollower } from "../../follow/full/full-follower.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import { BenchError } from "../error.ts";
import { FOUNDED, YEAR } from "./founding.ts";
import { openLargeRegistry } from "./large-registry.ts";

/** Any time after the newest block: nothing here is judged by how old it is. */
export const clock = (): number => FOUNDED + 2 * YEAR;

/** Id and size of the registry that was generated into the file. */
export function factsOf(path: string): { readonly registryId: Uint8Array; readonly size: number } {
  const { registryId, store, close } = openLargeRegistry(path);
  const { size } = store;
  close();
  return { registryId, size };
}

/** Opens a wallet's own full copy, which folds in all of its log anew: tree, rules, roots, seal. */
export async function openCopy(registry: string, copy: string): Promise<OwnCopy> {
  const { registryId, size } = factsOf(registry);
  const opened = await openOwnCopy(copy, { registryId, primitives: nodePrimitives, clock });
  if (opened.ledger.head !== undefined && opened.ledger.head.size !== size)
    throw new BenchError("bench.unexpected");
  return opened;
}

/** Follows the registry at `url` in full into a new file. */
export async function copyOver(registry = "", url = "", copy = ""): Promise<object> {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${copy}${suffix}`, { force: true });
  const { registryId, size } = factsOf(registry);
  const own = await openCopy(registry, copy);
  const http = new HttpClient();
  const pool = new SourcePool([new HttpSource(http, url)], own.journal, clock);
  const follower = new FullFollower(own, pool, { registryId, primitives: nodePrimitives, clock });
  const began = performance.now();
  const outcome = await follower.sync();
  const milliseconds = performance.now() - began;
  http.close();
  follower.close();
  if (outcome.size !== size || outcome.findings.length > 0) throw new BenchError("bench.unexpected");
  return { milliseconds };
}

/** A full follow from disk, in a process that has done nothing else. */
export async function followCopy(registry = "", copy = ""): Promise<object> {
  const began = performance.now();
  const own = await openCopy(registry, copy);
  const milliseconds = performance.now() - began;
  const used = process.memoryUsage.rss();
  const seal = own.seal;
  own.close();
  if (seal === undefined) throw new BenchError("bench.unexpected");
  // Closing folds the write-ahead log into the file, so that is all there is.
  return { milliseconds, rss: used, disk: statSync(copy).size };
}
