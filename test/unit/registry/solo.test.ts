import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import { type KitOffice, RegistryKit, START } from "../../support/registry-kit.ts";
import { QUICK, SoloNetwork, type TestPort } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { hashOf } from "../../support/test-keys.ts";

/** A network with its genesis sealed, and an office that may deposit. */
async function network(
  t: TestContext,
  tuning = QUICK,
): Promise<{ net: SoloNetwork; kit: RegistryKit; archive: KitOffice }> {
  const kit = new RegistryKit();
  const net = new SoloNetwork(kit, join(tempFolder(t), "network"), tuning);
  t.after(() => net.close());
  const archive = kit.office("archive");
  await net.seal(kit.genesis);
  await net.seal(kit.accredit(archive, { deposits: true }));
  return { net, kit, archive };
}

function deposit(kit: RegistryKit, archive: KitOffice, name: string): Uint8Array {
  return kit.deposit(archive, hashOf(name));
}

/** Text of each checkpoint that any cosigner was ever shown, by size. */
function shown(net: SoloNetwork, into = new Map<number, Set<string>>()): Map<number, Set<string>> {
  for (const { asked } of net.ports) {
    for (const { checkpoint } of asked) {
      const { text } = parseNote(checkpoint);
      const { size } = parseCheckpoint(text);
      into.set(size, (into.get(size) ?? new Set()).add(text));
    }
  }
  return into;
}

test("entries are sealed in order, each block with a quorum, and every copy holds the same log", async (t) => {
  const { net, kit, archive } = await network(t);
  for (let i = 0; i < 5; i++) await net.seal(deposit(kit, archive, `document ${i}`));
  const { chain } = net;
  for (const block of chain.store.blocks(0, 100)) {
    const seal = verifySeal(block.checkpoint, chain.epochs.policyFor(block.size), nodePrimitives);
    assert.equal(seal.checkpoint.size, block.size);
    assert.ok(seal.cosigners.length >= 3);
  }
  for (let i = 0; i < 4; i++) {
    await net.until(() => equal(net.copyOf(i).root as Uint8Array, chain.root as Uint8Array));
  }
  await net.restart();
  assert.ok(equal(net.chain.root as Uint8Array, net.copyOf(0).root as Uint8Array));
});

test("many entries at once come into few blocks, in the order of their acknowledgement", async (t) => {
  const { net, kit, archive } = await network(t);
  const leaves = Array.from({ length: 300 }, (_, i) => deposit(kit, archive, `many ${i}`));
  const before = net.chain.store.newest?.height as number;
  const answers = await Promise.all(leaves.map((leaf) => net.engine.submit(leaf)));
  assert.ok(answers.every(({ ok }) => ok));
  await net.until(() => net.engine.health().pending === 0);
  const { store } = net.chain;
  assert.ok((store.newest?.height as number) - before <= 3);
  const found = answers.map((answer) => {
    const state = answer.ok ? net.engine.status(answer.value.hash) : undefined;
    return state?.state === "sealed" ? state.index : -1;
  });
  assert.deepEqual(
    found,
    [...found].sort((a, b) => a - b),
  );
  assert.deepEqual(store.leaf(found[299] as number), leaves[299]);
});

test("a refusal comes at once, also over what is only pending; the same entry twice is one", async (t) => {
  const { net, kit, archive } = await network(t);
  for (const port of net.ports) port.up = false;
  const leaf = deposit(kit, archive, "one");
  const [first, again] = await Promise.all([net.engine.submit(leaf), net.engine.submit(leaf)]);
  assert.deepEqual(first, again);
  assert.ok(first.ok);
  assert.deepEqual(await net.engine.submit(leaf), first);
  assert.equal(net.engine.health().pending, 1);
  assert.deepEqual(net.engine.status(first.value.hash), { state: "pending" });
  const twin = kit.entry({
    kind: "document.deposit",
    by: "archive",
    body: { digest: hashOf("one") },
    signers: kit.office("archive").officers,
  });
  assert.deepEqual(await net.engine.submit(twin), first, "deterministic signatures: the same bytes");
  const other = deposit(kit, kit.office("nobody"), "two");
  assert.deepEqual(await net.engine.submit(other), { ok: false, code: "office.unknown" });
  assert.deepEqual(await net.engine.submit(new Uint8Array(10)), { ok: false, code: "entry.syntax" });
  assert.deepEqual(await net.engine.submit(new Uint8Array(70_000)), { ok: false, code: "entry.too_large" });
  assert.equal(net.engine.status(hashOf("never seen")), undefined);
  assert.equal(net.engine.status("no hash"), undefined);
  for (const port of net.ports) port.up = true;
  await net.until(() => net.engine.status(first.value.hash)?.state === "sealed");
  assert.deepEqual(await net.engine.submit(leaf), { ok: false, code: "deposit.known" });
});

