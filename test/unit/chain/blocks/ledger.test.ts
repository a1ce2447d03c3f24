import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { authoritySetHash, parseAuthoritySet } from "../../../../src/chain/state/authority-set.ts";
import { type BlockRecord, buildBlockRecord } from "../../../../src/chain/blocks/block-record.ts";
import { type BlockDraft, Ledger, registryIdOf } from "../../../../src/chain/blocks/ledger.ts";
import { MemoryState } from "../../../../src/chain/state/memory-state.ts";
import { EMPTY_ROOT } from "../../../../src/merkle/hash.ts";
import { referenceTrustRoot } from "../../../support/reference-roots.ts";
import { commitmentOf, type RegistryKit, START } from "../../../support/registry-kit.ts";
import { standardRegistry } from "../../../support/standard-registry.ts";
import { hashOf, keyText, seedSigner } from "../../../support/test-keys.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const HASH = "A".repeat(43);

/** The standard registry as block 0, the kit building on the ledger's state. */
function begun(): ReturnType<typeof standardRegistry> & { readonly ledger: Ledger } {
  const standard = standardRegistry();
  const ledger = new Ledger(standard.kit.registryId, nodePrimitives);
  add(ledger, standard.leaves, START);
  standard.kit.state = ledger.state;
  return { ...standard, ledger };
}

function add(ledger: Ledger, leaves: readonly Uint8Array[], time = START): BlockDraft {
  const { draft, outcomes } = ledger.draft(leaves, time);
  for (const outcome of outcomes) assert.equal(outcome.ok ? "taken" : outcome.code, "taken");
  assert.ok(draft !== undefined);
  ledger.commit(draft);
  return draft;
}

/** Codes of the outcomes, `taken` where there is none. */
function codesOf(ledger: Ledger, leaves: readonly Uint8Array[]): readonly string[] {
  return ledger.draft(leaves, START).outcomes.map((outcome) => (outcome.ok ? "taken" : outcome.code));
}

function codeOfCheck(ledger: Ledger, leaves: readonly Uint8Array[]): string {
  const checked = ledger.check(leaves);
  return checked.ok ? "accepted" : checked.code;
}

function deposit({ kit, archive }: ReturnType<typeof begun>, name: string): Uint8Array {
  return kit.deposit(archive, hashOf(name));
}

test("the block of genesis is height 0, and each block follows the record before it", () => {
  const { kit, leaves } = standardRegistry();
  const ledger = new Ledger(kit.registryId, nodePrimitives);
  assert.equal(ledger.head, undefined);
  assert.deepEqual(registryIdOf(kit.genesis, nodePrimitives), ledger.registryId);
  const first = add(ledger, leaves, START);
  assert.deepEqual([first.height, first.first, first.size], [0, 0, leaves.length + 1]);
  const { trust, authorities, ...record } = first.record;
  assert.deepEqual(record, {
    after: HASH,
    height: 0,
    time: START,
    first: 0,
    count: leaves.length,
    status: toBase64Url(EMPTY_ROOT),
    epoch: 0,
    since: 0,
    rules: 1,
  });
  assert.equal(authorities, authoritySetHash(ledger.authoritySet(), nodePrimitives.sha256));
  assert.notEqual(trust, record.status);
  assert.deepEqual(first.leaves.at(-1), new Uint8Array(buildBlockRecord(first.record)));

  kit.state = ledger.state;
  const second = add(ledger, [kit.define("licence")], START + 10);
  assert.equal(second.record.after, first.recordHash);
  assert.deepEqual([second.height, second.first, second.size], [1, first.size, first.size + 2]);
  const { height, size, root, time, recordHash } = second;
  assert.deepEqual(ledger.head, { height, size, root, time, recordHash, record: second.record });
});

test("a draft takes what the rules accept, in order, and says of each what became of it", () => {
  const world = begun();
  const { kit, ledger, land } = world;
  const issued = kit.issue(land, "title", { tag: hashOf("parcel"), owners: ["ana"] });
  const twin = kit.issue(land, "title", { tag: hashOf("parcel"), owners: ["ben"], index: 99 });
  const suspended = kit.entry({
    kind: "credential.suspend",
    by: "land",
    body: { commitment: commitmentOf(issued), reason: "lost" },
    signers: land.officers.slice(0, 1),
    after: kit.hash(issued),
  });
  const noise = new Uint8Array([1, 2, 3]);
  const { draft, outcomes } = ledger.draft([noise, issued, twin, issued, suspended], START + 1);
  const first = ledger.head!.size;
  assert.deepEqual(outcomes, [
    { ok: false, code: "entry.syntax" },
    { ok: true, value: { hash: kit.hash(issued), leaf: first } },
    { ok: false, code: "tag.held" },
    { ok: false, code: "commitment.known" },
    { ok: true, value: { hash: kit.hash(suspended), leaf: first + 1 } },
  ]);
  assert.deepEqual(draft?.leaves.slice(0, -1), [issued, suspended]);
  assert.equal(ledger.state.credential(commitmentOf(issued)), undefined);

  assert.deepEqual(ledger.draft([twin, noise].slice(1), START).draft, undefined);
  assert.deepEqual(ledger.draft([], START), { draft: undefined, outcomes: [] });
});

