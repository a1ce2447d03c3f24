import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JsonObject } from "../../../../../src/json/value.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { RegistryKit, UNIQUE_BY } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";

const CLAIM = { path: ["born"], label: { en: "Born" }, kind: "date", required: true };

function founded(): RegistryKit {
  const kit = new RegistryKit();
  kit.take(kit.genesis);
  kit.take(kit.accredit(kit.office("land")));
  return kit;
}

describe("type.define", () => {
  it("records what a credential of the type is", () => {
    const kit = founded();
    const leaf = kit.take(kit.define("title", UNIQUE_BY("land")));
    const record = kit.state.type("title");
    assert.equal(record?.by, "authority-1");
    assert.equal(record?.defined, kit.time);
    assert.equal(record?.last, kit.hash(leaf));
    assert.equal(record?.unique?.epoch, 1);
    assert.equal(kit.state.typeByVct("https://types.test/title"), record);
  });

  it("gives no id and no vct twice", () => {
    const kit = founded();
    kit.take(kit.define("title"));
    assertRefused(kit, kit.define("title"), "type.known");
    assertRefused(kit, kit.define("other", { vct: "https://types.test/title" }), "type.vct_taken");
  });

  it("names offices that are there", () => {
    const kit = founded();
    assertRefused(kit, kit.define("title", UNIQUE_BY("nobody")), "office.unknown");
    const parties = { consent: { mode: "none", parties: ["bank"] } };
    assertRefused(kit, kit.define("title", parties), "office.unknown");
    kit.take(kit.withdraw("land"));
    assertRefused(kit, kit.define("title", UNIQUE_BY("land")), "office.unknown");
  });

  it("defines each claim once, and is unique by claims it has", () => {
    const kit = founded();
    assertRefused(
      kit,
      kit.define("title", { claims: [CLAIM, { ...CLAIM, kind: "text" }] }),
      "type.claim_known",
    );
    assertRefused(kit, kit.define("title", { ...UNIQUE_BY("land"), claims: [CLAIM] }), "type.claim_unknown");
    kit.take(kit.define("title", { claims: [CLAIM, { ...CLAIM, path: ["born", "place"] }] }));
  });

  it("refuses amounts and words out of range", () => {
    const kit = founded();
    const wrong: [JsonObject, "body.choice" | "body.integer" | "body.text" | "body.list" | "body.order"][] = [
      [{ approvals: 0 }, "body.choice"],
      [{ approvals: 3 }, "body.choice"],
      [{ consent: { mode: "all", parties: [] } }, "body.choice"],
      [{ consent: { mode: "none", parties: ["land", "bank"] } }, "body.order"],
      [{ validity: 0 }, "body.integer"],
      [{ maxAge: { online: 0, offline: 1 } }, "body.integer"],
      [{ reauth: ["sign", "present"] }, "body.order"],
      [{ reauth: ["present", "present"] }, "body.order"],
      [{ reauth: ["unlock"] }, "body.choice"],
      [{ vct: "two words" }, "body.text"],
      [{ vct: "x".repeat(256) }, "body.text"],
      [{ claims: [] }, "body.list"],
      [{ claims: [{ ...CLAIM, kind: "number" }] }, "body.choice"],
      [{ claims: [{ ...CLAIM, path: [] }] }, "body.list"],
      [{ claims: [{ ...CLAIM, path: Array.from({ length: 9 }, () => "a") }] }, "body.list"],
      [{ claims: [{ ...CLAIM, path: [""] }] }, "body.text"],
    ];
    for (const [change, code] of wrong) assertRefused(kit, kit.define("title", change), code);
    const epoch = { unique: { claims: [["name"]], normaliser: "plain/1", keeper: "land", epoch: 2 } };
    assertRefused(kit, kit.define("title", epoch), "body.choice");
    const normaliser = { unique: { claims: [["name"]], normaliser: "plain", keeper: "land", epoch: 1 } };
    assertRefused(kit, kit.define("title", normaliser), "body.text");
  });
});

