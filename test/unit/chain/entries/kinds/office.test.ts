import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toBase64Url } from "../../../../../src/bytes/base64.ts";
import type { JsonObject } from "../../../../../src/json/value.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { bodyOf, type KitOffice, RegistryKit, START, YEAR } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf, keyText, seedP256, seedSigner } from "../../../../support/test-keys.ts";

const END = START + 10 * YEAR;

function founded(): RegistryKit {
  const kit = new RegistryKit();
  kit.take(kit.genesis);
  return kit;
}

function accredited(): { readonly kit: RegistryKit; readonly civil: KitOffice } {
  const kit = founded();
  const civil = kit.office("civil", 2);
  kit.take(kit.accredit(civil, { issues: ["birth"], deposits: true }));
  return { kit, civil };
}

function ask(purpose: string, from: number, to: number): JsonObject {
  return { purpose, label: { en: purpose }, claims: [{ type: "birth", path: ["name"] }], from, to };
}

describe("office.accredit", () => {
  it("records keys, rights and who let it in", () => {
    const { kit, civil } = accredited();
    const record = kit.state.office("civil");
    assert.equal(record?.by, "authority-1");
    assert.equal(record?.accredited, START);
    assert.deepEqual(
      record?.keys.map(({ use, key }) => [use, key]),
      [
        ...civil.officers.map((signer) => ["officer", keyText(signer)]),
        ["credential", civil.credential.key],
        ["request", civil.request.key],
      ],
    );
    assert.deepEqual(record?.issues, [{ type: "birth", from: START, to: END }]);
    assert.deepEqual(record?.deposits, [{ from: START, to: END }]);
  });

  it("is said by one authority of today with its entry key alone", () => {
    const kit = founded();
    const body = bodyOf(kit.accredit(kit.office("civil")));
    const [first, second] = kit.authorities;
    const parts = { kind: "office.accredit", by: "authority-1", body } as const;
    const sign = (...signers: (typeof kit.log | undefined)[]): Uint8Array =>
      kit.entry({ ...parts, signers: signers.filter((signer) => signer !== undefined) });
    assertRefused(kit, sign(second?.entry), "sig.unknown");
    assertRefused(kit, sign(first?.cosign), "sig.unknown");
    assertRefused(kit, sign(first?.entry, second?.entry), "sig.unknown");
    const nobody = { ...parts, by: "civil", signers: [kit.log] };
    assertRefused(kit, kit.entry(nobody), "authority.unknown");
  });

  it("never gives an id twice", () => {
    const { kit, civil } = accredited();
    assertRefused(kit, kit.accredit(civil), "office.known");
    kit.take(kit.withdraw("civil"));
    assertRefused(kit, kit.accredit(civil), "office.known");
  });

  it("refuses keys in use anywhere, and curves mixed up", () => {
    const { kit, civil } = accredited();
    const span = { from: START, to: END };
    const next = bodyOf(kit.accredit(kit.office("next")));
    const withKeys = (...keys: JsonObject[]): Uint8Array =>
      kit.byAuthority("office.accredit", { ...next, keys });
    const officer = (key: string): JsonObject => ({ use: "officer", key, ...span });
    assertRefused(kit, withKeys(officer(keyText(civil.officers[0] ?? kit.log))), "key.reused");
    assertRefused(kit, withKeys(officer(keyText(kit.log))), "key.reused");
    const own = officer(keyText(seedSigner("own")));
    assertRefused(kit, withKeys(own, own), "key.reused");
    const pair = seedP256("pair").key;
    const credential = { use: "credential", key: pair, ...span };
    assertRefused(kit, withKeys(credential, { ...credential, use: "request" }), "key.reused");
    assertRefused(kit, withKeys({ ...credential, use: "officer" }), "body.key");
    assertRefused(kit, withKeys({ ...own, use: "request" }), "body.key");
    assertRefused(kit, withKeys({ ...own, use: "other" }), "body.choice");
    const offCurve = toBase64Url(Uint8Array.of(2, ...new Uint8Array(31), 1));
    const beyond = toBase64Url(Uint8Array.of(2, ...new Uint8Array(32).fill(255)));
    const uncompressed = toBase64Url(new Uint8Array(33).fill(4));
    for (const key of [offCurve, beyond, uncompressed])
      assertRefused(kit, withKeys({ ...credential, key }), "key.invalid");
  });

  it("refuses spans that end before they begin, and rights that overlap", () => {
    const kit = founded();
    const body = bodyOf(kit.accredit(kit.office("civil")));
    const changed = (change: JsonObject): Uint8Array =>
      kit.byAuthority("office.accredit", { ...body, ...change });
    assertRefused(kit, changed({ issues: [{ type: "birth", from: 2, to: 1 }] }), "body.span");
    assertRefused(kit, changed({ deposits: { from: 2, to: 1 } }), "body.span");
    const first = { type: "birth", from: 1, to: 5 };
    assertRefused(kit, changed({ issues: [first, { ...first, from: 5, to: 9 }] }), "right.overlap");
    assertRefused(kit, changed({ asks: [ask("a", 1, 5), ask("a", 0, 1)] }), "right.overlap");
    kit.take(
      changed({ issues: [first, { ...first, from: 6, to: 9 }], asks: [ask("a", 1, 5), ask("b", 1, 5)] }),
    );
  });
});

