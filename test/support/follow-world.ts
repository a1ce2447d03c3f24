import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { Database } from "../../main/doors/database.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { FullFollower } from "../../main/follow/full/full-follower.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import type { Journal } from "../../main/follow/journal.ts";
import { LightCopy, type SnapshotStore } from "../../main/follow/light/light-copy.ts";
import { LightFollower } from "../../main/follow/light/light-follower.ts";
import { openOwnCopy } from "../../main/follow/copy/open-copy.ts";
import type { Source } from "../../main/follow/sources/source.ts";
import { SourcePool } from "../../main/follow/sources/source-pool.ts";
import { LogStore } from "../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../main/log/rows.ts";
import { ChainCopy } from "../../main/registry/home/chain-copy.ts";
import { startNodeServer } from "../../main/registry/http/server.ts";
import { liveAuthorities } from "../../src/chain/state/authority-set.ts";
import type { BlockDraft } from "../../src/chain/blocks/ledger.ts";
import { formatCheckpoint } from "../../src/note/checkpoint.ts";
import { cosign } from "../../src/note/cosignature.ts";
import { cosignerName } from "../../src/note/keys.ts";
import { signAsLog } from "../../src/note/log-signature.ts";
import { addSignatures } from "../../src/note/note.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { refuse } from "../../src/result.ts";
import type { KitOptions, RegistryKit } from "./registry-kit.ts";
import { standardRegistry } from "./standard-registry.ts";
import { tempFolder } from "./temp-folder.ts";

export interface SealParts {
  /** Ids that cosign; default: all authorities in office before the block. */
  readonly by?: readonly string[];
  /** Of the cosignatures; default: the block's time. */
  readonly time?: number;
}

/** A seal over a checkpoint by the kit's own keys, whoever may or may not sign it. */
export function sealBody(kit: RegistryKit, body: string, by: readonly string[], time: number): string {
  const origin = body.slice(0, body.indexOf("\n"));
  const lines = by.map((id) => cosign(body, cosignerName(origin, id), kit.authority(id).cosign, time));
  return addSignatures(body, [signAsLog(body, origin, kit.log), ...lines]);
}

/** What the world signed itself it need not verify; whoever follows it does. */
const BELIEVING: Primitives = { ...nodePrimitives, verifyEd25519: () => true };

/** A registry whose blocks a test cuts and seals itself, and which real nodes serve over loopback. */
export class FollowWorld {
  readonly kit: RegistryKit;
  readonly chain: ChainCopy;
  readonly offices: Omit<ReturnType<typeof standardRegistry>, "kit" | "leaves">;
  readonly origin: string;
  /** What the chain's log lies in, for a test that damages it. */
  readonly db: Database;
  readonly #t: Pick<TestContext, "after">;

  /** Block 0 holds the standard registry's entries. */
  constructor(t: Pick<TestContext, "after">, parts: SealParts = {}, options: KitOptions = {}) {
    const { kit, leaves, ...offices } = standardRegistry(options);
    this.kit = kit;
    this.offices = offices;
    this.#t = t;
    const db = new Database(":memory:", { applicationId: 1, migrations: [LOG_SCHEMA] });
    t.after(() => db.close());
    this.db = db;
    const store = new LogStore(db, nodePrimitives.sha256);
    this.chain = new ChainCopy(store, kit.genesis, kit.registryId, BELIEVING);
    this.origin = this.chain.epochs.origin;
    this.seal(leaves, parts);
  }

  draft(leaves: readonly Uint8Array[]): BlockDraft {
    const { draft, outcomes } = this.chain.ledger.draft(leaves, this.kit.time);
    for (const outcome of outcomes) if (!outcome.ok) assert.fail(outcome.code);
    assert.ok(draft);
    return draft;
  }

  body(at: { readonly size: number; readonly root: Uint8Array }): string {
    return formatCheckpoint({ origin: this.origin, size: at.size, root: at.root });
  }

  /** Who is in office now. */
  authorities(): readonly string[] {
    const ids = liveAuthorities(this.chain.ledger.state).map(({ id }) => id);
    return ids.length > 0 ? ids : this.kit.authorities.map(({ id }) => id);
  }

  /** One block of these entries. */
  seal(leaves: readonly Uint8Array[], parts: SealParts = {}): void {
    const draft = this.draft(leaves);
    const note = sealBody(
      this.kit,
      this.body(draft),
      parts.by ?? this.authorities(),
      parts.time ?? draft.time,
    );
    this.chain.append(draft, note);
    this.kit.state = this.chain.ledger.state;
  }

