import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { CheckTxType } from "cosmjs-types/tendermint/abci/types";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { transactionOf } from "../../../../main/registry/cometbft/transaction.ts";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { equal, utf8 } from "../../../../src/bytes/bytes.ts";
import { readAccused } from "../../../../main/registry/cometbft/accused.ts";
import { Ledger } from "../../../../src/chain/blocks/ledger.ts";
import { codeOf } from "../../../../src/error.ts";
import { leafHash } from "../../../../src/merkle/hash.ts";
import { TestNode } from "../../../support/network-kit.ts";
import { nodeBody } from "../../../support/kit-authority.ts";
import { RegistryKit } from "../../../support/registry-kit.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** Four authorities of one network, begun, without an engine. */
async function network(count = 4): Promise<{ kit: RegistryKit; nodes: readonly TestNode[] }> {
  const kit = new RegistryKit({ network: true });
  const folder = tempFolder({ after });
  const nodes = kit.authorities
    .slice(0, count)
    .map((authority) => new TestNode(kit, authority, join(folder, authority.id)));
  after(() => nodes.forEach((node) => node.close()));
  for (const node of nodes) await node.begin();
  kit.take(kit.genesis);
  return { kit, nodes };
}

/** An entry that the rules admit on top of what the kit has taken; it is taken there too. */
function accredit(kit: RegistryKit, id: string): Uint8Array {
  return kit.take(kit.accredit(kit.office(id)));
}

async function codeOfRejection(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return codeOf(error);
  }
}

test("every node makes block 0 out of genesis at the engine's time, with the same app hash", async () => {
  const { kit, nodes } = await network();
  const hashes = nodes.map(({ decided }) => toBase64Url(decided.appHash()));
  assert.equal(new Set(hashes).size, 1);
  assert.equal(nodes[0]?.decided.ledger.head?.height, 0);
  assert.equal(nodes[0]?.decided.ledger.head?.time, kit.time);
  const { info } = await (nodes[0] as TestNode).ask({ info: {} } as never);
  assert.equal(info?.lastBlockHeight, 0n);
  assert.equal(info?.lastBlockAppHash.length, 0);
});

test("beginning again after a crash changes nothing; another registry, voters or state are refused", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const before = toBase64Url(node.decided.appHash());
  node.restart();
  await node.begin();
  assert.equal(toBase64Url(node.decided.appHash()), before);
  const other = { registry: toBase64Url(new Uint8Array(32)) };
  assert.equal(await codeOfRejection(node.begin(kit.time, other)), "comet.genesis");
  assert.equal(await codeOfRejection(node.begin(kit.time, { registry: 1 })), "comet.genesis");
  const from = { height: 7, size: 9, root: toBase64Url(new Uint8Array(32)) };
  const moved = { registry: toBase64Url(kit.registryId), from };
  assert.equal(await codeOfRejection(node.begin(kit.time, moved)), "comet.genesis");
  const fewer = new TestNode(kit, kit.authorities[0]!, join(tempFolder({ after }), "x"));
  after(() => fewer.close());
  const initChain = {
    time: { seconds: BigInt(kit.time), nanos: 0 },
    validators: [{ pubKey: { ed25519: kit.authorities[0]!.consensus.publicKey }, power: 1n }],
    appStateBytes: new TextEncoder().encode(JSON.stringify({ registry: toBase64Url(kit.registryId) })),
  };
  assert.equal(await codeOfRejection(fewer.ask({ initChain } as never)), "comet.genesis");
});

test("a block with one entry that breaks a rule is refused by each, whoever proposes it", async () => {
  const { kit, nodes } = await network();
  const good = accredit(kit, "land");
  const bad = kit.accredit(kit.office("land"));
  const forged = kit.entry({
    kind: "type.define",
    by: "authority-1",
    body: { id: "x" },
    signers: [kit.office("land").officers[0]!],
  });
  for (const node of nodes) {
    assert.equal(await node.accepts([good], 1), true);
    assert.equal(await node.accepts([good, bad], 1), false);
    assert.equal(await node.accepts([good, good], 1), false);
    assert.equal(await node.accepts([good, forged], 1), false);
    assert.equal(await node.accepts([new Uint8Array(5)], 1), false);
    assert.deepEqual(await node.propose([bad, good, good, forged], 1), [good]);
  }
});

