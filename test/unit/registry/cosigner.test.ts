import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { ChainCopy } from "../../../main/registry/home/chain-copy.ts";
import { Cosigner } from "../../../main/registry/cosigning/cosigner.ts";
import type { CosignAnswer, Proposal } from "../../../main/registry/cosigning/cosigner-port.ts";
import { buildBlockRecord, parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { BlockDraft } from "../../../src/chain/blocks/ledger.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { verifyCosignatureLine } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures } from "../../../src/note/note.ts";
import { blockWithBadSignature } from "../../support/bad-block.ts";
import { digestOf, FollowWorld, sealBody } from "../../support/follow-world.ts";
import { type OpenChain, openChain } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { seedSigner } from "../../support/test-keys.ts";

const ID = "authority-2";

/** An authority's cosigner beside a world that makes the blocks; `now` is its clock. */
class Bench {
  readonly world: FollowWorld;
  readonly folder: string;
  now: number;
  open: OpenChain;
  cosigner: Cosigner;

  constructor(t: TestContext) {
    this.world = new FollowWorld(t);
    this.now = this.world.kit.time;
    this.folder = join(tempFolder(t), "cosigner");
    this.open = openChain(this.world.kit, this.folder);
    this.cosigner = this.make(this.signer);
    t.after(() => this.open.db.close());
  }

  get signer(): Ed25519Signer {
    return this.world.kit.authority(ID).cosign;
  }

  make(signer: Ed25519Signer): Cosigner {
    const { chain } = this.open;
    return new Cosigner({ id: ID, chain, signer, clock: () => this.now, primitives: nodePrimitives });
  }

  restart(): void {
    this.open.db.close();
    this.open = openChain(this.world.kit, this.folder);
    this.cosigner = this.make(this.signer);
  }

  /** A block as the log proposes it: signed by the log alone, or already sealed by others. */
  proposal(draft: BlockDraft, by: readonly string[] = []): Proposal {
    const { kit } = this.world;
    const checkpoint = sealBody(kit, this.world.body(draft), by, kit.time);
    return { first: draft.first, leaves: draft.leaves, checkpoint };
  }

  /** A stored block of the world, under its own seal. */
  stored(height: number): Proposal {
    const { store } = this.world.chain;
    const block = store.seal(height);
    assert.ok(block);
    const leaves = [...store.leaves(block.first, block.size)];
    return { first: block.first, leaves, checkpoint: block.checkpoint };
  }

  deposit(name: string): Uint8Array {
    return this.world.kit.deposit(this.world.offices.archive, digestOf(name));
  }

  /** The next block, with this deposit in it. */
  next(name: string): Proposal {
    return this.proposal(this.world.draft([this.deposit(name)]));
  }

  judge(proposal: Proposal): string {
    return outcome(this.cosigner.judge(proposal));
  }
}

function outcome(answer: CosignAnswer): string {
  return answer.ok ? "signed" : answer.code;
}

/** The same block with other leaves, and a checkpoint that fits them. */
function reforge(bench: Bench, chain: ChainCopy, leaves: readonly Uint8Array[]): Proposal {
  const frontier = new Frontier(nodePrimitives.sha256);
  for (const leaf of chain.store.leaves(0, chain.size))
    frontier.append(leafHash(leaf, nodePrimitives.sha256));
  for (const leaf of leaves) frontier.append(leafHash(leaf, nodePrimitives.sha256));
  const body = bench.world.body({ size: frontier.size, root: frontier.root() });
  return { first: chain.size, leaves, checkpoint: sealBody(bench.world.kit, body, [], 0) };
}

test("it cosigns a block that holds, with its own key and the time of its clock", (t) => {
  const bench = new Bench(t);
  assert.equal(bench.judge(bench.stored(0)), "signed");
  bench.now += 60;
  const proposal = bench.next("a");
  const answer = bench.cosigner.judge(proposal);
  assert.ok(answer.ok);
  const body = proposal.checkpoint.slice(0, proposal.checkpoint.indexOf("\n\n") + 1);
  const name = cosignerName(bench.world.origin, ID);
  const { publicKey } = bench.signer;
  assert.equal(verifyCosignatureLine(body, answer.line, { name, publicKey }, nodePrimitives), bench.now);
  assert.equal(bench.cosigner.size, bench.world.chain.size + 2);
});

test("a block with one entry that breaks a rule gets no cosignature, and the next good one does", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  const { kit, chain } = bench.world;
  const stranger = { ...kit.office("archive"), officers: [seedSigner("stranger")] };
  const draft = blockWithBadSignature(bench.world);
  const [good] = draft.leaves as [Uint8Array];
  assert.equal(bench.judge(bench.proposal(draft)), "sig.invalid");

  const [record] = draft.leaves.slice(-1);
  const unknown = kit.deposit(stranger, digestOf("stranger"));
  assert.equal(bench.judge(reforge(bench, chain, [good, unknown, record as Uint8Array])), "sig.not_officer");
  assert.equal(bench.cosigner.size, chain.size);
  assert.equal(bench.judge(bench.next("after")), "signed");
});

