import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endBlock } from "../../../../../src/chain/entries/apply.ts";
import type { JsonObject } from "../../../../../src/json/value.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { authorityBody, nodeBody } from "../../../../support/kit-authority.ts";
import { RegistryKit } from "../../../../support/registry-kit.ts";
import { hashOf, keyText, seedSigner } from "../../../../support/test-keys.ts";

/** Founded, genesis in block 0; the next block is 1. */
function founded(): RegistryKit {
  const kit = new RegistryKit();
  kit.take(kit.genesis);
  return kit;
}

function amend(kit: RegistryKit, body: JsonObject): Uint8Array {
  return kit.byQuorum("registry.amend", body);
}

/** Something that changes nothing here, to make a block. */
function passBlock(kit: RegistryKit): void {
  kit.take(kit.accredit(kit.office(`office-${kit.taken}`)));
}

describe("registry.amend", () => {
  it("takes effect at its height: the state after the block before is what judges it", () => {
    const kit = founded();
    const log = keyText(seedSigner("next log"));
    kit.take(amend(kit, { from: 3, quorum: 4, engine: "solo", log }));
    const waiting = kit.state.registry();
    assert.equal(waiting?.quorum, 3);
    assert.deepEqual(waiting?.pending, [{ from: 3, leaf: 1, quorum: 4, engine: "solo", log }]);
    passBlock(kit);
    const now = kit.state.registry();
    assert.equal(now?.quorum, 4);
    assert.equal(now?.engine, "solo");
    assert.deepEqual(now?.log, [keyText(kit.log), log]);
    assert.equal(now?.pending, undefined);
  });

  it("makes a network of it only when every authority has the keys of a node", () => {
    const kit = founded();
    for (const authority of kit.authorities) {
      assertRefused(kit, amend(kit, { from: 9, engine: "cometbft" }), "authority.no_node");
      const { id, log, consensus } = nodeBody(authority);
      kit.take(kit.byQuorum("authority.amend", { id, log, consensus }));
    }
    kit.take(amend(kit, { from: kit.taken + 2, engine: "cometbft" }));
    const fifth = kit.authority("authority-5");
    assertRefused(kit, kit.byQuorum("authority.admit", authorityBody(fifth)), "authority.no_node");
    kit.take(kit.byQuorum("authority.admit", nodeBody(fifth)));
    assert.equal(kit.state.registry()?.engine, "cometbft");
    assert.equal(kit.state.authority("authority-5")?.consensus, keyText(fifth.consensus));
  });

  it("takes effect at the end of its own block when the next height is named", () => {
    const kit = founded();
    kit.take(amend(kit, { from: 2, quorum: 4 }));
    assert.equal(kit.state.registry()?.quorum, 4);
  });

  it("orders amendments by height, those of one height as they came", () => {
    const kit = founded();
    kit.take(amend(kit, { from: 5, quorum: 4 }));
    kit.take(amend(kit, { from: 4, quorum: 1 }));
    kit.take(amend(kit, { from: 5, quorum: 2 }));
    assert.deepEqual(
      kit.state.registry()?.quorum,
      1,
      "the one from 4 is in force after block 3, the third amendment's",
    );
    passBlock(kit);
    assert.equal(kit.state.registry()?.quorum, 2);
  });

  it("is refused for a height that has begun", () => {
    const kit = founded();
    assertRefused(kit, amend(kit, { from: 1, quorum: 4 }), "registry.from");
    passBlock(kit);
    assertRefused(kit, amend(kit, { from: 1, quorum: 4 }), "registry.from");
    assertRefused(kit, amend(kit, { from: 0, quorum: 4 }), "body.integer");
  });

  it("asks for no quorum that cannot be reached, and no key already in use", () => {
    const kit = founded();
    assertRefused(kit, amend(kit, { from: 9, quorum: 5 }), "quorum.range");
    assertRefused(kit, amend(kit, { from: 9, log: keyText(kit.log) }), "key.reused");
    kit.take(amend(kit, { from: 9, log: keyText(seedSigner("next log")) }));
    assertRefused(kit, amend(kit, { from: 10, log: keyText(seedSigner("next log")) }), "key.reused");
  });

  it("says something", () => {
    const kit = founded();
    assertRefused(kit, amend(kit, { from: 9 }), "body.nothing");
    assertRefused(kit, amend(kit, { quorum: 4 }), "body.member");
    assertRefused(kit, amend(kit, { from: 9, engine: "other" }), "body.choice");
  });

  it("is signed by a quorum of today's authorities and nobody else", () => {
    const kit = founded();
    const entries = kit.authorities.map(({ entry }) => entry);
    const body = { from: 9, quorum: 4 };
    assertRefused(kit, kit.byQuorum("registry.amend", body, entries.slice(0, 2)), "sig.too_few");
    const withStranger = [...entries, seedSigner("stranger")];
    assertRefused(kit, kit.byQuorum("registry.amend", body, withStranger), "sig.unknown");
    const cosigners = kit.authorities.map(({ cosign }) => cosign);
    assertRefused(kit, kit.byQuorum("registry.amend", body, cosigners), "sig.unknown");
    kit.take(kit.byQuorum("registry.amend", body, entries));
  });

  it("follows the last amendment", () => {
    const kit = founded();
    const body = { from: 9, quorum: 4 };
    const signers = kit.authorities.map(({ entry }) => entry);
    const stale = kit.entry({ kind: "registry.amend", by: "quorum", body, signers });
    kit.take(amend(kit, { from: 8, quorum: 2 }));
    assertRefused(kit, stale, "after.stale");
    const made = kit.entry({ kind: "registry.amend", by: "quorum", body, signers, after: hashOf("x") });
    assertRefused(kit, made, "after.stale");
  });

  it("leaves what waits longer when a block ends", () => {
    const kit = founded();
    kit.take(amend(kit, { from: 9, quorum: 4 }));
    assert.deepEqual(endBlock(kit.state, 7), []);
    const [write] = endBlock(kit.state, 8);
    assert.equal(write?.table === "registry" && write.record.quorum, 4);
  });
});
