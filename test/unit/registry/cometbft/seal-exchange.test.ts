import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { Cosigned } from "../../../../main/registry/cometbft/cosigned.ts";
import { type PeerPort, SealExchange } from "../../../../main/registry/cometbft/seal-exchange.ts";
import { parseNote } from "../../../../src/note/note.ts";
import { verifySeal } from "../../../../src/note/seal.ts";
import { TestNode } from "../../../support/network-kit.ts";
import { RegistryKit } from "../../../support/registry-kit.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

interface Running {
  readonly node: TestNode;
  readonly exchange: SealExchange;
  /** Taken off the net when false. */
  up: boolean;
}

async function network(
  t: { after(work: () => unknown): void },
  recosignMs = 3_600_000,
): Promise<{ kit: RegistryKit; running: readonly Running[] }> {
  const kit = new RegistryKit({ network: true });
  const folder = tempFolder({ after });
  const running: Running[] = [];
  for (const authority of kit.authorities) {
    const node = new TestNode(kit, authority, join(folder, authority.id));
    const peers = kit.authorities
      .filter(({ id }) => id !== authority.id)
      .map(({ id }): PeerPort => ({
        id,
        cosigned: (height) => {
          const other = running.find((each) => each.node.authority.id === id);
          return Promise.resolve(other?.up === true ? other.exchange.cosigned(height) : undefined);
        },
      }));
    const exchange = new SealExchange({
      decided: node.decided,
      peers,
      primitives: nodePrimitives,
      signNewest: () => node.sign(node.decided.sealed.ledger.head!),
      recosignMs,
      onSeal: () => {},
    });
    running.push({ node, exchange, up: true });
  }
  t.after(async () => {
    await Promise.all(running.map(({ exchange }) => exchange.close()));
    for (const { node } of running) node.close();
  });
  kit.take(kit.genesis);
  return { kit, running };
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > end) assert.fail("not in time");
    await new Promise((done) => setTimeout(done, 10));
  }
}

const sealedAt = ({ node }: Running): number => node.decided.sealed.ledger.head?.height ?? -1;

test("each block is sealed at every node by a quorum of all authorities, one after the other", async (t) => {
  const { kit, running } = await network(t);
  for (const { node, exchange } of running) {
    await node.begin();
    exchange.wake();
  }
  await until(() => running.every((each) => sealedAt(each) === 0));
  const entry = kit.take(kit.accredit(kit.office("land")));
  for (const { node, exchange } of running) {
    await node.decide([entry], 1);
    exchange.wake();
  }
  await until(() => running.every((each) => sealedAt(each) === 1));
  for (const { node } of running) {
    const { newest } = node.decided.sealed.store;
    const seal = verifySeal(newest!.checkpoint, node.decided.sealed.policyOfNewest, nodePrimitives);
    assert.ok(seal.cosigners.length >= 3);
    assert.equal(node.decided.waiting.length, 0);
  }
});

test("who asks for the block that is decided next is answered when it is; any other is told at once", async (t) => {
  const { kit, running } = await network(t);
  const [{ node, exchange }, other] = running as [Running, Running];
  await node.begin();
  exchange.wake();
  const entry = kit.take(kit.accredit(kit.office("land")));
  let answers = 0;
  const asked = Array.from({ length: 100 }, async () => {
    const note = await exchange.cosignedSoon(1);
    answers++;
    return note;
  });
  assert.equal(await exchange.cosignedSoon(2), undefined);
  assert.notEqual(await exchange.cosignedSoon(0), undefined);
  // However many ask, only so many are let wait.
  assert.equal(answers, 36);
  await node.decide([entry], 1);
  exchange.wake();
  const notes = await Promise.all(asked);
  assert.equal(notes.filter((note) => note === exchange.cosigned(1)).length, 64);
  const closing = other.exchange.cosignedSoon(0);
  await other.exchange.close();
  assert.equal(await closing, undefined);
});

