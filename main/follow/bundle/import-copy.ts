import { existsSync, rmSync } from "node:fs";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { moveIntoPlace } from "../../doors/file.ts";
import { FollowError } from "../error.ts";
import { FullFollower, type FullSyncOptions } from "../full/full-follower.ts";
import type { FollowerOptions, SyncOutcome } from "../follower.ts";
import type { Journal } from "../journal.ts";
import { openOwnCopy } from "../copy/open-copy.ts";
import type { OwnCopy } from "../copy/own-copy.ts";
import { SourcePool } from "../sources/source-pool.ts";
import { BundleError } from "./error.ts";
import { type OpenBundle, openBundle } from "./open-bundle.ts";

const FILES = ["", "-wal", "-shm"] as const;

function removeAll(path: string): void {
  for (const suffix of FILES) rmSync(`${path}${suffix}`, { force: true });
}

/** The bundle, if it is of this registry. Throws FileError or BundleError. */
export function openBundleOf(path: string, registryId: Uint8Array): OpenBundle {
  const bundle = openBundle(path);
  if (bundle.head.registry === toBase64Url(registryId)) return bundle;
  bundle.close();
  throw new BundleError("bundle.foreign");
}

/** What speaks against the bundle, or against the authorities, is told of the copy that stays too. */
function carryOver(from: Journal, to: Journal, mark: number): void {
  for (const finding of from.since(mark)) to.report(finding);
  for (const { id: _, code: __, resolved: ___, ...evidence } of from.evidence()) to.raise(evidence);
}

/**
 * Brings a bundle into a full copy: a copy of the copy follows it, by the code that follows the
 * network, and takes the place of the other when all of it held. `replace` lets go of the file, takes
 * the new one in, and opens it again; until then the old copy serves on. Throws BundleError, FileError,
 * FollowError or DatabaseError; the copy is then what it was.
 */
export async function importIntoFullCopy(
  copy: OwnCopy,
  place: { readonly path: string; readonly replace: (take: () => void) => Promise<void> },
  bundlePath: string,
  options: FollowerOptions & FullSyncOptions,
): Promise<SyncOutcome> {
  const { registryId, primitives, clock, signal, onProgress } = options;
  const bundle = openBundleOf(bundlePath, registryId);
  const staged = `${place.path}.import`;
  try {
    if (bundle.head.mode === "light") throw new BundleError("bundle.light");
    removeAll(staged);
    copy.copyTo(staged);
    const shared = { registryId, primitives, clock };
    const stage = await openOwnCopy(staged, shared);
    const follower = new FullFollower(stage, new SourcePool([bundle.source], stage.journal, clock), shared);
    const mark = stage.journal.mark();
    let outcome: SyncOutcome;
    try {
      const signatures = bundle.head.mode === "audit" ? "verify" : (options.signatures ?? "trusted");
      outcome = await follower.sync({
        signatures,
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      });
    } catch (error) {
      carryOver(stage.journal, copy.journal, mark);
      const isBad = error instanceof FollowError && error.code === "follow.no_source";
      throw isBad ? new BundleError("bundle.refused", { cause: error }) : error;
    } finally {
      stage.close();
    }
    if (outcome.alarm !== undefined) {
      carryOver(stage.journal, copy.journal, mark);
      return outcome;
    }
    await place.replace(() => {
      // Closed, the old file needs neither; left there, they would be taken for the new one's.
      for (const suffix of ["-wal", "-shm"]) rmSync(`${place.path}${suffix}`, { force: true });
      moveIntoPlace(staged, place.path, false);
    });
    return outcome;
  } finally {
    bundle.close();
    if (existsSync(staged)) removeAll(staged);
  }
}