test("entries that share a transaction are judged one by one: who proposes leaves the bad ones out, who votes takes none", async () => {
  const { kit, nodes } = await network();
  const [land, archive] = [accredit(kit, "land"), accredit(kit, "archive")];
  const bad = kit.accredit(kit.office("land"));
  const mixed = transactionOf([land, bad, archive]);
  const good = transactionOf([land, archive]);
  const broken = good.subarray(0, -1);
  for (const node of nodes) {
    // Handed on for the good ones in it.
    assert.equal(await node.check(mixed), undefined);
    assert.deepEqual(await node.propose([mixed, land, broken], 1), [good]);
    assert.equal(await node.accepts([mixed], 1), false);
    assert.equal(await node.accepts([good, broken], 1), false);
    assert.equal(await node.accepts([good, land], 1), false);
    assert.equal(await node.accepts([good], 1), true);
  }
  const [shared, apart] = nodes as [TestNode, TestNode];
  const once = await shared.decide([good], 1);
  const each = await apart.decide([land, archive], 1);
  assert.deepEqual(once.appHash, each.appHash);
  assert.deepEqual(
    once.txResults.map(({ code }) => code),
    [0],
  );
  assert.notEqual(await shared.check(mixed, CheckTxType.RECHECK), undefined);
  assert.equal(await shared.check(broken), "comet.transaction");
  assert.equal(
    await shared.check(transactionOf([land, accredit(kit, "port")]), CheckTxType.RECHECK),
    undefined,
  );
});

test("a decided transaction with a bad entry in it stands for its good ones, and says so", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const mixed = transactionOf([
    accredit(kit, "land"),
    kit.accredit(kit.office("land")),
    accredit(kit, "port"),
  ]);
  const { txResults } = await node.decide([mixed, new Uint8Array([0])], 1);
  assert.deepEqual(
    txResults.map(({ code, log }) => [code, log]),
    [
      [1, "office.known"],
      [1, "comet.transaction"],
    ],
  );
  assert.equal(node.decided.waiting.at(-1)?.leaves.length, 3);
});

test("a block record is refused as an entry, in the mempool and in a block", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const record = node.decided.waiting[0]?.leaves.at(-1) as Uint8Array;
  assert.equal(await node.check(record), "block.not_submittable");
  assert.equal(await node.accepts([record], 1), false);
  assert.deepEqual(await node.propose([record], 1), []);
  assert.equal(await node.check(accredit(kit, "land")), undefined);
  assert.notEqual(await node.check(new Uint8Array([1, 2])), undefined);
});

test("what a signature comes to is worked out once, however often the engine asks about its entry", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const entry = accredit(kit, "land");
  node.verified = 0;
  assert.equal(await node.check(entry), undefined);
  assert.deepEqual(await node.propose([entry], 1), [entry]);
  assert.equal(await node.accepts([entry], 1), true);
  await node.decide([entry], 2);
  assert.equal(node.verified, 1);
  // The rules are judged each time all the same.
  assert.equal(await node.accepts([entry], 3), false);
});

test("a decided block that this node never saw proposed is prepared on other cores, one that it judged is not", async () => {
  const { kit, nodes } = await network(2);
  const [judge, late] = nodes as [TestNode, TestNode];
  const entries = [accredit(kit, "land"), accredit(kit, "archive")];
  assert.equal(await judge.accepts(entries, 1), true);
  for (const node of [judge, late]) await node.aheadOfFinal(entries, 1);
  assert.deepEqual(judge.prepared, []);
  assert.deepEqual(late.prepared, entries);
  const [known, unknown] = await Promise.all([judge.decide(entries, 1), late.decide(entries, 1)]);
  assert.deepEqual(known.appHash, unknown.appHash);
});

test("an entry is known to wait from the decision to the seal of its block, also across a restart", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const entry = accredit(kit, "land");
  const hash = toBase64Url(leafHash(entry, nodePrimitives.sha256));
  assert.equal(node.decided.isWaiting(hash), false);
  await node.decide([entry], 1);
  assert.equal(node.decided.isWaiting(hash), true);
  node.restart();
  assert.equal(node.decided.isWaiting(hash), true);
  const checkpoints = node.decided.waiting.map(({ checkpoint }) => checkpoint);
  for (const checkpoint of checkpoints) node.decided.seal(checkpoint);
  assert.equal(node.decided.isWaiting(hash), false);
  assert.equal(node.decided.sealed.size, node.decided.ledger.head?.size);
});