test("roots, record and checkpoint that do not belong to the entries get no cosignature", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  const { chain, kit, offices } = bench.world;
  const issue = kit.issue(offices.identity, "id-card");
  const draft = bench.world.draft([issue]);
  const [entry, record] = draft.leaves as [Uint8Array, Uint8Array];
  const changes = {
    status: digestOf("s"),
    trust: digestOf("t"),
    authorities: digestOf("a"),
    since: 3,
    epoch: 7,
  };
  for (const [member, value] of Object.entries(changes)) {
    const forged = buildBlockRecord({ ...parseBlockRecord(record), [member]: value });
    assert.equal(bench.judge(reforge(bench, chain, [entry, forged])), `record.${member}`);
  }
  const other = bench.next("other");
  const { first, leaves, checkpoint } = bench.proposal(draft);
  assert.equal(bench.judge({ first, leaves, checkpoint: other.checkpoint }), "cosigner.root");
  assert.equal(bench.judge({ first, leaves: [...leaves, entry], checkpoint }), "cosigner.size");
  assert.equal(bench.judge({ first: first + 1, leaves, checkpoint }), "cosigner.behind");
  assert.equal(bench.judge({ first: first - 1, leaves, checkpoint }), "cosigner.fork");
  const body = checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1);
  const byOther = addSignatures(body, [signAsLog(body, bench.world.origin, seedSigner("other log"))]);
  assert.equal(bench.judge({ first, leaves, checkpoint: byOther }), "seal.no_log_signature");
  const cosignedOnly = sealBody(kit, body, ["authority-1"], 0).split("\n");
  const noLog = [...cosignedOnly.slice(0, 4), cosignedOnly[5], ""].join("\n");
  assert.equal(bench.judge({ first, leaves, checkpoint: noLog }), "seal.no_log_signature");
  assert.equal(bench.judge({ first, leaves, checkpoint: "nonsense" }), "note.syntax");
  assert.equal(bench.judge({ first, leaves, checkpoint }), "signed");
});

test("it never cosigns two roots for one size, nor a smaller tree", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  const first = bench.next("first");
  const second = bench.next("second");
  assert.equal(bench.judge(first), "signed");
  assert.equal(bench.judge(second), "cosigner.fork");
  assert.equal(bench.judge(first), "signed");
  assert.equal(bench.judge(bench.stored(0)), "cosigner.rollback");
  bench.restart();
  assert.equal(bench.judge(second), "cosigner.fork");
  assert.equal(bench.judge(bench.stored(0)), "cosigner.rollback");
  assert.equal(bench.judge(first), "signed");
});

test("stopped between storing and signing, it is bound by what it stored", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  const first = bench.next("first");
  const second = bench.next("second");
  const dying = bench.make({
    publicKey: bench.signer.publicKey,
    sign: () => {
      throw new Error("power cut");
    },
  });
  assert.throws(() => dying.judge(first), /power cut/);
  bench.restart();
  assert.equal(bench.cosigner.size, bench.world.chain.size + 2);
  assert.equal(bench.judge(second), "cosigner.fork");
  assert.equal(bench.judge(first), "signed");
});

test("what cannot be stored is not signed", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  bench.open.db.run("CREATE TRIGGER full BEFORE INSERT ON seal BEGIN SELECT RAISE(ABORT, 'full'); END");
  const proposal = bench.next("first");
  assert.equal(bench.judge(proposal), "cosigner.store");
  assert.equal(bench.cosigner.size, bench.world.chain.size);
  bench.open.db.run("DROP TRIGGER full");
  assert.equal(bench.judge(proposal), "signed");
});

test("a block's time must be near its clock", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  bench.world.kit.time += 121;
  const ahead = bench.next("ahead");
  assert.equal(bench.judge(ahead), "cosigner.time");
  bench.now += 1;
  assert.equal(bench.judge(ahead), "signed");
});

test("a block from before an outage is taken late, but not once a newer moment was vouched for", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  const late = bench.next("late");
  bench.now += 10_000;
  assert.equal(bench.judge(late), "signed");

  bench.world.seal([bench.deposit("late")]);
  const backdated = bench.next("backdated");
  bench.now += 5_000;
  assert.equal(bench.judge(bench.stored(1)), "signed", "the same block, cosigned again later");
  assert.equal(bench.judge(backdated), "cosigner.time");
  bench.restart();
  assert.equal(bench.judge(backdated), "cosigner.time");
});

test("a block that the others sealed meanwhile is taken whatever its time; with too few it is not", (t) => {
  const bench = new Bench(t);
  bench.judge(bench.stored(0));
  const draft = bench.world.draft([bench.deposit("missed")]);
  bench.now += 100_000;
  assert.equal(bench.judge(bench.stored(0)), "signed");
  const others = ["authority-1", "authority-3", "authority-4"];
  assert.equal(bench.judge(bench.proposal(draft, others.slice(1))), "cosigner.time");
  assert.equal(bench.judge(bench.proposal(draft, others)), "signed");
});

test("a first block of another time is not taken", (t) => {
  const bench = new Bench(t);
  bench.now += 1000;
  const { leaves, first, checkpoint } = bench.stored(0);
  const body = checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1);
  assert.equal(
    bench.judge({ first, leaves, checkpoint: sealBody(bench.world.kit, body, [], 0) }),
    "cosigner.time",
  );
});