test("a block's time never goes back, whatever the clock says", () => {
  const world = begun();
  add(world.ledger, [deposit(world, "one")], START + 100);
  assert.equal(add(world.ledger, [deposit(world, "two")], START + 40).time, START + 100);
  assert.equal(add(world.ledger, [deposit(world, "three")], START + 101).time, START + 101);
});

test("block 0 begins with the registry's own genesis and changes no authorities", () => {
  const { kit } = standardRegistry();
  const ledger = new Ledger(kit.registryId, nodePrimitives);
  const stranger = standardRegistry({ origin: "other.test/registry" }).kit;
  const admit = kit.admit("authority-5");
  assert.deepEqual(codesOf(ledger, [stranger.genesis, admit, kit.genesis, kit.genesis, admit]), [
    "registry.id",
    "registry.missing",
    "taken",
    "authority.one_change",
    "authority.one_change",
  ]);
  const amend = kit.byQuorum("registry.amend", { from: 1, quorum: 4 });
  assert.deepEqual(codesOf(ledger, [kit.genesis, amend]), ["taken", "authority.one_change"]);
  const begunElsewhere = new Ledger(stranger.registryId, nodePrimitives);
  add(begunElsewhere, [stranger.genesis]);
  assert.equal(
    codeOfCheck(begunElsewhere, [kit.genesis, buildBlockRecord(recordOf(ledger, 1))]),
    "record.height",
  );
});

/** A record that would fit as the next one of a ledger, its computed members made up. */
function recordOf(ledger: Ledger, count: number): BlockRecord {
  const { head } = ledger;
  return {
    after: head?.recordHash ?? HASH,
    height: head === undefined ? 0 : head.height + 1,
    time: head?.time ?? 0,
    first: head?.size ?? 0,
    count,
    status: HASH,
    trust: HASH,
    authorities: HASH,
    epoch: 0,
    since: 0,
    rules: 1,
  };
}

test("a record that is wrong in any member is refused by that member's code", () => {
  const world = begun();
  const { ledger, kit, identity } = world;
  const issued = kit.issue(identity, "id-card", { index: 3 });
  add(ledger, [issued], START + 50);
  const entries = [deposit(world, "one"), kit.suspend(identity, commitmentOf(issued))];
  const { draft } = ledger.draft(entries, START + 60);
  assert.ok(draft !== undefined);
  const { record } = draft;
  const withRecord = (change: Partial<BlockRecord>, of = entries): string =>
    codeOfCheck(ledger, [...of, buildBlockRecord({ ...record, ...change })]);

  const other = hashOf("other");
  assert.equal(withRecord({}), "accepted");
  assert.equal(withRecord({ height: record.height + 1 }), "record.height");
  assert.equal(withRecord({ height: 0 }), "record.height");
  assert.equal(withRecord({ after: other }), "record.after");
  assert.equal(withRecord({ time: START + 49 }), "record.time");
  assert.equal(withRecord({ time: START + 61 }), "accepted");
  assert.equal(withRecord({ first: record.first + 1 }), "record.first");
  assert.equal(withRecord({ count: 3 }), "record.count");
  assert.equal(withRecord({}, entries.slice(1)), "record.count");
  assert.equal(withRecord({ status: other }), "record.status");
  assert.equal(withRecord({ status: ledger.head!.record.status }), "record.status");
  assert.equal(withRecord({ trust: other }), "record.trust");
  assert.equal(withRecord({ authorities: other }), "record.authorities");
  assert.equal(withRecord({ epoch: 1 }), "record.epoch");
  assert.equal(withRecord({ since: 1 }), "record.since");
  assert.equal(withRecord({ rules: 2 }), "record.rules");
  assert.equal(withRecord({ count: 0 }, []), "block.empty");
  assert.equal(codeOfCheck(ledger, []), "block.empty");
  assert.equal(codeOfCheck(ledger, entries), "record.syntax");
  assert.equal(codeOfCheck(ledger, [...entries, new Uint8Array(0)]), "record.syntax");
});

