import assert from "node:assert/strict";
import { test } from "node:test";
import { FollowError } from "../../../main/follow/error.ts";
import type { Source } from "../../../main/follow/sources/source.ts";
import { concat, utf8 } from "../../../src/bytes/bytes.ts";
import { addSignatures, formatSignature } from "../../../src/note/note.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { cosignerName, keyId, SIGNATURE_TYPE } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { formatTlogProof, parseTlogProof } from "../../../src/note/tlog-proof.ts";
import { type Changes, changed, FollowWorld, fullWallet, sealBody } from "../../support/follow-world.ts";

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}

/** A text with one character changed, still printable. */
function flipText(text: string, at: number): string {
  const next = text[at] === "A" ? "B" : "A";
  return text.slice(0, at) + next + text.slice(at + 1);
}

/** Two sources of one world, the first of them changed: what comes of it, and what is found. */
async function followPast(
  t: Parameters<typeof fullWallet>[0],
  world: FollowWorld,
  changes: (good: Source) => Changes,
): Promise<readonly string[]> {
  const good = await world.serve();
  const bad = changed(good, "bad", changes(good));
  const { follower, journal } = await fullWallet(t, world, [bad, good]);
  await follower.sync();
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
  for (const finding of journal.findings()) assert.equal(finding.source, "bad");
  return journal.findings().map(({ code, place }) => `${code} ${place}`);
}

function bigWorld(t: Parameters<typeof fullWallet>[0]): FollowWorld {
  const world = new FollowWorld(t);
  world.fill(300);
  world.fill(300);
  return world;
}

test("a changed leaf is discarded and fetched elsewhere", async (t) => {
  const found = await followPast(t, bigWorld(t), (good) => ({
    bundle: async (index, width) => {
      const leaves = await good.bundle(index, width);
      return leaves.map((leaf, i) => (index === 1 && i === 7 ? flip(leaf, 30) : leaf));
    },
  }));
  assert.deepEqual(found, ["source.bundle_mismatch bundle 1"]);
});

test("a changed full tile is discarded", async (t) => {
  const found = await followPast(t, bigWorld(t), (good) => ({
    tile: async (tile) => {
      const bytes = await good.tile(tile);
      return tile.level === 0 && tile.index === 1 ? flip(bytes, 99) : bytes;
    },
  }));
  assert.deepEqual(found, ["source.tile_mismatch tile 0/1"]);
});

test("a changed partial tile is discarded", async (t) => {
  const world = bigWorld(t);
  const found = await followPast(t, world, (good) => ({
    tile: async (tile) =>
      tile.level === 0 && tile.width < 256 ? flip(await good.tile(tile), 1) : await good.tile(tile),
  }));
  assert.deepEqual(found, [`source.tile_mismatch edge of ${world.chain.size}`]);
});

test("leaves and tiles changed together still do not reach the sealed root", async (t) => {
  const world = bigWorld(t);
  const other = new FollowWorld(t);
  other.fill(300, "other");
  other.fill(300, "other");
  const forged = await other.serve();
  const found = await followPast(t, world, () => ({
    tile: (tile) => forged.tile(tile),
    bundle: (index, width) => forged.bundle(index, width),
  }));
  assert.deepEqual(found, [`source.tile_mismatch edge of ${world.chain.size}`]);
});

test("a changed record, proof or checkpoint is discarded", async (t) => {
  const world = bigWorld(t);
  const cases: readonly [string, (proof: string) => string][] = [
    ["source.proof_invalid newest block", (proof) => flipText(proof, proof.indexOf("extra ") + 60)],
    [
      "source.proof_invalid newest block",
      (proof) => flipText(proof, proof.indexOf("\n", proof.indexOf("index ")) + 9),
    ],
    ["source.proof_invalid newest block", (proof) => proof.replace(/index \d+/, "index 3")],
    ["source.proof_invalid newest block", (proof) => proof.slice(0, 200)],
    ["source.proof_invalid newest block", () => ""],
    ["source.seal_invalid block 2", (proof) => flipText(proof, proof.lastIndexOf("—") + 120)],
  ];
  for (const [expected, change] of cases) {
    const found = await followPast(t, world, (good) => ({
      block: async (height) => change(await good.block(height)),
    }));
    assert.deepEqual(found, [expected]);
  }
});

/** The newest block's proof under another note over the same or another body. */
function withNote(proof: string, note: (body: string) => string): string {
  const parsed = parseTlogProof(proof);
  const body = parsed.checkpoint.slice(0, parsed.checkpoint.indexOf("\n\n") + 1);
  return formatTlogProof({ ...parsed, checkpoint: note(body) });
}

