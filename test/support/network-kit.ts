import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  CheckTxType,
  Request,
  type Response,
  ResponseProcessProposal_ProposalStatus as Verdict,
} from "cosmjs-types/tendermint/abci/types";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { Database } from "../../main/doors/database.ts";
import { LogStore } from "../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../main/log/rows.ts";
import { ChainCopy } from "../../main/registry/home/chain-copy.ts";
import { RegistryApplication } from "../../main/registry/cometbft/application.ts";
import { DecidedChain } from "../../main/registry/cometbft/decided-chain.ts";
import { DECIDED_SCHEMA, DecidedStore } from "../../main/registry/cometbft/decided-store.ts";
import { SNAPSHOT_SCHEMA, type SnapshotHead, SnapshotStore } from "../../main/registry/cometbft/snapshots.ts";
import { PENDING_SCHEMA, PendingStore } from "../../main/registry/home/pending-store.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import type { BlockDraft } from "../../src/chain/blocks/ledger.ts";
import { EntryMemory } from "../../src/chain/entries/entry-memory.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { formatCheckpoint } from "../../src/note/checkpoint.ts";
import { cosign } from "../../src/note/cosignature.ts";
import { cosignerName } from "../../src/note/keys.ts";
import { signAsLog } from "../../src/note/log-signature.ts";
import { addSignatures } from "../../src/note/note.ts";
import type { JsonObject } from "../../src/json/value.ts";
import type { KitAuthority } from "./kit-authority.ts";
import type { RegistryKit } from "./registry-kit.ts";

const ID = 0x53464c44;
const ORIGIN = "registry.test/sealfolio";

type Restore = (decided: DecidedChain, head: SnapshotHead, appHash: Uint8Array) => Promise<boolean>;

interface Running {
  readonly db: Database;
  readonly decided: DecidedChain;
  readonly application: RegistryApplication;
}

/**
 * One authority of a network without its engine: what the engine would ask is asked by a test. Closed
 * and opened again, it goes on from its folder as after a crash.
 */
export class TestNode {
  readonly kit: RegistryKit;
  readonly authority: KitAuthority;
  readonly folder: string;
  readonly clock: { now: number };
  readonly commits: (BlockDraft | undefined)[] = [];
  /** Entries whose judgement was prepared before their turn came. */
  readonly prepared: Uint8Array[] = [];
  /** Signatures that were verified by arithmetic. */
  verified = 0;
  /** How it would begin out of others' history. */
  readonly restore: Restore | undefined;
  #open: Running;

  constructor(kit: RegistryKit, authority: KitAuthority, folder: string, restore?: Restore) {
    this.restore = restore;
    this.kit = kit;
    this.authority = authority;
    this.folder = folder;
    this.clock = { now: kit.time };
    mkdirSync(folder, { recursive: true });
    this.#open = this.#start();
  }

