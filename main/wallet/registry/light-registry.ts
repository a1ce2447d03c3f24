import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { effectiveQuorum } from "../../../src/chain/state/authority-set.ts";
import type { OfficeRecord } from "../../../src/chain/state/records.ts";
import type { TrustRow } from "../../../src/chain/roots/trust-root.ts";
import { parseReceipt, verifyReceipt } from "../../../src/chain/blocks/receipt.ts";
import { sleep } from "../../doors/clock.ts";
import { BundleError } from "../../follow/bundle/error.ts";
import { exportLightCopy } from "../../follow/bundle/export-copy.ts";
import { openBundleOf } from "../../follow/bundle/import-copy.ts";
import { FollowError } from "../../follow/error.ts";
import { LightCopy, type SnapshotStore } from "../../follow/light/light-copy.ts";
import type { StatusPlace } from "../../follow/light/fetch-proven.ts";
import { LightFollower } from "../../follow/light/light-follower.ts";
import { policyOf } from "../../follow/light/light-view.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import { Connection, ifReached } from "./connection.ts";
import type { RegistryDeps } from "./full-registry.ts";
import { entryProgress, fetchReceipt, submitEntry } from "./network.ts";
import type { OwnRegistry, SyncWatch } from "./own-registry.ts";
import { viewStatus, viewSync } from "./status.ts";

export interface LightDeps extends RegistryDeps {
  /** The copy says which offices its owner deals with, so it lies in the vault. */
  readonly store: SnapshotStore;
  /** Places in status lists of the wallet's own credentials. */
  readonly places: () => readonly StatusPlace[];
}

/** What it issues, and what it may ask for: without them nobody can say what it asks, or whether it may. */
function typesOf(office: OfficeRecord | "absent" | "unknown"): readonly string[] {
  if (typeof office === "string") return [];
  const { issues, asks } = office;
  const types = [...issues, ...asks.flatMap(({ claims }) => claims)].map(({ type }) => `type/${type}`);
  return [...new Set(types)];
}

/** What a citizen's wallet holds of the registry, and the way to the nodes. Throws what the store throws. */
export function openLightRegistry(deps: LightDeps): OwnRegistry {
  const { primitives, clock } = deps;
  const registryId = fromBase64Url(deps.registry);
  const copy = new LightCopy(deps.store, registryId, primitives, clock());
  const connect = (urls: readonly string[]): LightFollower => {
    const pool = new SourcePool(urls.map(deps.toSource), copy.journal, clock);
    return new LightFollower(copy, pool, { registryId, primitives, clock });
  };
  let follower = connect(deps.sources);
  const connection = new Connection(clock);

  const holds = (key: string): boolean => copy.state?.rows.has(key) === true;
  const rows = (): readonly TrustRow[] => [...(copy.state?.rows.values() ?? [])].map(({ row }) => row);

  /** The offices' records first: they name the types that are wanted with them. */
  async function fetchOffices(
    offices: readonly string[],
    places: readonly StatusPlace[] = [],
    { signal }: SyncWatch = {},
    from = follower,
  ) {
    const stop = signal === undefined ? {} : { signal };
    const statuses = [...deps.places(), ...places];
    const wanted = [...new Set([...offices, ...statuses.map(({ office }) => office)])];
    const keys = wanted.map((id) => `office/${id}`);
    const first = await from.sync({ wants: { keys, statuses }, ...stop });
    const types = wanted.flatMap((id) => typesOf(from.view.office(id))).filter((key) => !holds(key));
    if (types.length > 0) await from.sync({ wants: { keys: types, statuses }, ...stop });
    return first;
  }

  return {
    view: follower.view,
    state: undefined,
    statuses: () => undefined,
    type: (id) =>
      rows().flatMap((row) => (row.kind === "type" && row.record.id === id ? [row.record] : []))[0],
    status: () => {
      const held = rows();
      const registry = held.flatMap((row) => (row.kind === "registry" ? [row.record] : []))[0];
      const authorities = held.flatMap((row) => (row.kind === "authority" ? [row.record] : []));
      const live = authorities.filter(({ retired }) => retired === undefined);
      return viewStatus({
        mode: "light",
        view: follower.view,
        journal: copy.journal,
        pool: follower.pool,
        size: copy.state?.head.checkpoint.size ?? 0,
        name: registry?.name,
        authorities: live,
        quorum: registry === undefined ? 0 : effectiveQuorum(live.length, registry.quorum),
        seal: copy.state?.head.seal,
        now: clock(),
      });
    },
    isOnline: () => connection.isOnline(),
    sync: (watch) => connection.watch(async () => viewSync(await fetchOffices([], [], watch), clock())),
    submit: (entry) => connection.watch(() => submitEntry(follower.pool, entry)),
    progress: (hash) => connection.watch(() => entryProgress(follower.pool, hash)),
    receipt: (hash) =>
      connection.watch(async () => {
        const { state } = copy;
        if (state === undefined) throw new FollowError("follow.no_source");
        const check = (receipt: string) =>
          void verifyReceipt(parseReceipt(receipt), policyOf(state), primitives);
        return await fetchReceipt(follower.pool, hash, check, sleep);
      }),
    blocks: () => undefined,
    entries: () => undefined,
    entry: () => undefined,
    learn: async ({ offices, places = [], newest }) => {
      const missing = offices.filter(
        (id) => !holds(`office/${id}`) || typesOf(follower.view.office(id)).some((key) => !holds(key)),
      );
      if (missing.length === 0 && places.length === 0 && newest !== true) return;
      await ifReached(() => connection.watch(() => fetchOffices(missing, places)));
    },
    introduce: () => undefined,
    introduced: (introduction) =>
      introduction === undefined ? follower.view : follower.introduced(introduction),
    audit: () => undefined,
    verifyBlock: () => undefined,
    days: () => undefined,
    alarms: () => copy.journal.evidence(),
    resolve: (alarm) => copy.journal.resolve(alarm, clock()),
    proving: undefined,
    get beginnings() {
      return copy.state;
    },
    get epochs() {
      return copy.state?.epochs;
    },
    exportTo: (path, _mode, { signal } = {}) => exportLightCopy(copy.state, deps.registry, path, { signal }),
    importFrom: async (path, watch) => {
      const bundle = openBundleOf(path, registryId);
      try {
        const pool = new SourcePool([bundle.source], copy.journal, clock);
        const from = new LightFollower(copy, pool, { registryId, primitives, clock });
        return viewSync(await fetchOffices([], [], watch, from), clock());
      } catch (error) {
        const isBad = error instanceof FollowError && error.code === "follow.no_source";
        throw isBad ? new BundleError("bundle.refused", { cause: error }) : error;
      } finally {
        bundle.close();
      }
    },
    setSources: (urls) => {
      follower = connect(urls);
    },
    close: () => follower.close(),
  };
}