test("the mempool judges each entry on top of those before it, and anew after each block", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const first = accredit(kit, "land");
  const second = accredit(kit, "bank");
  const twice = kit.accredit(kit.office("land"), { from: kit.time + 1 });
  assert.equal(await node.check(first), undefined);
  assert.equal(await node.check(second), undefined);
  assert.notEqual(await node.check(twice), undefined);
  await node.decide([first], 1);
  assert.equal(await node.check(second, CheckTxType.RECHECK), undefined);
  assert.notEqual(await node.check(first, CheckTxType.RECHECK), undefined);
});

test("a height without entries writes no record and leaves the app hash as it was", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const before = toBase64Url(node.decided.appHash());
  const done = await node.decide([], 1, kit.time + 500);
  assert.equal(toBase64Url(done.appHash), before);
  assert.equal(node.decided.ledger.head?.height, 0);
  assert.equal(node.decided.position?.height, 1);
  const full = await node.decide([accredit(kit, "land")], 2, kit.time + 501);
  assert.notEqual(toBase64Url(full.appHash), before);
  assert.equal(toBase64Url(full.appHash), toBase64Url(node.decided.appHash()));
  assert.equal(node.decided.ledger.head?.time, kit.time + 501);
});

test("time is the engine's: a block years off our clock is taken, and a stale proposal of ours is left empty", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const entry = accredit(kit, "land");
  node.clock.now = kit.time + 61;
  assert.deepEqual(await node.propose([entry], 1, kit.time), []);
  assert.deepEqual(await node.propose([entry], 1, kit.time + 1), [entry]);
  node.clock.now = kit.time + 4 * 365 * 86_400;
  assert.equal(await node.accepts([entry], 1, kit.time), true);
  await node.decide([entry], 1, kit.time);
  assert.equal(node.decided.ledger.head?.time, kit.time);
});

test("a crash before commit leaves the old state, one after it the new; replayed, the roots are the same", async () => {
  const { kit, nodes } = await network(2);
  const [node, other] = nodes as [TestNode, TestNode];
  const entry = accredit(kit, "land");
  await other.decide([entry], 1);
  await node.finalize([entry], 1);
  node.restart();
  assert.equal(node.decided.position?.height, 0);
  assert.equal(await codeOfRejection(node.commit()), "comet.order");
  await node.decide([entry], 1);
  node.restart();
  const { info } = await node.ask({ info: {} } as never);
  assert.equal(info?.lastBlockHeight, 1n);
  assert.equal(
    toBase64Url(info?.lastBlockAppHash ?? new Uint8Array(0)),
    toBase64Url(other.decided.appHash()),
  );
  assert.equal(await codeOfRejection(node.decide([], 3)), "comet.order");
});

test("the same entries at the same cuts and times are the same bytes as by any other engine", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const plain = new Ledger(kit.registryId, nodePrimitives, { genesis: kit.genesis });
  plain.commit(plain.draft([kit.genesis], kit.time).draft!);
  const cuts = [["land", "bank"], ["court"], ["notary", "mayor", "tax"]];
  for (const [at, ids] of cuts.entries()) {
    const time = kit.time + 10 * (at + 1);
    const entries = ids.map((id) => accredit(kit, id));
    const { draft } = plain.draft(entries, time);
    plain.commit(draft!);
    await node.decide(entries, at + 1, time);
    assert.deepEqual(node.decided.waiting.at(-1)?.leaves, draft!.leaves);
    assert.ok(equal(node.decided.ledger.head!.root, plain.head!.root));
  }
});

