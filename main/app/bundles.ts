import { join } from "node:path";
import { toHex } from "../../src/bytes/hex.ts";
import type { SyncView } from "../../src/contract/views.ts";
import { codeOf } from "../../src/error.ts";
import { FileError } from "../doors/file-error.ts";
import { removeFile, writeFileDurably } from "../doors/file.ts";
import { systemRandom } from "../doors/random.ts";
import type { BundleMode } from "../follow/bundle/open-bundle.ts";
import { HostError } from "./host-error.ts";
import type { Host } from "./host.ts";
import { VaultError } from "../vault/error.ts";
import type { Program } from "../wallet/program.ts";
import { pickFile } from "./pick-file.ts";
import type { Work } from "./work.ts";

/** What a window hands over whole; a larger file is for the command line. */
const MAX_BUNDLE = 64 << 20;

function watchOf(work: Work) {
  return {
    signal: work.signal,
    onProgress: (progress: { readonly done: number; readonly total: number }) => work.tell(progress),
  };
}

/** Throws HostError `host.not_saved`, BundleError, FollowError. */
async function exportRegistry(
  host: Host,
  program: Program,
  mode: BundleMode,
  work: Work,
): Promise<{ readonly saved: string | null }> {
  const status = await program.call("registry.status", {});
  const height = status.ok ? (status.value.age?.height ?? 0) : 0;
  try {
    const place = await host.placeFor(`registry-block-${height}.tar`);
    if (place === undefined) return { saved: null };
    await program.exportBundle(place.path, mode, watchOf(work));
    return { saved: place.said };
  } catch (error) {
    if (error instanceof FileError) throw new HostError("host.not_saved", { cause: error });
    if (codeOf(error) === "log.damaged") throw new HostError("host.not_saved", { cause: error });
    throw error;
  }
}

/** Throws HostError `host.not_saved`, ActivityError. */
async function exportActivity(host: Host, program: Program): Promise<{ readonly saved: string | null }> {
  try {
    const place = await host.placeFor("sealfolio-activity.json");
    if (place === undefined) return { saved: null };
    await program.exportActivity(place.path);
    return { saved: place.said };
  } catch (error) {
    if (error instanceof FileError) throw new HostError("host.not_saved", { cause: error });
    throw error;
  }
}

/** Throws HostError `host.too_large`, `host.not_read`, BundleError, FollowError. */
async function importRegistry(
  host: Host,
  program: Program,
  folder: string,
  work: Work,
): Promise<SyncView | null> {
  const picked = await pickFile(host, { extensions: ["tar"], maxBytes: MAX_BUNDLE });
  if (picked === undefined) return null;
  const path = join(folder, `import-${toHex(systemRandom(8))}.tar`);
  try {
    writeFileDurably(path, picked.bytes);
    return await program.importBundle(path, watchOf(work));
  } catch (error) {
    if (error instanceof FileError) throw new HostError("host.not_read", { cause: error });
    throw error;
  } finally {
    removeFile(path);
  }
}

interface BundleParts {
  readonly host: Host;
  /** Of the program's own, where a file may lie for a moment. */
  readonly folder: string;
  /** The wallet that is meant. */
  readonly active: () => Program | undefined;
  readonly begin: () => Work;
  /** After something was taken in. */
  readonly onTaken: () => Promise<void>;
}

/** What is too large for a message: a registry as a file, out of the active wallet and into it; its log. */
export function bundleServices({ host, folder, active, begin, onTaken }: BundleParts) {
  const watched = async <T>(run: (program: Program, work: Work) => Promise<T>): Promise<T> => {
    const program = active();
    if (program === undefined) throw new VaultError("vault.locked");
    const work = begin();
    try {
      return await run(program, work);
    } finally {
      work.end();
    }
  };
  return {
    "app.export_registry": ({ mode }: { readonly mode: BundleMode }) =>
      watched((program, work) => exportRegistry(host, program, mode, work)),
    "app.export_activity": async () => {
      const program = active();
      if (program === undefined) throw new VaultError("vault.locked");
      return await exportActivity(host, program);
    },
    "app.import_registry": () =>
      watched(async (program, work) => {
        const taken = await importRegistry(host, program, folder, work);
        if (taken !== null) await onTaken();
        return taken;
      }),
  };
}