test("an entry that breaks a rule is named by its place and code", () => {
  const world = begun();
  const { ledger, kit, identity } = world;
  const good = [deposit(world, "one"), kit.issue(identity, "id-card")];
  const { draft } = ledger.draft(good, START);
  assert.ok(draft !== undefined);
  const [one, two, record] = draft.leaves as [Uint8Array, Uint8Array, Uint8Array];
  const three = buildBlockRecord({ ...draft.record, count: 3 });
  assert.deepEqual(ledger.check([one, two, one, three]), { ok: false, code: "deposit.known", entry: 2 });
  assert.deepEqual(ledger.check([one, two, two, three]), { ok: false, code: "commitment.known", entry: 2 });
  assert.deepEqual(ledger.check([one, record, two, three]), {
    ok: false,
    code: "block.not_submittable",
    entry: 1,
  });
  assert.deepEqual(ledger.check([one.subarray(1), two, record]), {
    ok: false,
    code: "entry.syntax",
    entry: 0,
  });
  const forged = Uint8Array.from(two);
  const at = Buffer.from(forged).indexOf('"sig":"') + 10;
  forged[at] = forged[at] === 0x41 ? 0x42 : 0x41;
  assert.deepEqual(ledger.check([one, forged, record]), { ok: false, code: "sig.invalid", entry: 1 });
});

test("signatures are trusted only where the caller says so, and nothing else is", () => {
  const world = begun();
  const { ledger, kit, identity } = world;
  const counted = { calls: 0 };
  const primitives = {
    ...nodePrimitives,
    verifyEd25519: (...parts: Parameters<typeof nodePrimitives.verifyEd25519>): boolean => {
      counted.calls++;
      return nodePrimitives.verifyEd25519(...parts);
    },
  };
  const follower = new Ledger(kit.registryId, primitives);
  const blocks = [world.leaves, [kit.issue(identity, "id-card")]];
  const other = new Ledger(kit.registryId, nodePrimitives);
  for (const entries of blocks) {
    const { leaves, leafHashes } = add(other, entries);
    throwsCode(() => follower.check(leaves, { leafHashes: leafHashes.slice(1) }), "ledger.leaf_hashes");
    const checked = follower.check(leaves, { signatures: "trusted", leafHashes });
    assert.ok(checked.ok);
    follower.commit(checked.value);
  }
  assert.equal(counted.calls, 0);
  assert.deepEqual(follower.head, other.head);
  const stranger = kit.issue(identity, "id-card", { officers: [seedSigner("nobody")] });
  const block = [stranger, buildBlockRecord(recordOf(ledger, 1))];
  assert.deepEqual(ledger.check(block, { signatures: "trusted" }), {
    ok: false,
    code: "sig.not_officer",
    entry: 0,
  });
});

test("only a draft of this ledger on its present head can be folded in, and only once", () => {
  const world = begun();
  const { ledger, kit } = world;
  const twin = new Ledger(kit.registryId, nodePrimitives);
  add(twin, world.leaves);
  const one = ledger.draft([deposit(world, "one")], START).draft!;
  const two = ledger.draft([deposit(world, "two")], START).draft!;
  throwsCode(() => twin.commit(one), "ledger.stale_draft");
  throwsCode(() => ledger.commit({ ...one }), "ledger.stale_draft");
  ledger.commit(one);
  const { head } = ledger;
  throwsCode(() => ledger.commit(one), "ledger.stale_draft");
  throwsCode(() => ledger.commit(two), "ledger.stale_draft");
  assert.equal(ledger.head, head);
  assert.equal(ledger.state.deposit(hashOf("two")), undefined);
  assert.ok(ledger.state.deposit(hashOf("one")) !== undefined);
});

test("a store that cannot write leaves the ledger where it was", () => {
  const { kit, leaves } = standardRegistry();
  let full = true;
  class Store extends MemoryState {
    override write(writes: Parameters<MemoryState["write"]>[0]): void {
      if (full) throw new Error("disk full");
      super.write(writes);
    }
  }
  const ledger = new Ledger(kit.registryId, nodePrimitives, { state: new Store() });
  const { draft } = ledger.draft(leaves, START);
  assert.ok(draft !== undefined);
  assert.throws(() => ledger.commit(draft), /disk full/);
  assert.deepEqual([ledger.head], [undefined]);
  full = false;
  ledger.commit(draft);
  assert.equal(ledger.head?.recordHash, draft.recordHash);
});

