import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { concat } from "../../../src/bytes/bytes.ts";
import { effectiveQuorum, liveAuthorities } from "../../../src/chain/state/authority-set.ts";
import { type BlockRecord, parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { LedgerError } from "../../../src/chain/ledger-error.ts";
import { parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import type { BlockView } from "../../../src/contract/views.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { type Clock, sleep } from "../../doors/clock.ts";
import { FullFollower } from "../../follow/full/full-follower.ts";
import { exportFullCopy } from "../../follow/bundle/export-copy.ts";
import { importIntoFullCopy } from "../../follow/bundle/import-copy.ts";
import { introduceOffice } from "../../follow/prove/introduce.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import { entryProgress, fetchReceipt, submitEntry } from "./network.ts";
import { LogError } from "../../log/error.ts";
import { WalletError } from "../error.ts";
import { readEntries, readEntry } from "./read-entries.ts";
import { Connection, ifReached } from "./connection.ts";
import { CopyTurns } from "./copy-turns.ts";
import type { OwnRegistry, SyncWatch } from "./own-registry.ts";
import { DayCounts } from "./days.ts";
import { viewStatus, viewSync } from "./status.ts";
import { verifyBlock } from "./verify-block.ts";

export interface RegistryDeps {
  readonly registry: string;
  readonly sources: readonly string[];
  readonly toSource: (url: string) => Source;
  readonly primitives: Primitives;
  readonly clock: Clock;
}

/** For rows read long after they were checked at the start: the disk may have changed them since. */
function orDamaged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LedgerError || error instanceof LogError) throw new WalletError("registry.damaged");
    throw error;
  }
}

function readRecord(copy: OwnCopy, height: number): { leaf: Uint8Array; record: BlockRecord } | undefined {
  return orDamaged(() => {
    const stored = copy.log.seal(height);
    const leaf = stored === undefined ? undefined : copy.log.leaf(stored.recordIndex);
    return leaf === undefined ? undefined : { leaf, record: parseBlockRecord(leaf) };
  });
}

function viewBlock(copy: OwnCopy, height: number, primitives: Primitives): BlockView | undefined {
  const read = readRecord(copy, height);
  if (read === undefined) return undefined;
  const { leaf, record } = read;
  const { time, first, count, after, epoch } = record;
  return {
    height,
    time,
    first,
    count,
    epoch,
    previous: after,
    record: toBase64Url(leafHash(leaf, primitives.sha256)),
  };
}

function auditOptions({ fresh, signal, onProgress }: SyncWatch & { readonly fresh: boolean }) {
  return {
    fresh,
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: (done: number, total: number) => onProgress({ done, total }) }),
  };
}

function leafWatch(watch: SyncWatch = {}) {
  const { fresh: _fresh, ...rest } = auditOptions({ ...watch, fresh: false });
  return rest;
}

/** A full copy in one file, and the way to the nodes. Throws FollowError or DatabaseError. */
export async function openFullRegistry(path: string, deps: RegistryDeps): Promise<OwnRegistry> {
  const { primitives, clock } = deps;
  const registryId = fromBase64Url(deps.registry);
  const shared = { registryId, primitives, clock };
  let copy = await openOwnCopy(path, shared);
  let urls = deps.sources;
  const connect = (): FullFollower => {
    const pool = new SourcePool(urls.map(deps.toSource), copy.journal, clock);
    return new FullFollower(copy, pool, shared);
  };
  let follower = connect();
  const days = new DayCounts();
  const connection = new Connection(clock);
  const turns = new CopyTurns();
  const sync = (watch: SyncWatch = {}) =>
    turns.follow(watch.signal, (signal) => follower.sync({ ...watch, signal }));
  return {
    get view() {
      return follower.view;
    },
    get state() {
      return copy.ledger.head === undefined ? undefined : copy.ledger.state;
    },
    statuses: (office) => {
      if (copy.ledger.head === undefined) return undefined;
      const chunks: Uint8Array[] = [];
      for (;;) {
        const bits = copy.ledger.statusChunk(office, chunks.length);
        if (bits === undefined) return concat(...chunks);
        chunks.push(bits);
      }
    },
    type: (id) => copy.ledger.state.type(id),
    status: () => {
      const { head, state } = copy.ledger;
      const registry = state.registry();
      const live = liveAuthorities(state);
      return viewStatus({
        mode: "full",
        view: follower.view,
        journal: copy.journal,
        pool: follower.pool,
        size: head?.size ?? 0,
        name: registry?.name,
        authorities: live,
        quorum: registry === undefined ? 0 : effectiveQuorum(live.length, registry.quorum),
        seal: copy.seal,
        now: clock(),
      });
    },
    isOnline: () => connection.isOnline(),
    sync: (watch = {}) => connection.watch(async () => viewSync(await sync(watch), clock())),
    submit: (entry) => connection.watch(() => submitEntry(follower.pool, entry)),
    progress: (hash) => connection.watch(() => entryProgress(follower.pool, hash)),
    receipt: (hash) =>
      connection.watch(() =>
        fetchReceipt(follower.pool, hash, (receipt) => void parseReceipt(receipt), sleep),
      ),
    blocks: (from, count) => {
      const views: BlockView[] = [];
      const newest = copy.ledger.head?.height ?? -1;
      for (let height = from; height <= Math.min(newest, from + count - 1); height++) {
        const view = viewBlock(copy, height, primitives);
        if (view !== undefined) views.push(view);
      }
      return views;
    },
    entries: (height, from, count) => readEntries(copy.log, primitives, { height, from, count }),
    entry: (index) => readEntry(copy.log, primitives, index),
    learn: async ({ newest }) => {
      if (newest !== true) return;
      await ifReached(() => connection.watch(() => sync()));
    },
    introduce: (office) => introduceOffice(copy, office),
    introduced: () => follower.view,
    audit: (options) => follower.audit(auditOptions(options)),
    verifyBlock: (height) => verifyBlock(copy, height, primitives),
    days: () => orDamaged(() => days.upTo(copy)),
    alarms: () => copy.journal.evidence(),
    resolve: (alarm) => copy.journal.resolve(alarm, clock()),
    get proving() {
      return copy;
    },
    get beginnings() {
      const genesis = copy.log.leaf(0);
      return genesis === undefined ? undefined : { genesis, claims: copy.claims };
    },
    get epochs() {
      return copy.epochs;
    },
    exportTo: (to, mode, watch) => exportFullCopy(copy, to, mode, leafWatch(watch)),
    importFrom: async (from, watch = {}) => {
      const replace = async (take: () => void): Promise<void> => {
        copy.close();
        try {
          take();
        } finally {
          copy = await openOwnCopy(path, shared);
          follower = connect();
        }
      };
      const outcome = await turns.take(() =>
        importIntoFullCopy(copy, { path, replace }, from, { ...shared, ...watch }),
      );
      return viewSync(outcome, clock());
    },
    setSources: (sources) => {
      urls = sources;
      follower = connect();
    },
    close: () => copy.close(),
  };
}