test("who is admitted or retired votes, or no longer does, from the same block's answer; the next change waits", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const fifth = kit.authority("authority-5");
  const admit = kit.take(kit.byQuorum("authority.admit", nodeBody(fifth)));
  const done = await node.decide([admit], 1);
  assert.deepEqual(
    done.validatorUpdates.map(({ pubKey, power }) => [pubKey.ed25519, power]),
    [[fifth.consensus.publicKey, 1n]],
  );
  const retire = kit.take(kit.retire("authority-4"));
  assert.deepEqual(await node.propose([retire], 2), []);
  assert.equal(await node.accepts([retire], 2), false);
  assert.deepEqual((await node.decide([], 2)).validatorUpdates, []);
  assert.deepEqual(await node.propose([retire], 3), [retire]);
  const gone = await node.decide([retire], 3);
  assert.deepEqual(
    gone.validatorUpdates.map(({ pubKey, power }) => [pubKey.ed25519, power]),
    [[kit.authorities[3]!.consensus.publicKey, 0n]],
  );
  // Which change came last is known after a crash too.
  node.restart();
  const amend = kit.byQuorum("authority.amend", { id: "authority-1", name: { en: "One" } });
  assert.equal(await node.accepts([amend], 4), false);
  assert.equal(await node.accepts([amend], 5), true);
});

test("the first block leaves who votes as it is: whoever is admitted begins out of one before that", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const entry = accredit(kit, "land");
  const admit = kit.take(kit.byQuorum("authority.admit", nodeBody(kit.authority("authority-5"))));
  assert.deepEqual(await node.propose([entry, admit], 1), [entry]);
  await node.decide([entry], 1);
  assert.deepEqual(await node.propose([admit], 2), [admit]);
});

test("what was signed before a crash is signed again only over the same bytes", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  await node.decide([accredit(kit, "land")], 1);
  const signed = node.decided.waiting.map(({ checkpoint }) => checkpoint);
  assert.equal(signed.length, 2);
  // As if the power went between storing the block and signing it.
  node.db.run("UPDATE decided SET checkpoint = '' WHERE height = 1");
  node.clock.now += 1_000;
  node.restart();
  const again = node.decided.waiting.map(({ checkpoint }) => checkpoint);
  assert.equal(again[0], signed[0]);
  assert.equal(again[1]?.split("\n\n")[0], signed[1]?.split("\n\n")[0]);
});

test("whom the engine has evidence against is named by authority, once, also after a crash", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const address = (at: number): Uint8Array =>
    nodePrimitives.sha256(kit.authorities[at]!.consensus.publicKey).subarray(0, 20);
  await node.finalize([], 1, kit.time, [address(2), address(2), new Uint8Array(20)]);
  assert.deepEqual(readAccused(node.decided.sealed.store), []);
  await node.commit();
  await node.finalize([accredit(kit, "land")], 2, kit.time, [address(0)]);
  await node.commit();
  node.restart();
  assert.deepEqual(readAccused(node.decided.sealed.store), ["authority-1", "authority-3"]);
});

test("giant, malformed and unknown entries: each is refused with a code, none gets into a block, the node lives", async () => {
  const { kit, nodes } = await network(1);
  const [node] = nodes as [TestNode];
  const good = accredit(kit, "land");
  const [office] = [kit.office("bank")];
  const text = new TextDecoder().decode(kit.accredit(office));
  const hostile: [string, Uint8Array][] = [
    ["nothing", new Uint8Array(0)],
    ["zeros", new Uint8Array(65_536)],
    ["a large entry", utf8(text.replace('"name":{"en":"bank"}', `"name":{"en":"${"b".repeat(65_000)}"}`))],
    ["megabytes", new Uint8Array(4 << 20).fill(0x7b)],
    ["deep", utf8("[".repeat(60_000))],
    ["an unknown kind", utf8(text.replace("office.accredit", "office.destroy"))],
    [
      "another registry's",
      new RegistryKit({ network: true, origin: "registry.test/other" }).accredit(office),
    ],
    ["not canonical", utf8(` ${text}`)],
  ];
  for (const [what, bytes] of hostile) {
    const code = await node.check(bytes);
    assert.match(code ?? "", /^[a-z]+\.[a-z_]+$/, what);
    assert.equal(await node.accepts([good, bytes], 1), false, what);
  }
  const flood = [
    ...hostile.map(([, bytes]) => bytes),
    ...Array.from({ length: 5_000 }, () => new Uint8Array([1])),
  ];
  assert.deepEqual(await node.propose([...flood, good, ...flood], 1), [good]);
  await node.decide([good], 1);
  assert.equal(node.decided.ledger.head?.height, 1);
});