test("before block 0 genesis alone says who may seal it", () => {
  const { kit } = standardRegistry();
  const empty = new Ledger(kit.registryId, nodePrimitives);
  throwsCode(() => empty.sealPolicy(), "ledger.no_genesis");
  throwsCode(() => empty.authoritySet(), "ledger.no_genesis");
  throwsCode(() => new Ledger(kit.registryId.subarray(1), nodePrimitives), "ledger.registry_id");
  const stranger = standardRegistry({ origin: "other.test/registry" }).kit.genesis;
  throwsCode(() => new Ledger(kit.registryId, nodePrimitives, { genesis: stranger }), "ledger.genesis");
  const noise = Uint8Array.of(1);
  const named = new Ledger(registryIdOf(noise, nodePrimitives), nodePrimitives, { genesis: noise });
  throwsCode(() => named.sealPolicy(), "ledger.genesis");

  const ledger = new Ledger(kit.registryId, nodePrimitives, { genesis: kit.genesis });
  const policy = ledger.sealPolicy();
  assert.equal(policy.origin, "registry.test/sealfolio");
  assert.equal(policy.quorum, 3);
  assert.deepEqual(
    policy.authorities,
    kit.authorities.map(({ id, cosign }) => ({ id, cosign: new Uint8Array(cosign.publicKey) })),
  );
  assert.deepEqual(policy.logKeys, [new Uint8Array(kit.log.publicKey)]);
  assert.equal(ledger.head, undefined);
  add(ledger, [kit.genesis]);
  assert.deepEqual(ledger.sealPolicy(), policy);
});

/** Epoch, first entry of it and number of authorities, after one more block. */
function epochAfter(ledger: Ledger, ...leaves: readonly Uint8Array[]): readonly number[] {
  const { record } = add(ledger, leaves);
  assert.equal(record.trust, referenceTrustRoot(ledger.state));
  const set = ledger.authoritySet();
  assert.deepEqual(parseAuthoritySet(JSON.parse(JSON.stringify(set))), set);
  assert.equal(record.authorities, authoritySetHash(set, nodePrimitives.sha256));
  return [record.epoch, record.since, set.authorities.length, set.quorum];
}

function fillers(kit: RegistryKit, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => kit.define(`filler-${kit.state.types().length + i}`));
}

test("an epoch begins with the entry that changes who seals, at most one a block", () => {
  const { ledger, kit } = begun();
  const policy = ledger.sealPolicy();
  const [five, six] = [kit.admit("authority-5"), kit.admit("authority-6")];
  const filler = fillers(kit, 1)[0]!;
  assert.deepEqual(codesOf(ledger, [five, filler, six]), ["taken", "taken", "authority.one_change"]);
  const both = [five, six, buildBlockRecord(recordOf(ledger, 2))];
  assert.deepEqual(ledger.check(both), { ok: false, code: "authority.one_change", entry: 1 });

  const at = ledger.head!.size;
  assert.deepEqual(ledger.sealPolicy(), policy);
  assert.deepEqual(epochAfter(ledger, filler, five), [1, at + 1, 5, 4]);
  assert.deepEqual(epochAfter(ledger, ...fillers(kit, 2)), [1, at + 1, 5, 4]);
  const renamed = kit.byQuorum("authority.amend", { id: "authority-1", name: { en: "One" } });
  assert.deepEqual(epochAfter(ledger, renamed), [1, at + 1, 5, 4]);
  const rekeyed = ledger.head!.size;
  const cosign = keyText(seedSigner("next cosign"));
  const amend = kit.byQuorum("authority.amend", { id: "authority-2", cosign });
  assert.deepEqual(epochAfter(ledger, amend), [2, rekeyed, 5, 4]);
  assert.equal(ledger.authoritySet().authorities[1]?.cosign, cosign);
  const retired = ledger.head!.size;
  assert.deepEqual(epochAfter(ledger, kit.retire("authority-5")), [3, retired, 4, 3]);
});

test("an amendment begins its epoch at the block before the height it names", () => {
  const { ledger, kit } = begun();
  const amendAt = ledger.head!.size + 1;
  const amend = kit.byQuorum("registry.amend", { from: 3, quorum: 4 });
  assert.deepEqual(epochAfter(ledger, ...fillers(kit, 1), amend), [0, 0, 4, 3]);
  assert.equal(ledger.head!.height, 1);
  assert.deepEqual(epochAfter(ledger, ...fillers(kit, 1)), [1, amendAt, 4, 4]);
  assert.deepEqual(epochAfter(ledger, ...fillers(kit, 1)), [1, amendAt, 4, 4]);

  // Both in one block: the admission is the newer of the two entries.
  const log = keyText(seedSigner("next log"));
  const soon = kit.byQuorum("registry.amend", { from: ledger.head!.height + 2, log });
  const at = ledger.head!.size;
  const admitted = kit.admit("authority-5");
  assert.deepEqual(epochAfter(ledger, soon, admitted), [2, at + 1, 5, 4]);
  assert.ok(ledger.authoritySet().log.includes(log));
});
