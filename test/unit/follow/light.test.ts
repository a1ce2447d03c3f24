import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { FollowError } from "../../../main/follow/error.ts";
import type { LightFollower } from "../../../main/follow/light/light-follower.ts";
import type { Source } from "../../../main/follow/sources/source.ts";
import { commitmentOf } from "../../support/registry-kit.ts";
import {
  type Changes,
  changed,
  FollowWorld,
  lightWallet,
  MemorySnapshots,
} from "../../support/follow-world.ts";

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}

interface Issued {
  readonly world: FollowWorld;
  readonly source: Source;
  readonly entry: string;
  readonly commitment: string;
}

/** One ID card issued at index 5, in block 1. */
async function issuedWorld(t: TestContext): Promise<Issued> {
  const world = new FollowWorld(t);
  const leaf = world.kit.issue(world.offices.identity, "id-card", { index: 5 });
  world.seal([leaf]);
  return { world, source: await world.serve(), entry: world.kit.hash(leaf), commitment: commitmentOf(leaf) };
}

const WANTS = {
  keys: ["office/identity", "type/id-card", "office/nobody"],
  statuses: [{ office: "identity", index: 5 }],
};

test("answers with proofs what was asked for, and nothing else", async (t) => {
  const { world, source, entry, commitment } = await issuedWorld(t);
  const follower = lightWallet(world, [source]);
  const { view } = follower;
  const at = { office: "identity", index: 5, commitment };
  assert.equal(view.age(), undefined);
  assert.equal(view.office("identity"), "unknown");
  assert.deepEqual(view.status(at), { state: "unknown" });
  const { receipts, height, findings } = await follower.sync({ wants: { ...WANTS, receipts: [entry] } });
  assert.equal(height, 1);
  assert.deepEqual(findings, []);
  const office = view.office("identity");
  assert.ok(typeof office === "object");
  assert.deepEqual(office, world.chain.ledger.state.office("identity"));
  assert.equal((view.typeByVct("https://types.test/id-card") as { id: string }).id, "id-card");
  // A light copy cannot tell what does not exist from what it did not ask for.
  assert.equal(view.office("nobody"), "unknown");
  assert.equal(view.office("civil"), "unknown");
  assert.deepEqual(view.status(at), { state: "known", status: 0 });
  assert.deepEqual(view.status({ ...at, office: "civil" }), { state: "unknown" });

  const receipt = receipts.get(entry);
  const anchoring = view.anchored(commitment, receipt);
  assert.ok(anchoring.state === "sealed");
  assert.deepEqual(anchoring, {
    state: "sealed",
    entry,
    height: 1,
    time: world.kit.time,
    office: "identity",
    type: "id-card",
    index: 5,
    expires: world.chain.ledger.state.credential(commitment)?.expires,
  });
  assert.deepEqual(view.anchored(commitment), { state: "unknown" });
  assert.deepEqual(view.anchored(entry, receipt), { state: "invalid", code: "receipt.entry" });
  assert.deepEqual(view.anchored(commitment, "{}"), { state: "invalid", code: "receipt.syntax" });
});

test("goes on with few and small requests, and records that did not change stay the same object", async (t) => {
  const { world, source, commitment } = await issuedWorld(t);
  const asked: string[] = [];
  const counted = new Proxy(source, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...parts: unknown[]) => {
        asked.push(String(name));
        return value.apply(target, parts) as unknown;
      };
    },
  });
  const follower = lightWallet(world, [counted]);
  await follower.sync({ wants: WANTS });
  assert.deepEqual(asked.sort(), ["block", "genesis", "status", "trust"]);
  const before = follower.view.office("identity");
  world.seal([world.kit.suspend(world.offices.identity, commitment)]);
  world.fill(300);
  asked.length = 0;
  await follower.sync({ wants: { statuses: WANTS.statuses } });
  assert.ok(asked.length <= 6, asked.join());
  assert.equal(follower.view.office("identity"), before);
  assert.deepEqual(follower.view.status({ office: "identity", index: 5, commitment }), {
    state: "known",
    status: 2,
  });
  world.seal([world.kit.amendOffice("identity", { name: { en: "Renamed" } })]);
  await follower.sync();
  assert.deepEqual((follower.view.office("identity") as { name: object }).name, { en: "Renamed" });
  // Not asked for again: still known, and said to be older.
  assert.deepEqual(follower.view.status({ office: "identity", index: 5, commitment }), {
    state: "known",
    status: 2,
    asOf: { height: 3, time: world.kit.time },
  });
});

test("walks across changes of the authorities, cold and warm", async (t) => {
  const { world, source } = await issuedWorld(t);
  const warm = lightWallet(world, [source]);
  await warm.sync();
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  world.seal([world.kit.retire("authority-1")]);
  world.seal([world.kit.retire("authority-2")]);
  for (const follower of [warm, lightWallet(world, [source])]) {
    assert.equal((await follower.sync()).height, 5);
    assert.deepEqual(follower.journal.findings(), []);
  }
  world.seal([world.kit.admit("authority-6")]);
  world.grow(2);
  assert.equal((await warm.sync({ wants: WANTS })).height, 8);
  assert.equal(typeof warm.view.office("identity"), "object");
});