const FORGERIES: readonly [string, (world: FollowWorld, body: string) => string][] = [
  [
    "without a quorum",
    (world, body) => sealBody(world.kit, body, ["authority-1", "authority-2"], world.kit.time),
  ],
  [
    "by strangers",
    (world, body) => sealBody(world.kit, body, ["stranger-1", "stranger-2", "stranger-3"], world.kit.time),
  ],
  [
    "by one authority counted twice",
    (world, body) => {
      const twice = ["authority-1", "authority-2"].map((id) => {
        const name = cosignerName(world.origin, id);
        return cosign(body, name, world.kit.authority(id).cosign, world.kit.time);
      });
      // The same key again under the third authority's name.
      const name = cosignerName(world.origin, "authority-3");
      const again = cosign(body, name, world.kit.authority("authority-1").cosign, world.kit.time);
      return addSignatures(body, [signAsLog(body, world.origin, world.kit.log), ...twice, again]);
    },
  ],
  [
    "by log signatures passed off as cosignatures",
    (world, body) => {
      // A true signature over the body alone, with and without the key id of a cosignature.
      const lines = ["authority-1", "authority-2", "authority-3"].map((id, i) => {
        const name = cosignerName(world.origin, id);
        const { publicKey, sign } = world.kit.authority(id).cosign;
        const type = i === 0 ? SIGNATURE_TYPE.log : SIGNATURE_TYPE.cosignature;
        const signature = concat(i === 0 ? new Uint8Array(0) : new Uint8Array(8), sign(utf8(body)));
        return formatSignature({ name, keyId: keyId(name, type, publicKey), signature });
      });
      return addSignatures(body, [signAsLog(body, world.origin, world.kit.log), ...lines]);
    },
  ],
  [
    "without the log's signature",
    (world, body) => {
      const lines = world.authorities().map((id) => {
        const name = cosignerName(world.origin, id);
        return cosign(body, name, world.kit.authority(id).cosign, world.kit.time);
      });
      return addSignatures(body, lines);
    },
  ],
];

for (const [how, forge] of FORGERIES) {
  test(`a block sealed ${how} is never accepted`, async (t) => {
    const world = new FollowWorld(t);
    const good = await world.serve();
    const { follower, journal } = await fullWallet(t, world, [
      changed(good, "bad", {
        block: async (height) => withNote(await good.block(height), (body) => forge(world, body)),
      }),
    ]);
    await assert.rejects(
      follower.sync(),
      (error) => error instanceof FollowError && error.code === "follow.no_source",
    );
    assert.equal(follower.view.age(), undefined);
    assert.deepEqual(
      journal.findings().map(({ code }) => code),
      ["source.seal_invalid"],
    );
  });
}

test("a block that only retired authorities seal is not accepted", async (t) => {
  const world = new FollowWorld(t);
  for (const id of ["authority-5", "authority-6", "authority-7"]) world.seal([world.kit.admit(id)]);
  for (const id of ["authority-1", "authority-2", "authority-3"]) world.seal([world.kit.retire(id)]);
  const good = await world.serve();
  const wallet = await fullWallet(t, world, [good]);
  await wallet.follower.sync();
  const retired = ["authority-1", "authority-2", "authority-3", "authority-4"];
  world.seal([world.kit.deposit(world.offices.archive, world.kit.hash(world.kit.genesis))], { by: retired });
  await assert.rejects(
    wallet.follower.sync(),
    (error) => error instanceof FollowError && error.code === "follow.no_source",
  );
  assert.deepEqual(
    wallet.journal.findings().map(({ code }) => code),
    ["source.seal_invalid"],
  );
  assert.equal(wallet.follower.view.age()?.height, 6);
});

test("another registry's source is none of ours", async (t) => {
  const world = new FollowWorld(t);
  const good = await world.serve();
  const { follower, journal } = await fullWallet(t, world, [
    changed(good, "bad", { genesis: async () => flip(await good.genesis(), 40) }),
    good,
  ]);
  await follower.sync();
  assert.deepEqual(
    journal.findings().map(({ code, source }) => [code, source]),
    [["source.foreign", "bad"]],
  );
});

test("an older source is merely behind, and the copy never goes back", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const old = await source.block("newest");
  world.grow(2);
  const { follower, journal, path } = await fullWallet(t, world, [source]);
  await follower.sync();
  follower.close();
  const behind = changed(source, "behind", { block: () => Promise.resolve(old) });
  const later = await fullWallet(t, world, [behind], { path });
  const outcome = await later.follower.sync();
  assert.equal(outcome.height, 2);
  assert.equal(outcome.alarm, undefined);
  assert.deepEqual(
    outcome.findings.map(({ code, place }) => [code, place]),
    [["source.stale", "block 0"]],
  );
  assert.deepEqual(journal.findings(), []);
});

test("a marked source is asked last for a while", async (t) => {
  const world = bigWorld(t);
  const good = await world.serve();
  let asked = 0;
  const bad = changed(good, "bad", {
    bundle: async (index, width) => {
      asked++;
      return (await good.bundle(index, width)).map((leaf) => flip(leaf, 5));
    },
  });
  const time = { now: world.kit.time };
  const { follower } = await fullWallet(t, world, [bad, good], { time });
  await follower.sync();
  const before = asked;
  world.fill(10);
  await follower.sync();
  assert.equal(asked, before);
  assert.equal(follower.pool.health()[0]?.state, "marked");
  time.now += 100_000;
  world.fill(10);
  await follower.sync();
  assert.equal(asked, before + 1);
});

test("a source that is down or silent does not hold the others up", async (t) => {
  const world = new FollowWorld(t);
  const good = await world.serve();
  const silent = changed(good, "silent", {
    block: (_, signal) =>
      new Promise((_done, fail) => {
        signal?.addEventListener("abort", () => fail(new FollowError("follow.cancelled")));
      }),
  });
  const { follower } = await fullWallet(t, world, [silent, good]);
  const began = performance.now();
  const { findings } = await follower.sync();
  assert.ok(performance.now() - began < 10_000);
  assert.deepEqual(
    findings.map(({ code, source }) => [code, source]),
    [["source.timeout", "silent"]],
  );
});