  #start(): Running {
    const { kit } = this;
    const schema = LOG_SCHEMA + PENDING_SCHEMA + DECIDED_SCHEMA + SNAPSHOT_SCHEMA;
    const db = new Database(join(this.folder, "registry.db"), { applicationId: ID, migrations: [schema] });
    const primitives: Primitives = {
      ...nodePrimitives,
      verifyEd25519: (...signed) => {
        this.verified++;
        return nodePrimitives.verifyEd25519(...signed);
      },
    };
    const store = new LogStore(db, primitives.sha256);
    const chain = new ChainCopy(store, kit.genesis, kit.registryId, primitives);
    chain.ledger.share(new EntryMemory(primitives.sha256));
    const decided = new DecidedChain({
      chain,
      store: new DecidedStore(db),
      genesis: kit.genesis,
      registryId: kit.registryId,
      primitives,
      sign: (head) => this.sign(head),
    });
    const pending = new PendingStore(db);
    const application = new RegistryApplication({
      decided,
      genesis: kit.genesis,
      registryId: kit.registryId,
      clock: () => this.clock.now,
      primitives,
      prepare: (entry) => Promise.resolve(void this.prepared.push(entry)),
      snapshots: new SnapshotStore(db, chain.store),
      ...(this.restore === undefined
        ? {}
        : { restore: (head, appHash) => (this.restore as Restore)(decided, head, appHash) }),
      also: (draft) => {
        pending.forget(draft.leafHashes.map(toBase64Url));
      },
      onCommit: (draft) => void this.commits.push(draft),
    });
    return { db, decided, application };
  }

  /** Our checkpoint, as this authority signs it. */
  sign({ size, root }: { readonly size: number; readonly root: Uint8Array }, time = this.clock.now): string {
    const text = formatCheckpoint({ origin: ORIGIN, size, root });
    const name = cosignerName(ORIGIN, this.authority.id);
    return addSignatures(text, [
      signAsLog(text, ORIGIN, this.authority.log),
      cosign(text, name, this.authority.cosign, time),
    ]);
  }

  get decided(): DecidedChain {
    return this.#open.decided;
  }

  get db(): Database {
    return this.#open.db;
  }

  ask(request: Partial<Parameters<typeof Request.fromPartial>[0]>): Promise<Response> {
    return this.#open.application.handle(Request.fromPartial(request as never));
  }

  /** What the socket's server does with a block that was decided, before it is this node's turn. */
  async aheadOfFinal(txs: readonly Uint8Array[], height: number, time = this.clock.now): Promise<void> {
    const hash = hashOf(txs, height, time);
    const finalizeBlock = { txs: [...txs], height: BigInt(height), hash, ...at(time) };
    await this.#open.application.ahead(Request.fromPartial({ finalizeBlock } as never));
  }

  /** As a crash leaves it: what was not on disk is gone. */
  restart(): void {
    this.#open.db.close();
    this.#open = this.#start();
  }

  close(): void {
    this.#open.db.close();
  }

  begin(
    time = this.kit.time,
    state: JsonObject = { registry: toBase64Url(this.kit.registryId) },
    voters = this.kit.authorities,
  ): Promise<Response> {
    return this.ask({
      initChain: {
        time: { seconds: BigInt(time), nanos: 0 },
        chainId: "test",
        validators: voters.map(({ consensus }) => ({
          pubKey: { ed25519: consensus.publicKey },
          power: 1n,
        })),
        appStateBytes: utf8(JSON.stringify(state)),
        initialHeight: 1n,
      },
    } as never);
  }

  async check(tx: Uint8Array, type = CheckTxType.NEW): Promise<string | undefined> {
    const { checkTx } = await this.ask({ checkTx: { tx, type } } as never);
    return checkTx?.code === 0 ? undefined : checkTx?.log;
  }

  async propose(
    txs: readonly Uint8Array[],
    height: number,
    time = this.clock.now,
  ): Promise<readonly Uint8Array[]> {
    const answer = await this.ask({
      prepareProposal: { txs: [...txs], height: BigInt(height), maxTxBytes: 4_000_000n, ...at(time) },
    } as never);
    return answer.prepareProposal?.txs ?? [];
  }

  async accepts(txs: readonly Uint8Array[], height: number, time = this.clock.now): Promise<boolean> {
    const hash = hashOf(txs, height, time);
    const answer = await this.ask({
      processProposal: { txs: [...txs], height: BigInt(height), hash, ...at(time) },
    } as never);
    return answer.processProposal?.status === Verdict.ACCEPT;
  }

  async finalize(
    txs: readonly Uint8Array[],
    height: number,
    time = this.clock.now,
    /** Addresses of consensus keys that the engine has evidence against. */
    accused: readonly Uint8Array[] = [],
  ): Promise<NonNullable<Response["finalizeBlock"]>> {
    const hash = hashOf(txs, height, time);
    const misbehavior = accused.map((address) => ({ validator: { address, power: 1n } }));
    const { finalizeBlock } = await this.ask({
      finalizeBlock: { txs: [...txs], height: BigInt(height), hash, misbehavior, ...at(time) },
    } as never);
    return finalizeBlock as NonNullable<Response["finalizeBlock"]>;
  }

  async commit(): Promise<void> {
    await this.ask({ commit: {} } as never);
  }

  /** A block from proposal to commit; answers what was final. */
  async decide(
    txs: readonly Uint8Array[],
    height: number,
    time = this.clock.now,
  ): Promise<NonNullable<Response["finalizeBlock"]>> {
    const done = await this.finalize(txs, height, time);
    await this.commit();
    return done;
  }
}

function at(time: number): object {
  return { time: { seconds: BigInt(time), nanos: 0 } };
}

function hashOf(txs: readonly Uint8Array[], height: number, time: number): Uint8Array {
  return nodePrimitives.sha256(utf8(JSON.stringify([height, time, txs.map((tx) => toBase64Url(tx))])));
}