test("walks more epochs than one answer holds", async (t) => {
  const world = new FollowWorld(t);
  for (let i = 0; i < 18; i++) {
    world.seal([world.kit.admit(`authority-x${i}`)]);
    world.seal([world.kit.retire(`authority-x${i}`)]);
  }
  const follower = lightWallet(world, [await world.serve()]);
  assert.equal((await follower.sync()).height, 36);
});

test("a receipt of an earlier authority set holds, one not followed yet is unknown", async (t) => {
  const { world, source, entry, commitment } = await issuedWorld(t);
  const early = lightWallet(world, [source]);
  const receipt = await source.receipt(entry);
  const late = world.kit.issue(world.offices.identity, "id-card");
  await early.sync();
  for (const id of ["authority-5", "authority-6", "authority-7"]) world.seal([world.kit.admit(id)]);
  for (const id of ["authority-1", "authority-2", "authority-3"]) world.seal([world.kit.retire(id)]);
  world.seal([late]);
  const newReceipt = await source.receipt(world.kit.hash(late));
  assert.equal(early.view.anchored(commitment, receipt).state, "sealed");
  assert.deepEqual(early.view.anchored(commitmentOf(late), newReceipt), { state: "unknown" });
  const follower = lightWallet(world, [source]);
  await follower.sync();
  assert.equal(follower.view.anchored(commitment, receipt).state, "sealed");
  assert.equal(follower.view.anchored(commitmentOf(late), newReceipt).state, "sealed");
});

const TAMPERINGS: readonly [string, string, (good: Source) => Changes][] = [
  [
    "a record",
    "source.trust_invalid",
    (good) => ({
      trust: async (height, keys) => {
        const answer = await good.trust(height, keys);
        return { ...answer, leaves: answer.leaves.map((each) => ({ ...each, leaf: flip(each.leaf, 90) })) };
      },
    }),
  ],
  [
    "a record's proof",
    "source.trust_invalid",
    (good) => ({
      trust: async (height, keys) => {
        const answer = await good.trust(height, keys);
        return { ...answer, leaves: answer.leaves.map((each) => ({ ...each, index: each.index ^ 1 })) };
      },
    }),
  ],
  [
    "the record of somebody else",
    "source.trust_invalid",
    (good) => ({ trust: (height) => good.trust(height, ["office/civil", "office/land"]) }),
  ],
  [
    "a status",
    "source.status_invalid",
    (good) => ({
      status: async (height, office, chunk) => {
        const answer = await good.status(height, office, chunk);
        return { ...answer, leaf: flip(answer.leaf, 200) };
      },
    }),
  ],
  [
    "another office's chunk",
    "source.status_invalid",
    (good) => ({ status: (height) => good.status(height, "civil", 0) }),
  ],
  [
    "a receipt",
    "source.receipt_invalid",
    (good) => ({ receipt: async (hash) => (await good.receipt(hash)).replace("index ", "index 1") }),
  ],
];

for (const [what, code, changes] of TAMPERINGS) {
  test(`${what} changed by a source is discarded and fetched elsewhere`, async (t) => {
    const { world, source, entry, commitment } = await issuedWorld(t);
    world.seal([world.kit.issue(world.offices.civil, "birth", { index: 5 })]);
    const bad = changed(source, "bad", changes(source));
    const follower = lightWallet(world, [bad, source]);
    const { receipts, findings } = await follower.sync({ wants: { ...WANTS, receipts: [entry] } });
    assert.deepEqual(
      findings.map((finding) => [finding.source, finding.code]),
      [["bad", code]],
    );
    assert.equal(follower.view.anchored(commitment, receipts.get(entry)).state, "sealed");
    assert.deepEqual(follower.view.status({ office: "identity", index: 5, commitment }), {
      state: "known",
      status: 0,
    });
    assert.equal(typeof follower.view.office("identity"), "object");
  });
}

test("a receipt of another entry is none of this one", async (t) => {
  const { world, source, entry } = await issuedWorld(t);
  const other = world.kit.hash(world.kit.genesis);
  const bad = changed(source, "bad", { receipt: () => source.receipt(other) });
  const { receipts, findings } = await lightWallet(world, [bad]).sync({ wants: { receipts: [entry] } });
  assert.equal(receipts.size, 0);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["source.receipt_invalid"],
  );
});

