import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { buildBatchTree } from "../../../src/chain/blocks/batch-tree.ts";
import { formatReceipt, parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import { FollowWorld, fullWallet, lightWallet } from "../../support/follow-world.ts";
import { changeCopies, issueBatch } from "../../support/kit-copies.ts";
import { hashOf } from "../../support/test-keys.ts";

test("proves a single-use copy by its place in its batch, and full copies say the same", async (t) => {
  const world = new FollowWorld(t);
  const { kit, offices } = world;
  const copies = [0, 1].map((copy) => ["ana", "ben"].map((who) => hashOf(`copy ${copy} of ${who}`)));
  const tree = buildBatchTree(
    copies.map((own) => own.map((each) => fromBase64Url(each))),
    { draw: () => 0, filler: () => new Uint8Array(32), sha256: nodePrimitives.sha256 },
  );
  const { root, count } = tree;
  const leaf = issueBatch(kit, offices.identity, "id-card", { root, count, first: 60 });
  world.seal([leaf]);
  const entry = kit.hash(leaf);
  const source = await world.serve();
  const light = lightWallet(world, [source]);
  const { follower: full } = await fullWallet(t, world, [source]);
  const wants = {
    keys: ["office/identity", "type/id-card"],
    statuses: [{ office: "identity", index: 60 }],
    receipts: [entry],
  };
  const { receipts } = await light.sync({ wants });
  await full.sync();
  const plain = parseReceipt(receipts.get(entry) ?? "");
  const place = tree.places[1]?.[0];
  const [commitment, other] = [copies[1]?.[0] ?? "", copies[0]?.[0] ?? ""];
  assert.ok(place !== undefined);
  const receipt = formatReceipt({ ...plain, copy: place });
  const anchored = {
    state: "sealed",
    entry,
    height: 1,
    time: kit.time,
    office: "identity",
    type: "id-card",
    index: 60,
    places: 4,
    expires: world.chain.ledger.state.credential(root)?.expires,
  };
  for (const { view } of [light, full]) {
    assert.deepEqual(view.anchored(commitment, receipt), anchored);
    assert.equal(view.anchored(other, receipt).state, "invalid");
    assert.deepEqual(view.anchored(other, receipt), { state: "invalid", code: "merkle.root_mismatch" });
    const broken = receipt.replace('"copy":{"index":', '"copy":{"index":-');
    assert.notEqual(view.anchored(commitment, broken).state, "sealed");
  }
  assert.deepEqual(light.view.anchored(commitment, formatReceipt(plain)), {
    state: "invalid",
    code: "receipt.copy",
  });
  assert.deepEqual(full.view.anchored(root), { state: "absent" });
  assert.deepEqual(full.view.anchored(commitment), { state: "absent" });

  world.seal([changeCopies(kit, offices.identity, root, [61, 63], { act: "suspend", reason: "stolen" })]);
  await light.sync({ wants });
  await full.sync();
  const at = (index: number) => ({ office: "identity", index, commitment });
  assert.deepEqual(light.view.status(at(61)), { state: "known", status: 2 });
  assert.deepEqual(light.view.status(at(62)), { state: "known", status: 0 });
  const moved = { height: 2, time: kit.time };
  assert.deepEqual(full.view.status(at(63)), { state: "known", status: 2, reason: "stolen", changed: moved });
  assert.deepEqual(full.view.status(at(62)), { state: "known", status: 0 });
});