describe("type.amend", () => {
  it("keeps the claims there were and adds the new ones", () => {
    const { kit } = standardRegistry();
    const before = kit.state.type("title");
    kit.take(kit.byAuthority("type.amend", { id: "title", claims: [CLAIM], approvals: 2, validity: 60 }));
    const after = kit.state.type("title");
    assert.deepEqual(after?.claims, [...(before?.claims ?? []), CLAIM]);
    assert.equal(after?.approvals, 2);
    assert.equal(after?.validity, 60);
    assert.deepEqual(after?.unique, before?.unique);
    assert.equal(after?.vct, before?.vct);
    const again = kit.byAuthority("type.amend", { id: "title", claims: [CLAIM] });
    assertRefused(kit, again, "type.claim_known");
  });

  it("names the acts that ask for the passphrase again, and none any more", () => {
    const kit = founded();
    kit.take(kit.define("title"));
    assert.equal(kit.state.type("title")?.reauth, undefined);
    kit.take(kit.define("deed", { reauth: ["present", "sign"] }));
    assert.deepEqual(kit.state.type("deed")?.reauth, ["present", "sign"]);
    kit.take(kit.byAuthority("type.amend", { id: "deed", reauth: [] }));
    assert.deepEqual(kit.state.type("deed")?.reauth, []);
  });

  it("keeps the record of a type to a size that can be proven", () => {
    const { kit } = standardRegistry();
    const claims = (batch: number): JsonObject[] =>
      Array.from({ length: 64 }, (_, i) => ({ ...CLAIM, path: [`c${batch}-${i}`] }));
    const add = (batch: number): Uint8Array =>
      kit.byAuthority("type.amend", { id: "title", claims: claims(batch) });
    for (let batch = 0; batch < 3; batch++) kit.take(add(batch));
    assertRefused(kit, add(3), "type.too_many");
  });

  it("names another tag keeper, one that is there, where there are tags", () => {
    const { kit } = standardRegistry();
    const amend = (id: string, keeper: string): Uint8Array => kit.byAuthority("type.amend", { id, keeper });
    assertRefused(kit, amend("title", "nobody"), "office.unknown");
    assertRefused(kit, amend("id-card", "bank"), "tag.unexpected");
    const before = kit.state.type("title")?.unique;
    kit.take(amend("title", "bank"));
    assert.deepEqual(kit.state.type("title")?.unique, { ...before, keeper: "bank" });
    assert.equal("keeper" in (kit.state.type("title") ?? {}), false);
    kit.take(kit.withdraw("civil"));
    assertRefused(kit, amend("title", "civil"), "office.unknown");
  });

  it("cannot touch what makes a credential unique, nor the vct", () => {
    const { kit } = standardRegistry();
    for (const change of [UNIQUE_BY("land"), { vct: "https://other.test" }]) {
      assertRefused(kit, kit.byAuthority("type.amend", { id: "title", ...change }), "body.member");
    }
  });

  it("needs a known type not retired, known parties and a change", () => {
    const { kit } = standardRegistry();
    assertRefused(kit, kit.byAuthority("type.amend", { id: "title" }), "body.nothing");
    assertRefused(kit, kit.byAuthority("type.amend", { id: "none", validity: 1 }), "type.unknown");
    const consent = { mode: "owners", parties: ["nobody"] };
    assertRefused(kit, kit.byAuthority("type.amend", { id: "title", consent }), "office.unknown");
    kit.take(kit.byAuthority("type.retire", { id: "title", reason: "superseded" }));
    assertRefused(kit, kit.byAuthority("type.amend", { id: "title", validity: 1 }), "type.retired");
  });
});

describe("type.retire", () => {
  it("ends issuing and keeps the record", () => {
    const { kit, identity } = standardRegistry();
    kit.time += 60;
    kit.take(kit.byAuthority("type.retire", { id: "id-card", reason: "superseded" }));
    assert.equal(kit.state.type("id-card")?.retired, kit.time);
    assertRefused(kit, kit.issue(identity, "id-card"), "type.retired");
    assertRefused(kit, kit.byAuthority("type.retire", { id: "id-card", reason: "ended" }), "type.retired");
    assertRefused(kit, kit.byAuthority("type.retire", { id: "none", reason: "ended" }), "type.unknown");
    assertRefused(kit, kit.byAuthority("type.retire", { id: "title", reason: "death" }), "body.choice");
  });
});
