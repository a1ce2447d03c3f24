import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toBase64Url } from "../../../../../src/bytes/base64.ts";
import { fromHex } from "../../../../../src/bytes/hex.ts";
import { buildEntry, ZERO_HASH } from "../../../../../src/chain/entries/entry.ts";
import type { JsonObject, JsonValue } from "../../../../../src/json/value.ts";
import { authoritySet } from "../../../../../src/chain/state/authority-set.ts";
import { leafHash } from "../../../../../src/merkle/hash.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { bodyOf, RegistryKit } from "../../../../support/registry-kit.ts";
import { hashOf, keyText, seedSigner } from "../../../../support/test-keys.ts";

/** A genesis entry that differs in these members, signed by the first `signers` of its authorities. */
function changed(kit: RegistryKit, change: JsonObject, signers = kit.authorities.length): Uint8Array {
  return buildEntry(
    new Uint8Array(32),
    {
      kind: "registry.genesis",
      by: "founders",
      after: ZERO_HASH,
      body: { ...bodyOf(kit.genesis), ...change },
    },
    kit.authorities.slice(0, signers).map(({ entry }) => entry),
  );
}

function refuses(kit: RegistryKit, leaf: Uint8Array, code: Parameters<typeof assertRefused>[2]): void {
  assertRefused(kit, leaf, code, { registryId: leafHash(leaf) });
}

function firstChanged(kit: RegistryKit, change: JsonObject): JsonObject {
  const [first, ...rest] = bodyOf(kit.genesis)["authorities"] as readonly JsonObject[];
  return { authorities: [{ ...first, ...change }, ...rest] };
}

describe("registry.genesis", () => {
  it("founds the registry and its authorities", () => {
    const kit = new RegistryKit();
    kit.take(kit.genesis);
    const registry = kit.state.registry();
    const last = kit.hash(kit.genesis);
    assert.deepEqual(registry, {
      name: { en: "Test registry" },
      origin: "registry.test/sealfolio",
      log: [keyText(kit.log)],
      quorum: 3,
      rules: 1,
      engine: "solo",
      last,
    });
    assert.deepEqual(
      kit.state.authorities().map(({ id, admitted, past, last: of }) => ({ id, admitted, past, of })),
      ["authority-1", "authority-2", "authority-3", "authority-4"].map((id) => ({
        id,
        admitted: kit.time,
        past: [],
        of: last,
      })),
    );
  });

  it("is leaf 0 of block 0 and there is one", () => {
    const kit = new RegistryKit();
    assertRefused(kit, kit.genesis, "registry.exists", { leaf: 1 });
    assertRefused(kit, kit.genesis, "registry.exists", { height: 1 });
    kit.take(kit.genesis);
    const other = new RegistryKit({ origin: "other.test" });
    refuses(kit, other.genesis, "registry.exists");
  });

  it("belongs to the registry whose id is its hash", () => {
    const kit = new RegistryKit();
    assertRefused(kit, kit.genesis, "registry.id", { registryId: new Uint8Array(32) });
  });

  it("is signed by every authority it names", () => {
    const kit = new RegistryKit();
    refuses(kit, changed(kit, {}, 3), "sig.too_few");
    const authorities = (bodyOf(kit.genesis)["authorities"] as readonly JsonValue[]).slice(0, 3);
    refuses(kit, changed(kit, { authorities }), "sig.unknown");
  });

  it("admits 1 to 15 authorities, sorted, with a quorum that they can reach", () => {
    const largest = new RegistryKit({ authorities: 15, quorum: 15 });
    largest.take(largest.genesis);
    const one = new RegistryKit({ authorities: 1, quorum: 1 });
    one.take(one.genesis);
    const tooMany = new RegistryKit({ authorities: 16, quorum: 15 });
    refuses(tooMany, tooMany.genesis, "body.list");
    const kit = new RegistryKit();
    const authorities = bodyOf(kit.genesis)["authorities"] as readonly JsonValue[];
    refuses(kit, changed(kit, { authorities: authorities.toReversed() }), "body.order");
    refuses(kit, changed(kit, { quorum: 5 }), "quorum.range");
    refuses(kit, changed(kit, { quorum: 0 }), "body.integer");
    refuses(kit, changed(kit, { rules: 2 }), "body.choice");
  });

  it("refuses an origin that no note could carry", () => {
    const kit = new RegistryKit();
    for (const origin of ["a.test", "localhost:8080/r", "a.test/x/Y~z_1-2.3"]) {
      const leaf = changed(kit, { origin });
      assert.equal(kit.judge(leaf, { registryId: leafHash(leaf) }).ok, true, origin);
    }
    const bad = ["", "https://a.test", "a.test/", "a b", "a+b", "A.test", "a.test//b", "/a", "é.test"];
    for (const origin of [...bad, `a.test/${"x".repeat(128)}`]) {
      refuses(kit, changed(kit, { origin }), "body.text");
    }
  });

  it("refuses keys of small order, off the curve, or not in canonical form", () => {
    const kit = new RegistryKit();
    const cosign = (hex: string): JsonObject => ({ cosign: toBase64Url(fromHex(hex)) });
    const identity = `01${"00".repeat(31)}`;
    refuses(kit, changed(kit, firstChanged(kit, cosign(identity))), "key.small_order");
    // y = p + 3, whose canonical form is 3
    const beyond = `f0${"ff".repeat(30)}7f`;
    refuses(kit, changed(kit, firstChanged(kit, cosign(beyond))), "key.invalid");
    const offCurve = `02${"00".repeat(31)}`;
    refuses(kit, changed(kit, firstChanged(kit, cosign(offCurve))), "key.invalid");
  });

  it("refuses one key for two uses or two authorities", () => {
    const kit = new RegistryKit();
    const [first, second] = kit.authorities;
    for (const key of [first?.entry, second?.cosign, second?.entry, kit.log]) {
      const cosign = keyText(key ?? seedSigner("none"));
      refuses(kit, changed(kit, firstChanged(kit, { cosign })), "key.reused");
    }
    refuses(kit, changed(kit, firstChanged(kit, { log: keyText(kit.log) })), "key.reused");
    const leaf = changed(kit, firstChanged(kit, { log: keyText(seedSigner("own log")) }));
    assert.equal(kit.judge(leaf, { registryId: leafHash(leaf) }).ok, true);
  });

  it("refuses an after, since nothing is before it", () => {
    const kit = new RegistryKit();
    const founders = kit.authorities.map(({ entry }) => entry);
    const body = bodyOf(kit.genesis);
    const parts = { kind: "registry.genesis", by: "founders", after: hashOf("x"), body } as const;
    refuses(kit, buildEntry(new Uint8Array(32), parts, founders), "after.stale");
  });
});

describe("genesis of a network", () => {
  it("needs no log key of an operator, but a log key and a consensus key of every authority", () => {
    const kit = new RegistryKit({ network: true });
    kit.take(kit.genesis);
    assert.deepEqual(kit.state.registry()?.log, []);
    assert.equal(kit.state.registry()?.engine, "cometbft");
    assert.equal(authoritySet(kit.state)?.log.length, 4);
  });

  it("is refused with an authority that cannot run a node, and a solo registry without a log key", () => {
    const network = new RegistryKit({ network: true });
    const { authorities } = firstChanged(network, {}) as { authorities: readonly JsonObject[] };
    const [{ consensus: _consensus, ...without }, ...others] = authorities as [JsonObject, ...JsonObject[]];
    const lame = [without, ...others];
    refuses(network, changed(network, { authorities: lame }), "authority.no_node");
    refuses(network, changed(network, { engine: "solo" }), "registry.no_log");
  });
});