test("two changes of authorities, sent together, come into two blocks, and what hangs on them after", async (t) => {
  const { net, kit } = await network(t);
  const admit = kit.admit("authority-5");
  // Five authorities want a quorum of four.
  const signers = kit.authorities.map(({ entry }) => entry);
  const second = kit.byQuorum("authority.retire", { id: "authority-4", reason: "ended" }, signers);
  const answers = await Promise.all([net.engine.submit(admit), net.engine.submit(second)]);
  assert.ok(answers.every(({ ok }) => ok));
  await net.until(() => net.engine.health().pending === 0);
  const heights = answers.map((answer) => {
    const state = answer.ok ? net.engine.status(answer.value.hash) : undefined;
    return state?.state === "sealed" ? state.height : -1;
  });
  assert.equal((heights[1] as number) - (heights[0] as number), 1);
  assert.equal(net.chain.epochs.newest.epoch, 2);
});

test("below quorum nothing is sealed and nothing lost; sealing goes on when enough are back", async (t) => {
  const { net, kit, archive } = await network(t);
  const { size } = net.chain;
  for (const port of net.ports.slice(0, 2)) port.up = false;
  const answer = await net.engine.submit(deposit(kit, archive, "waits"));
  assert.ok(answer.ok);
  await net.until(() => net.engine.health().fault === "seal.no_quorum");
  assert.deepEqual(net.engine.health().silent, {
    "authority-1": "cosigner.unreachable",
    "authority-2": "cosigner.unreachable",
  });
  assert.equal(net.chain.size, size);
  await net.restart(() => {
    net.clock.now += 3600;
  });
  for (const port of net.ports.slice(0, 2)) port.up = false;
  assert.deepEqual(net.engine.status(answer.value.hash), { state: "pending" });
  (net.ports[0] as TestPort).up = true;
  await net.until(() => net.engine.status(answer.value.hash)?.state === "sealed");
  assert.equal(net.engine.health().fault, undefined);
});

test("what was signed for a size is the only thing ever signed for it, whatever stops in between", async (t) => {
  const { net, kit, archive } = await network(t);
  let checkpoints = shown(net);
  for (let round = 0; round < 6; round++) {
    // Answers get lost after some cosigners have stored the block; then all is stopped and time goes on.
    for (const [at, port] of net.ports.entries()) port.lose = at < 2 + (round % 2) ? 1_000 : 0;
    await net.engine.submit(deposit(kit, archive, `round ${round}`));
    await net.until(() => net.engine.health().fault !== undefined || round % 3 === 2);
    await net.engine.submit(deposit(kit, archive, `round ${round}, later`));
    checkpoints = shown(net, checkpoints);
    await net.restart(() => {
      net.clock.now += 7;
    });
    await net.until(() => net.engine.health().pending === 0);
    checkpoints = shown(net, checkpoints);
  }
  for (const [size, texts] of checkpoints) assert.equal(texts.size, 1, `size ${size}`);
  assert.equal(net.engine.health().fault, undefined);
});

test("a cosigner that was away gets the blocks it missed, one by one, however old they are", async (t) => {
  const { net, kit, archive } = await network(t);
  const away = net.ports[0] as TestPort;
  away.up = false;
  for (let i = 0; i < 4; i++) {
    net.clock.now += 500;
    await net.seal(deposit(kit, archive, `while away ${i}`));
  }
  assert.ok(net.copyOf(0).size < net.chain.size);
  away.up = true;
  await net.seal(deposit(kit, archive, "back"));
  await net.until(() => net.copyOf(0).size === net.chain.size);
  assert.ok(equal(net.copyOf(0).root as Uint8Array, net.chain.root as Uint8Array));
});

test("the newest checkpoint is cosigned again, and the block's first seal stays", async (t) => {
  const { net, kit, archive } = await network(t, { ...QUICK, recosignMs: 30 });
  await net.seal(deposit(kit, archive, "quiet"));
  const first = net.chain.store.newest?.checkpoint as string;
  net.clock.now += 300;
  const timeOf = (): number => {
    const { fresh, checkpoint } = net.chain.store.newest as { fresh?: string; checkpoint: string };
    return verifySeal(fresh ?? checkpoint, net.chain.policyOfNewest, nodePrimitives).time;
  };
  await net.until(() => timeOf() === net.clock.now);
  assert.equal(net.chain.store.newest?.checkpoint, first);
  assert.equal(verifySeal(first, net.chain.policyOfNewest, nodePrimitives).time, START);
});

