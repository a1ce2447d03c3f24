import assert from "node:assert/strict";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { SourceError } from "../../../main/follow/error.ts";
import { findRecord, openAuthorityDesk } from "../../../main/registry/founding/authority-desk.ts";
import { changed } from "../../support/follow-world.ts";
import { catalogueType, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after });
const [first] = world.founded.authorities;
assert.ok(first);
const desk = openAuthorityDesk(first.home, nodePrimitives);

/** The node, which says so many times that its newest block is another one by now. */
function moving(times: number) {
  const { source } = world;
  let left = times;
  const asked = { count: 0 };
  const trust: typeof source.trust = async (height, keys) => {
    asked.count++;
    if (left-- > 0) throw new SourceError("source.missing");
    return await source.trust(height, keys);
  };
  return { source: changed(source, "moving", { trust }), asked };
}

function typeOf(id: string) {
  const { unique: _unique, ...rest } = catalogueType(id);
  return rest;
}

test("an authority looks again while the newest block goes on", async () => {
  const { source, asked } = moving(3);
  const answer = await desk.submit("type.define", typeOf("id-card"), source);
  assert.equal(answer.state, "accepted");
  assert.equal(asked.count, 4);
});

test("an authority gives up on a node that never shows its records", async () => {
  const { source, asked } = moving(1_000);
  await assert.rejects(desk.submit("type.define", typeOf("property-title"), source), {
    code: "source.missing",
  });
  assert.equal(asked.count, 5);
});

test("an authority decides alone only what it may", async () => {
  const body = { id: "x" };
  await assert.rejects(desk.submit("credential.issue", body, world.source), { code: "registry.not_alone" });
  await assert.rejects(desk.submit("type.define", {}, world.source), { code: "registry.not_alone" });
  assert.deepEqual(
    ["office.accredit", "type.define", "credential.issue", "toString", "block"].map((kind) =>
      desk.decides(kind),
    ),
    [true, true, false, false, false],
  );
});

test("an authority amends what has grown to more than a mebibyte", async () => {
  const { source } = world;
  const last = "B".repeat(42) + "A";
  const record = { last, names: Array.from({ length: 20_000 }, (_, i) => `${i} ${"x".repeat(80)}`) };
  const leaf = new TextEncoder().encode(JSON.stringify({ id: "large", kind: "office", record }));
  assert.ok(leaf.length > 1 << 20);
  const leaves = [{ leaf, index: 0, proof: [] }];
  const large = changed(source, "large", {
    trust: (height) => Promise.resolve({ height, count: 1, leaves }),
  });
  assert.equal((await findRecord(large, "office/large", nodePrimitives)).record?.["last"], last);
});