describe("office.amend", () => {
  it("adds keys and rights and names the office anew", () => {
    const { kit } = accredited();
    const span = { from: START, to: END };
    const key = keyText(seedSigner("third officer"));
    const leaf = kit.take(
      kit.amendOffice("civil", {
        name: { de: "Standesamt" },
        addKeys: [{ use: "officer", key, ...span }],
        addIssues: [{ type: "marriage", ...span }],
        addAsks: [ask("check", START, END)],
      }),
    );
    const record = kit.state.office("civil");
    assert.deepEqual(record?.name, { de: "Standesamt" });
    assert.equal(record?.keys.at(-1)?.key, key);
    assert.deepEqual(
      record?.issues.map(({ type }) => type),
      ["birth", "marriage"],
    );
    assert.equal(record?.asks[0]?.purpose, "check");
    assert.equal(record?.last, kit.hash(leaf));
  });

  it("is open to any authority, in the order of the office's entries", () => {
    const { kit } = accredited();
    const name = { en: "x" };
    const stale = kit.amendOffice("civil", { name });
    kit.take(kit.byAuthority("office.amend", { id: "civil", name }, "authority-3"));
    assert.equal(kit.state.office("civil")?.by, "authority-1");
    assertRefused(kit, stale, "after.stale");
  });

  it("ends keys earlier, and distrusts them from a time on, never the other way", () => {
    const { kit, civil } = accredited();
    const key = civil.credential.key;
    const end = (ending: JsonObject): Uint8Array =>
      kit.amendOffice("civil", { endKeys: [{ key, ...ending }] });
    const found = (): unknown => {
      const { to, distrusted } = kit.state.office("civil")?.keys.find((row) => row.key === key) ?? {};
      return { to, distrusted };
    };
    assertRefused(kit, end({ to: END }), "span.later");
    assertRefused(kit, end({ to: END + 1 }), "span.later");
    kit.take(end({ to: END - 10 }));
    assertRefused(kit, end({ to: END - 9 }), "span.later");
    kit.take(end({ to: END - 10, distrusted: START + 50 }));
    assert.deepEqual(found(), { to: END - 10, distrusted: START + 50 });
    assertRefused(kit, end({ to: END - 20, distrusted: START + 51 }), "span.later");
    assertRefused(kit, end({ to: END - 10, distrusted: START + 50 }), "span.later");
    kit.take(end({ to: END - 20 }));
    assert.deepEqual(found(), { to: END - 20, distrusted: START + 50 });
    kit.take(end({ to: END - 20, distrusted: START + 1 }));
    assertRefused(
      kit,
      kit.amendOffice("civil", { endKeys: [{ key: seedP256("x").key, to: 1 }] }),
      "key.unknown",
    );
  });

  it("distrusts a right from a time on, as it does a key", () => {
    const { kit, land, bank } = standardRegistry();
    const right = () => kit.state.office("land")?.issues[0];
    const { to } = right() as { to: number };
    const end = (ending: JsonObject): Uint8Array =>
      kit.amendOffice("land", { endIssues: [{ type: "title", ...ending }] });
    kit.take(end({ to, distrusted: START + 50 }));
    assert.equal(right()?.distrusted, START + 50);
    assertRefused(kit, end({ to, distrusted: START + 51 }), "span.later");
    kit.time = START + 60;
    const issue = kit.issue(land, "title", { tag: hashOf("parcel"), owners: ["ana"] });
    assertRefused(kit, issue, "office.not_accredited");
    const asks = [{ purpose: "account-opening", to, distrusted: START + 1 }];
    kit.take(kit.amendOffice(bank.id, { endAsks: asks }));
    assert.equal(kit.state.office("bank")?.asks[0]?.distrusted, START + 1);
  });

  it("ends rights, the newest of a name, and lets them follow each other", () => {
    const { kit } = accredited();
    const cut = START + 100;
    kit.take(
      kit.amendOffice("civil", {
        endIssues: [{ type: "birth", to: cut }],
        addIssues: [{ type: "birth", from: cut + 1, to: END }],
        addAsks: [ask("check", START, END)],
      }),
    );
    assertRefused(
      kit,
      kit.amendOffice("civil", { addIssues: [{ type: "birth", from: cut, to: cut }] }),
      "right.overlap",
    );
    kit.take(
      kit.amendOffice("civil", {
        endIssues: [{ type: "birth", to: cut + 5 }],
        endAsks: [{ purpose: "check", to: cut }],
      }),
    );
    assert.deepEqual(kit.state.office("civil")?.issues, [
      { type: "birth", from: START, to: cut },
      { type: "birth", from: cut + 1, to: cut + 5 },
    ]);
    assert.equal(kit.state.office("civil")?.asks[0]?.to, cut);
    const unknown = { endIssues: [{ type: "death", to: 1 }] };
    assertRefused(kit, kit.amendOffice("civil", unknown), "right.unknown");
    assertRefused(kit, kit.amendOffice("civil", { endAsks: [{ purpose: "x", to: 1 }] }), "right.unknown");
  });

  it("ends the right to take deposits, or grants it again later", () => {
    const { kit } = accredited();
    const set = (from: number, to: number): Uint8Array =>
      kit.amendOffice("civil", { deposits: { from, to } });
    assertRefused(kit, set(START, END + 1), "span.later");
    assertRefused(kit, set(START + 1, END), "right.overlap");
    kit.take(set(START, START + 9));
    kit.take(set(START + 10, END));
    assert.deepEqual(kit.state.office("civil")?.deposits, [
      { from: START, to: START + 9 },
      { from: START + 10, to: END },
    ]);
  });

  it("never takes a key again", () => {
    const { kit, civil } = accredited();
    const key = keyText(civil.officers[0] ?? kit.log);
    kit.take(kit.amendOffice("civil", { endKeys: [{ key, to: START }] }));
    const again = { addKeys: [{ use: "officer", key, from: START, to: END }] };
    assertRefused(kit, kit.amendOffice("civil", again), "key.reused");
  });

  it("keeps the record of an office to a size that can be proven", () => {
    const { kit } = accredited();
    const rights = (batch: number): JsonObject[] =>
      Array.from({ length: 250 }, (_, i) => ({ type: `t${batch}-${i}`, from: 1, to: 2 }));
    for (let batch = 0; batch < 4; batch++) {
      kit.take(kit.amendOffice("civil", { addIssues: rights(batch) }));
    }
    assertRefused(kit, kit.amendOffice("civil", { addIssues: rights(4) }), "office.too_many");
  });

  it("needs a known office that is not withdrawn, and a change", () => {
    const { kit } = accredited();
    assertRefused(kit, kit.amendOffice("civil", {}), "body.nothing");
    assertRefused(kit, kit.amendOffice("nobody", { name: { en: "x" } }), "office.unknown");
    kit.take(kit.withdraw("civil"));
    assertRefused(kit, kit.amendOffice("civil", { name: { en: "x" } }), "office.withdrawn");
  });
});

describe("office.withdraw", () => {
  it("ends an office for good and keeps its record", () => {
    const { kit } = accredited();
    kit.time += 60;
    kit.take(kit.withdraw("civil", "fraud"));
    const record = kit.state.office("civil");
    assert.equal(record?.withdrawn, kit.time);
    assert.equal(record?.reason, "fraud");
    assert.equal(record?.keys.length, 4);
    assertRefused(kit, kit.withdraw("civil"), "office.withdrawn");
    assertRefused(kit, kit.withdraw("nobody"), "office.unknown");
  });
});
