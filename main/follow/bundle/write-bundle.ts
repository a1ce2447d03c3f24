import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { EpochClaim } from "../../../src/chain/blocks/epochs.ts";
import { bundlePath, TILE_WIDTH, tilePath, tileWidth } from "../../../src/merkle/tile.ts";
import type { LogStore } from "../../log/log-store.ts";
import { FollowError } from "../error.ts";
import type { TrustProof } from "../sources/source.ts";
import { BUNDLE_FORMAT, type BundleHead, HEAD_FILE } from "./open-bundle.ts";
import { TarWriter } from "./tar-file.ts";

/** A proven row, as a bundle holds it. */
export interface BundledRow extends TrustProof {
  /** `kind/id`, or `office/chunk`. */
  readonly key: string;
  readonly count: number;
}

/** What every bundle holds, whichever copy it comes from. */
export interface BundleCore {
  readonly head: BundleHead;
  readonly genesis: Uint8Array;
  /** C2SP tlog-proof of the newest record under its newest seal, and that seal. */
  readonly block: string;
  readonly checkpoint: string;
  readonly epochs: readonly EpochClaim[];
  readonly rows: Iterable<BundledRow>;
  readonly chunks: Iterable<BundledRow>;
}

export interface BundleWatch {
  readonly signal?: AbortSignal | undefined;
  /** Leaves written and to write. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

function json(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}

function placed({ leaf, index, proof }: TrustProof): object {
  return { leaf: toBase64Url(leaf), index, proof: proof.map(toBase64Url) };
}

function writeEpochs(tar: TarWriter, epochs: readonly EpochClaim[]): void {
  const newest = epochs.at(-1)?.epoch ?? 0;
  for (const { epoch, block, before, set } of epochs) {
    const row = { epoch, block, before: toBase64Url(before), set };
    // One a file: a reader asks from wherever it stands.
    tar.add(`epochs/${epoch}`, json({ epochs: [row], newest }));
  }
  tar.add(`epochs/${newest + 1}`, json({ epochs: [], newest }));
}

async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((done) => {
    setImmediate(done);
  });
  if (signal?.aborted === true) throw new FollowError("follow.cancelled");
}

/** Every tile and entry bundle of a log of `size` leaves. */
async function writeLog(tar: TarWriter, log: LogStore, size: number, watch: BundleWatch): Promise<void> {
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    if (index % 16 === 0) await breathe(watch.signal);
    const width = tileWidth(0, index, size);
    const bytes = log.bundle(index, width);
    if (bytes !== undefined) tar.add(bundlePath(index, width), bytes);
    watch.onProgress?.(Math.min(size, (index + 1) * TILE_WIDTH), size);
  }
  for (let level = 0; tileWidth(level, 0, size) > 0; level++) {
    for (let index = 0; tileWidth(level, index, size) > 0; index++) {
      if (index % 256 === 0) await breathe(watch.signal);
      const width = tileWidth(level, index, size);
      const bytes = log.tile(level, index, width);
      if (bytes !== undefined) tar.add(tilePath({ level, index, width }), bytes);
    }
  }
}

/**
 * Writes a bundle: a tar of the paths that a node serves (docs/registry-format.md, "Bundle"). The file
 * appears when it is whole. Throws FileError, LogError or `follow.cancelled`.
 */
export async function writeBundle(
  path: string,
  core: BundleCore,
  log: LogStore | undefined,
  watch: BundleWatch = {},
): Promise<void> {
  const { head, genesis, block, checkpoint, epochs, rows, chunks } = core;
  const tar = new TarWriter(path);
  try {
    tar.add(HEAD_FILE, json({ format: BUNDLE_FORMAT, ...head }));
    tar.add("genesis", genesis);
    tar.add("checkpoint", utf8(checkpoint));
    tar.add("block/newest", utf8(block));
    writeEpochs(tar, epochs);
    const { height } = head;
    for (const { key, count, ...place } of rows) {
      tar.add(`trust/${height}/${key}`, json({ height, leaves: [placed(place)], count }));
    }
    for (const { key, count, ...place } of chunks) {
      tar.add(`status/${height}/${key}`, json({ height, ...placed(place), count }));
    }
    if (log !== undefined) await writeLog(tar, log, head.size, watch);
    await breathe(watch.signal);
    tar.finish();
  } finally {
    tar.close();
  }
}