  /** As many blocks of one deposit each; `salt` makes them differ between worlds. */
  grow(blocks: number, salt = "grow"): void {
    for (let i = 0; i < blocks; i++) {
      const size = this.chain.size;
      this.seal([this.kit.deposit(this.offices.archive, digestOf(`${salt} ${size} ${i}`))]);
    }
  }

  /** One block of so many deposits. */
  fill(entries: number, salt = "fill"): void {
    const size = this.chain.size;
    const deposits = Array.from({ length: entries }, (_, i) =>
      this.kit.deposit(this.offices.archive, digestOf(`${salt} ${size} ${i}`)),
    );
    this.seal(deposits);
  }

  /** Cosigns the newest block again. */
  recosign(time: number, by = this.authorities()): void {
    const { newest } = this.chain.store;
    assert.ok(newest && this.chain.root);
    const body = this.body({ size: newest.size, root: this.chain.root });
    this.chain.store.putSeal(newest.height, sealBody(this.kit, body, by, time));
  }

  /** A node over HTTP, and a source that reads it. */
  async serve(http = client(this.#t)): Promise<HttpSource> {
    const server = await startNodeServer({
      genesis: this.kit.genesis,
      chain: () => this.chain,
      submit: () => Promise.resolve(refuse("test.closed")),
      status: () => Promise.resolve(undefined),
      health: () => ({}),
    });
    this.#t.after(() => server.close());
    return new HttpSource(http, server.url);
  }
}

export function digestOf(name: string): string {
  return Buffer.from(nodePrimitives.sha256(new TextEncoder().encode(name))).toString("base64url");
}

export function client(t: Pick<TestContext, "after">): HttpClient {
  const http = new HttpClient();
  t.after(() => http.close());
  return http;
}

/** Changes what a source answers. */
export type Changes = { [name in keyof Source]?: Source[name] };

/** A source with some of its answers replaced. */
export function changed(source: Source, name: string, changes: Changes): Source {
  const same: Source = {
    name,
    checkpoint: (signal) => source.checkpoint(signal),
    genesis: (signal) => source.genesis(signal),
    tile: (tile, signal) => source.tile(tile, signal),
    bundle: (index, width, signal) => source.bundle(index, width, signal),
    block: (height, signal) => source.block(height, signal),
    epochs: (from, signal) => source.epochs(from, signal),
    receipt: (hash, signal) => source.receipt(hash, signal),
    trust: (height, keys, signal) => source.trust(height, keys, signal),
    status: (height, office, chunk, signal) => source.status(height, office, chunk, signal),
    submit: (entry, signal) => source.submit(entry, signal),
    entryStatus: (hash, signal) => source.entryStatus(hash, signal),
  };
  return { ...same, ...changes, name };
}

export interface TestTime {
  now: number;
}

export interface FullWallet {
  readonly follower: FullFollower;
  readonly journal: Journal;
  readonly path: string;
}

/** A full copy in a folder of its own, or in the given file. */
export async function fullWallet(
  t: Pick<TestContext, "after">,
  world: { readonly kit: RegistryKit },
  sources: readonly Source[],
  options: { readonly path?: string; readonly time?: TestTime } = {},
): Promise<FullWallet> {
  const path = options.path ?? join(tempFolder(t), "chain.db");
  const clock = () => options.time?.now ?? world.kit.time;
  const shared = { registryId: world.kit.registryId, primitives: nodePrimitives, clock };
  const copy = await openOwnCopy(path, shared);
  const follower = new FullFollower(copy, new SourcePool(sources, copy.journal, clock, 100), shared);
  t.after(() => follower.close());
  return { follower, journal: copy.journal, path };
}

/** A snapshot store in memory. */
export class MemorySnapshots implements SnapshotStore {
  bytes: Uint8Array | undefined;

  read(): Uint8Array | undefined {
    return this.bytes;
  }

  write(bytes: Uint8Array): void {
    this.bytes = bytes;
  }
}

export function lightWallet(
  world: { readonly kit: RegistryKit },
  sources: readonly Source[],
  store: SnapshotStore = new MemorySnapshots(),
  time?: TestTime,
): LightFollower {
  const clock = () => time?.now ?? world.kit.time;
  const { registryId } = world.kit;
  const copy = new LightCopy(store, registryId, nodePrimitives, clock());
  const shared = { registryId, primitives: nodePrimitives, clock };
  return new LightFollower(copy, new SourcePool(sources, copy.journal, clock, 100), shared);
}
