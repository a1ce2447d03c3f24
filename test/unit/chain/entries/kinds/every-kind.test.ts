import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromBase64Url, toBase64Url } from "../../../../../src/bytes/base64.ts";
import { applyEntry, changesAuthorities } from "../../../../../src/chain/entries/apply.ts";
import { type Entry, parseEntry, ZERO_HASH } from "../../../../../src/chain/entries/entry.ts";
import type { EntryKind } from "../../../../../src/chain/entries/kinds/table.ts";
import { MemoryState } from "../../../../../src/chain/state/memory-state.ts";
import type { ViolationCode } from "../../../../../src/chain/entries/kinds/violation.ts";
import type { JsonObject, JsonValue } from "../../../../../src/json/value.ts";
import { nodePrimitives } from "../../../../../main/crypto/primitives.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { EVERY_KIND, type Ready } from "../../../../support/every-kind.ts";
import { hashOf } from "../../../../support/test-keys.ts";

const KINDS = Object.entries(EVERY_KIND) as [EntryKind, () => Ready][];

/** What applyEntry says of an entry that no leaf holds. */
function judge({ kit, leaf }: Ready, change: Partial<Entry>, trusted = true): string {
  const entry = { ...parseEntry(leaf), ...change };
  const context = kit.context(leaf, { signatures: trusted ? "trusted" : "verify" });
  const outcome = applyEntry(kit.state, entry, context);
  return outcome.ok ? "accepted" : outcome.code;
}

/** Values that no member of any body takes. */
const WRONG: readonly JsonValue[] = [null, -1, 1.5, 2 ** 60, "", "\u0000", {}, [null], [[]], { a: 1 }];

/** Every body that differs from this one in one place by a value of WRONG. */
function* mutations(value: JsonValue): Generator<JsonValue> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) for (const other of mutations(item)) yield value.with(i, other);
  } else if (typeof value === "object" && value !== null) {
    const members = value as JsonObject;
    for (const [name, member] of Object.entries(members)) {
      for (const other of mutations(member)) yield { ...members, [name]: other };
    }
    yield { ...members, unknown: 1 };
  }
  for (const wrong of WRONG) if (JSON.stringify(wrong) !== JSON.stringify(value)) yield wrong;
}

for (const [kind, make] of KINDS) {
  describe(`${kind}, like every kind`, () => {
    it("is accepted once, and refused when it is sent again", () => {
      const { kit, leaf } = make();
      kit.take(leaf);
      const again = kit.judge(leaf);
      assert.equal(again.ok, false);
    });

    it("is refused after anything but the last entry on its subject", () => {
      const ready = make();
      const { after } = parseEntry(ready.leaf);
      const other = after === ZERO_HASH ? hashOf("other") : ZERO_HASH;
      assert.equal(judge(ready, { after: other }), "after.stale");
    });

    it("needs every signature to be right, unless a quorum vouched for it", () => {
      const ready = make();
      const { sigs } = parseEntry(ready.leaf);
      for (const [i, signature] of sigs.entries()) {
        const bytes = fromBase64Url(signature.sig);
        bytes[3] = (bytes[3] as number) ^ 1;
        const broken = sigs.with(i, { ...signature, sig: toBase64Url(bytes) });
        assert.equal(judge(ready, { sigs: broken }, false), "sig.invalid");
        assert.equal(judge(ready, { sigs: broken }, true), "accepted");
      }
      assert.equal(judge(ready, { sigs }, false), "accepted");
    });

    it("is refused by a stranger's key, also when signatures are trusted", () => {
      const ready = make();
      const { sigs } = parseEntry(ready.leaf);
      const stranger = { key: hashOf("stranger"), sig: "A".repeat(86) };
      const code = judge(ready, { sigs: [...sigs.slice(1), stranger] });
      assert.ok(["sig.unknown", "sig.not_officer"].includes(code), code);
    });

    it("is refused for a registry of another id", () => {
      const { kit, leaf } = make();
      const registryId = new Uint8Array(32).fill(1);
      const codes: { readonly [kind: string]: ViolationCode } = {
        "registry.genesis": "registry.id",
        "credential.replace": "consent.invalid",
      };
      assertRefused(kit, leaf, codes[kind] ?? "sig.invalid", { registryId });
    });

    it("refuses a member that is missing, unknown or of another sort", () => {
      const ready = make();
      const { body } = parseEntry(ready.leaf);
      for (const mutation of mutations(body)) {
        if (typeof mutation !== "object" || mutation === null || Array.isArray(mutation)) continue;
        assert.match(judge(ready, { body: mutation as JsonObject }), /^body\./);
      }
      assert.equal(judge(ready, { body: { ...body, unknown: 1 } }), "body.member");
      assert.equal(judge(ready, { body: {} }), "body.member");
    });

    it("is refused before genesis, unless it is genesis", () => {
      const { kit, leaf } = make();
      if (kind === "registry.genesis") return;
      const outcome = applyEntry(new MemoryState(), parseEntry(leaf), kit.context(leaf));
      assert.deepEqual(outcome, { ok: false, code: "registry.missing" });
    });

    it("is refused where rules are in force that this program does not know", () => {
      const { kit, leaf } = make();
      const registry = kit.state.registry();
      if (registry === undefined) return;
      const state = new MemoryState();
      state.write([{ table: "registry", record: { ...registry, rules: 2 } }]);
      const outcome = applyEntry(state, parseEntry(leaf), kit.context(leaf));
      assert.deepEqual(outcome, { ok: false, code: "rules.unsupported" });
    });
  });
}

describe("an entry that can cost a node much", () => {
  for (const kind of ["office.accredit", "office.amend", "credential.batch"] as const) {
    it(`has its signatures verified before that: ${kind}`, () => {
      const { kit, leaf } = EVERY_KIND[kind]();
      let looked = 0;
      const state = new Proxy(kit.state, {
        get: (target, name) => {
          if (name === "keyOwner" || name === "atIndex") looked++;
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
      const entry = parseEntry(leaf);
      const forged = { ...entry, sigs: entry.sigs.map(({ key }) => ({ key, sig: "A".repeat(86) })) };
      assert.deepEqual(applyEntry(state, forged, kit.context(leaf)), { ok: false, code: "sig.invalid" });
      assert.equal(looked, 0);
      assert.ok(applyEntry(state, entry, kit.context(leaf)).ok);
      assert.ok(looked > 0);
    });
  }
});

describe("a block record", () => {
  it("is derived, never submitted", () => {
    const entry = { kind: "block", by: "registry", after: ZERO_HASH, body: {}, sigs: [] } as const;
    const { kit, leaf } = EVERY_KIND["authority.admit"]();
    assert.deepEqual(applyEntry(kit.state, entry, { ...kit.context(leaf), primitives: nodePrimitives }), {
      ok: false,
      code: "block.not_submittable",
    });
  });
});

describe("changesAuthorities", () => {
  it("names the kinds of which a block takes one", () => {
    const kinds = KINDS.map(([kind]) => kind).filter(changesAuthorities);
    assert.deepEqual(kinds.sort(), ["authority.admit", "authority.amend", "authority.retire"]);
  });
});