test("epochs that do not follow are refused", async (t) => {
  const world = new FollowWorld(t);
  world.seal([world.kit.admit("authority-5")]);
  world.seal([world.kit.admit("authority-6")]);
  world.grow(1);
  const good = await world.serve();
  const changes: readonly ((epochs: Awaited<ReturnType<Source["epochs"]>>) => typeof epochs)[] = [
    (all) => ({ ...all, epochs: all.epochs.slice(1) }),
    (all) => ({ ...all, epochs: [] }),
    (all) => ({ ...all, epochs: all.epochs.map((each) => ({ ...each, set: all.epochs[1]!.set })) }),
    (all) => ({ ...all, epochs: all.epochs.map((each) => ({ ...each, before: flip(each.before, 20) })) }),
    (all) => ({ ...all, epochs: all.epochs.map((each) => ({ ...each, block: all.epochs[1]!.block })) }),
    (all) => ({
      ...all,
      epochs: all.epochs.map((each) => ({ ...each, block: each.block.replace("A", "B") })),
    }),
  ];
  for (const change of changes) {
    const bad = changed(good, "bad", { epochs: async (from) => change(await good.epochs(from)) });
    const follower = lightWallet(world, [bad]);
    await assert.rejects(
      follower.sync(),
      (error) => error instanceof FollowError && error.code === "follow.no_source",
    );
    assert.deepEqual(
      follower.journal.findings().map(({ code }) => code),
      ["source.epoch_invalid"],
    );
  }
});

test("begins again when the newest block goes on while it reads", async (t) => {
  const { world, source } = await issuedWorld(t);
  let grown = 0;
  const moving = changed(source, "moving", {
    trust: (height, keys) => {
      if (grown++ < 2) world.grow(1);
      return source.trust(height, keys);
    },
  });
  const follower = lightWallet(world, [moving]);
  assert.equal((await follower.sync({ wants: WANTS })).height, 3);
  const restless = changed(source, "restless", {
    trust: (height, keys) => {
      world.grow(1);
      return source.trust(height, keys);
    },
  });
  const other = lightWallet(world, [restless]);
  await assert.rejects(
    other.sync(),
    (error) => error instanceof FollowError && error.code === "follow.moved",
  );
  assert.equal(other.view.age(), undefined);
});

test("never goes back to an older block", async (t) => {
  const { world, source } = await issuedWorld(t);
  const old = await source.block("newest");
  world.grow(2);
  const store = new MemorySnapshots();
  await lightWallet(world, [source], store).sync();
  const behind = changed(source, "behind", { block: () => Promise.resolve(old) });
  const follower = lightWallet(world, [behind], store);
  const outcome = await follower.sync();
  assert.equal(outcome.height, 3);
  assert.deepEqual(
    outcome.findings.map(({ code }) => code),
    ["source.stale"],
  );
});

test("takes fresher cosignatures of the same block", async (t) => {
  const { world, source } = await issuedWorld(t);
  const follower = lightWallet(world, [source]);
  await follower.sync();
  world.recosign(world.kit.time + 600);
  await follower.sync();
  assert.deepEqual(follower.view.age(), { height: 1, time: world.kit.time + 600 });
});

async function savedCopy(
  t: TestContext,
): Promise<Issued & { store: MemorySnapshots; follower: LightFollower }> {
  const issued = await issuedWorld(t);
  const { world } = issued;
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  const store = new MemorySnapshots();
  const follower = lightWallet(world, [issued.source], store);
  await follower.sync({ wants: WANTS });
  return { ...issued, store, follower };
}

test("is read back as it was, with nothing fetched", async (t) => {
  const { world, store, follower, commitment } = await savedCopy(t);
  const again = lightWallet(world, [], store);
  assert.deepEqual(again.view.age(), follower.view.age());
  assert.deepEqual(again.view.office("identity"), follower.view.office("identity"));
  const at = { office: "identity", index: 5, commitment };
  assert.deepEqual(again.view.status(at), { state: "known", status: 0 });
  assert.deepEqual(again.journal.findings(), []);
});

test("a document changed on disk is noticed and fetched again", async (t) => {
  const { world, source, store } = await savedCopy(t);
  const text = Buffer.from(store.bytes as Uint8Array).toString();
  for (let at = 5; at < text.length; at += 1 + Math.floor(text.length / 40)) {
    const next = text[at] === "A" ? "B" : "A";
    const spoilt = new MemorySnapshots();
    spoilt.bytes = Buffer.from(text.slice(0, at) + next + text.slice(at + 1));
    const follower = lightWallet(world, [source], spoilt);
    const noticed = follower.journal.findings().some(({ code }) => code === "copy.damaged");
    // What was not noticed did not matter: the answers are those of the registry.
    if (!noticed) assert.deepEqual(follower.view.age(), { height: 3, time: world.kit.time }, String(at));
    await follower.sync({ wants: WANTS });
    assert.deepEqual(follower.view.office("identity"), world.chain.ledger.state.office("identity"));
  }
  const cut = new MemorySnapshots();
  cut.bytes = (store.bytes as Uint8Array).subarray(0, 500);
  const follower = lightWallet(world, [source], cut);
  assert.deepEqual(
    follower.journal.findings().map(({ code, source: who }) => [code, who]),
    [["copy.damaged", "own copy"]],
  );
  assert.equal(follower.view.age(), undefined);
});