test("an entry acknowledged, but refused when its block is made, is found with its code", async (t) => {
  const { net, kit } = await network(t, { ...QUICK, blockMs: 150 });
  const brief = kit.office("brief");
  await net.seal(kit.accredit(brief, { deposits: true, to: START + 100 }));
  const answer = await net.engine.submit(deposit(kit, brief, "too late"));
  assert.ok(answer.ok);
  net.clock.now += 101;
  await net.until(() => net.engine.health().pending === 0);
  const state = net.engine.status(answer.value.hash);
  assert.ok(state?.state === "refused");
  await net.restart();
  assert.deepEqual(net.engine.status(answer.value.hash), state);
});

test("refused for a rule by so many that no quorum is left, it stops with a code and keeps what it has", async (t) => {
  const { net, kit, archive } = await network(t);
  for (const port of net.ports.slice(2)) port.answer = { ok: false, code: "tag.held" };
  const answer = await net.engine.submit(deposit(kit, archive, "stuck"));
  assert.ok(answer.ok);
  await net.until(() => net.engine.health().fault === "engine.refused");
  await assert.rejects(net.engine.submit(deposit(kit, archive, "next")), { code: "registry.stopped" });
  assert.deepEqual(net.engine.health().silent, { "authority-3": "tag.held", "authority-4": "tag.held" });
  await net.restart();
  await net.until(() => net.engine.status(answer.value.hash)?.state === "sealed");
});

test("a cosigner that answers with somebody else's line is not counted and spoils nothing", async (t) => {
  const { net, kit, archive } = await network(t);
  const seal = net.chain.store.newest?.checkpoint ?? "";
  const port = net.ports[0] as TestPort;
  assert.ok(parseNote(seal).signatures.length >= 4);
  const wrong = seal.split("\n").at(-2) as string;
  port.answer = { ok: true, line: `${wrong}\n` };
  await net.seal(deposit(kit, archive, "goes on"));
  assert.equal(net.engine.health().silent["authority-1"], "cosigner.malformed");
  port.answer = { ok: true, line: "nonsense" };
  await net.seal(deposit(kit, archive, "goes on again"));
});

test("too much pending is refused as busy", async (t) => {
  const { net, kit, archive } = await network(t, { ...QUICK, maxPending: 3 });
  for (const port of net.ports) port.up = false;
  for (let i = 0; i < 3; i++) assert.ok((await net.engine.submit(deposit(kit, archive, `${i}`))).ok);
  await assert.rejects(net.engine.submit(deposit(kit, archive, "one more")), { code: "registry.busy" });
});

test("what cannot be stored is not acknowledged, and a seal that cannot be stored is stored later", async (t) => {
  const { net, kit, archive } = await network(t);
  const forbid = (table: string): void =>
    net.db.run(`CREATE TRIGGER full BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`);
  forbid("pending");
  const leaves = ["a", "b"].map((name) => deposit(kit, archive, name));
  const refused = await Promise.allSettled(leaves.map((leaf) => net.engine.submit(leaf)));
  for (const each of refused) {
    assert.ok(each.status === "rejected");
    assert.equal((each.reason as { code: string }).code, "registry.store");
  }
  assert.equal(net.engine.health().pending, 0);
  net.db.run("DROP TRIGGER full");
  await net.seal(...leaves);

  forbid("seal");
  const { size } = net.chain;
  const answer = await net.engine.submit(deposit(kit, archive, "c"));
  assert.ok(answer.ok);
  await net.until(() => net.engine.health().fault === "database.failed");
  assert.deepEqual(net.engine.status(answer.value.hash), { state: "pending" });
  assert.equal(net.chain.size, size);
  net.db.run("DROP TRIGGER full");
  await net.until(() => net.engine.status(answer.value.hash)?.state === "sealed");
  assert.equal(net.engine.health().fault, undefined);
});

test("a cosigner that hangs holds up nobody, and its answer counts when it comes", async (t) => {
  const { net, kit, archive } = await network(t);
  const [slow, away] = net.ports as unknown as [TestPort, TestPort];
  slow.delay = 600;
  const began = performance.now();
  await net.seal(deposit(kit, archive, "three are enough"));
  assert.ok(performance.now() - began < 500);
  away.up = false;
  await net.seal(deposit(kit, archive, "the slow one is needed"));
  assert.ok(performance.now() - began >= 600);
});