test("below quorum nothing is sealed, and it is when enough are back; what waited keeps its order", async (t) => {
  const { kit, running } = await network(t);
  const [one, two, three, four] = running as [Running, Running, Running, Running];
  three.up = false;
  four.up = false;
  const entry = kit.take(kit.accredit(kit.office("land")));
  for (const { node, exchange } of [one, two]) {
    await node.begin();
    await node.decide([entry], 1);
    exchange.wake();
  }
  await new Promise((done) => setTimeout(done, 150));
  assert.deepEqual([one, two].map(sealedAt), [-1, -1]);
  assert.deepEqual(one.exchange.silent, ["authority-3", "authority-4"]);
  await three.node.begin();
  await three.node.decide([entry], 1);
  three.up = true;
  three.exchange.wake();
  await until(() => [one, two, three].every((each) => sealedAt(each) === 1));
});

test("one that comes late takes the others' seals of what it missed", async (t) => {
  const { kit, running } = await network(t);
  const [late, ...others] = running as [Running, ...Running[]];
  late.up = false;
  const entries = ["land", "bank", "court"].map((id) => kit.take(kit.accredit(kit.office(id))));
  for (const { node, exchange } of others) {
    await node.begin();
    for (const [at, entry] of entries.entries()) await node.decide([entry], at + 1);
    exchange.wake();
  }
  await until(() => others.every((each) => sealedAt(each) === 3));
  await late.node.begin();
  for (const [at, entry] of entries.entries()) await late.node.decide([entry], at + 1);
  late.up = true;
  late.exchange.wake();
  await until(() => sealedAt(late) === 3);
});

test("while nothing happens, the newest checkpoint is signed again and its age stays small", async (t) => {
  const { running } = await network(t, 120);
  for (const { node, exchange } of running) {
    await node.begin();
    exchange.wake();
  }
  await until(() => running.every((each) => sealedAt(each) === 0));
  for (const { node } of running) node.clock.now += 5_000;
  await until(() =>
    running.every(({ node }) => {
      const { newest } = node.decided.sealed.store;
      const seal = verifySeal(
        newest?.fresh ?? newest!.checkpoint,
        node.decided.sealed.policyOfNewest,
        nodePrimitives,
      );
      return seal.time === node.clock.now;
    }),
  );
});

test("a line is counted only if today's authority signed these bytes; bad ones hide no good ones", async (t) => {
  const { kit, running } = await network(t);
  const nodes = running.map(({ node }) => node);
  for (const node of nodes) await node.begin();
  const [mine, ...others] = nodes.map((node) => node.decided.waiting[0]?.checkpoint as string) as [
    string,
    ...string[],
  ];
  const policy = nodes[0]!.decided.sealed.ledger.sealPolicy();
  const cosigned = new Cosigned(parseNote(mine).text, policy, nodePrimitives);
  assert.equal(cosigned.take(mine), true);
  assert.equal(cosigned.take(mine), false);
  const [head, tail] = others[0]!.split("\n\n") as [string, string];
  const lines = tail.trimEnd().split("\n");
  const broken = lines.map((line) => `${line.slice(0, -4)}AAA=`);
  assert.equal(cosigned.take(`${head}\n\n${broken.join("\n")}\n`), false);
  assert.equal(cosigned.take("nonsense"), false);
  assert.equal(cosigned.take(mine.replace(/\n2\n/, "\n3\n")), false);
  const stranger = new TestNode(kit, kit.authority("authority-9"), join(tempFolder({ after }), "s"));
  t.after(() => stranger.close());
  await stranger.begin();
  assert.equal(cosigned.take(stranger.decided.waiting[0]!.checkpoint), false);
  assert.equal(cosigned.isSealed, false);
  assert.equal(cosigned.take(`${head}\n\n${[...broken, ...lines].join("\n")}\n`), true);
  assert.equal(cosigned.take(others[1]!), true);
  assert.equal(cosigned.isSealed, true);
  verifySeal(cosigned.note(), policy, nodePrimitives);
});
