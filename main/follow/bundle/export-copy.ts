import { toBase64Url } from "../../../src/bytes/base64.ts";
import { buildBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { proveInclusion } from "../../../src/merkle/proof.ts";
import { formatTlogProof } from "../../../src/note/tlog-proof.ts";
import type { LightState } from "../light/light-copy.ts";
import type { OwnCopy } from "../copy/own-copy.ts";
import { BundleError } from "./error.ts";
import type { BundleHead, BundleMode } from "./open-bundle.ts";
import { type BundledRow, type BundleWatch, writeBundle } from "./write-bundle.ts";

function* trustRows(ledger: Ledger): Generator<BundledRow> {
  const { state } = ledger;
  const keys = [
    "registry/registry",
    ...state.authorities().map(({ id }) => `authority/${id}`),
    ...state.offices().map(({ id }) => `office/${id}`),
    ...state.types().map(({ id }) => `type/${id}`),
  ];
  for (const key of keys) {
    const proof = ledger.trustProof(key);
    if (proof !== undefined) yield { key, ...proof };
  }
}

function* statusChunks(ledger: Ledger): Generator<BundledRow> {
  for (const { id } of ledger.state.offices()) {
    for (let chunk = 0; ; chunk++) {
      const proof = ledger.statusProof(id, chunk);
      if (proof === undefined) break;
      yield { key: `${id}/${chunk}`, ...proof };
    }
  }
}

/**
 * A full copy as a bundle: `light` leaves the entries out, `full` and `audit` hold all of them. Throws
 * `bundle.empty`, FileError, LogError or `follow.cancelled`.
 */
export async function exportFullCopy(
  copy: OwnCopy,
  path: string,
  mode: BundleMode,
  watch: BundleWatch = {},
): Promise<BundleHead> {
  const { ledger, log, seal, epochs, claims } = copy;
  const { head } = ledger;
  const genesis = head === undefined ? undefined : log.leaf(0);
  // Without its epochs' beginnings nobody else could tell who may seal.
  const isWhole = copy.damaged.length === 0 && claims.length >= (epochs?.newest.epoch ?? 0);
  if (head === undefined || seal === undefined || genesis === undefined || !isWhole) {
    throw new BundleError("bundle.empty");
  }
  const { size, height, record } = head;
  const block = formatTlogProof({
    extra: buildBlockRecord(record),
    index: size - 1,
    proof: proveInclusion(size - 1, size, log.hashAt(size)),
    checkpoint: seal.text,
  });
  const says = { registry: toBase64Url(ledger.registryId), mode, height, size };
  const core = {
    head: says,
    genesis,
    block,
    checkpoint: seal.text,
    epochs: claims.slice(0, epochs?.newest.epoch ?? 0),
    rows: trustRows(ledger),
    chunks: statusChunks(ledger),
  };
  await writeBundle(path, core, mode === "light" ? undefined : log, watch);
  return says;
}

/** What a light copy holds, as a light bundle. Throws `bundle.empty`, FileError or `follow.cancelled`. */
export async function exportLightCopy(
  state: LightState | undefined,
  registry: string,
  path: string,
  watch: BundleWatch = {},
): Promise<BundleHead> {
  if (state === undefined) throw new BundleError("bundle.empty");
  const { head, genesis, claims } = state;
  const { height } = head.record;
  const says = { registry, mode: "light" as const, height, size: head.checkpoint.size };
  const core = {
    head: says,
    genesis,
    block: head.proof,
    checkpoint: head.note,
    epochs: claims,
    rows: [...state.rows].filter(([, row]) => row.height === height).map(([key, row]) => ({ key, ...row })),
    chunks: [...state.chunks]
      .filter(([, chunk]) => chunk.height === height)
      .map(([key, chunk]) => ({ key, ...chunk })),
  };
  await writeBundle(path, core, undefined, watch);
  return says;
}
