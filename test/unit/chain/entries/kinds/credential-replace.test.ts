import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toBase64Url } from "../../../../../src/bytes/base64.ts";
import { STATUS } from "../../../../../src/chain/state/records.ts";
import type { JsonObject } from "../../../../../src/json/value.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import {
  commitmentOf,
  OWNERS_CONSENT,
  type ReplaceParts,
  START,
  UNIQUE_BY,
  YEAR,
} from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf, keyText } from "../../../../support/test-keys.ts";

const TAG = hashOf("parcel");

/** A title of ana, ben and cleo, of whom two must consent. */
function issued() {
  const standard = standardRegistry();
  const { kit, land } = standard;
  const leaf = kit.issue(land, "title", { tag: TAG, owners: ["ana", "ben", "cleo"], need: 2 });
  const old = commitmentOf(kit.take(leaf));
  const replace = (parts: ReplaceParts = {}): Uint8Array =>
    kit.replace(land, old, { tag: TAG, owners: ["dora"], consentBy: ["ana", "ben"], ...parts });
  return { ...standard, old, replace };
}

/** The same replacement with its consents changed before the officer signs. */
function consents(change: (list: readonly JsonObject[]) => readonly JsonObject[]): ReplaceParts {
  return { tamper: (body) => ({ ...body, consents: change(body["consents"] as readonly JsonObject[]) }) };
}

describe("credential.replace with consent", () => {
  it("ends the old and issues the new in one step, the tag with it", () => {
    const { kit, old, replace } = issued();
    kit.time += 60;
    const height = kit.taken;
    const leaf = kit.take(replace());
    const next = commitmentOf(leaf);
    const ended = kit.state.credential(old);
    assert.equal(ended?.status, STATUS.replaced);
    assert.equal(ended?.successor, next);
    assert.deepEqual(ended?.changed, { time: kit.time, height, reason: "transfer" });
    const begun = kit.state.credential(next);
    assert.equal(begun?.status, STATUS.valid);
    assert.equal(begun?.predecessor, old);
    assert.equal(begun?.withoutConsent, undefined);
    assert.equal(begun?.issued.entry, kit.hash(leaf));
    assert.equal(begun?.last, kit.hash(leaf));
    assert.equal(ended?.last, kit.hash(leaf));
    assert.equal(kit.state.tagHolder("title", TAG), next);
    assert.equal(kit.state.tagsHeld("title", 1), 1);
  });

  it("can give the tag up for another, which must be free", () => {
    const { kit, land, replace } = issued();
    kit.take(kit.issue(land, "title", { tag: hashOf("next door"), owners: ["eve"] }));
    assertRefused(kit, replace({ tag: hashOf("next door") }), "tag.held");
    kit.take(replace({ tag: hashOf("merged parcel") }));
    assert.equal(kit.state.tagHolder("title", TAG), undefined);
    assert.equal(kit.state.tagsHeld("title", 1), 2);
  });

  it("ends what is suspended too, and nothing that has ended", () => {
    const { kit, land, old, replace } = issued();
    kit.take(kit.suspend(land, old));
    const leaf = kit.take(replace());
    assertRefused(kit, replace(), "credential.final");
    kit.take(kit.revoke(land, commitmentOf(leaf)));
    assertRefused(
      kit,
      kit.replace(land, commitmentOf(leaf), { tag: TAG, owners: ["x"] }),
      "credential.final",
    );
    assertRefused(kit, kit.replace(land, hashOf("none"), { tag: TAG, owners: ["x"] }), "credential.unknown");
  });

  it("needs m of n owners, each once, and no stranger", () => {
    const { kit, replace } = issued();
    assertRefused(kit, replace({ consentBy: ["ana"] }), "consent.too_few");
    assertRefused(kit, replace({ consentBy: [] }), "consent.too_few");
    assertRefused(kit, replace({ consentBy: ["ana", "ben", "dora"] }), "consent.unknown_key");
    const twice = consents(([first]) => (first === undefined ? [] : [first, first]));
    assertRefused(kit, replace(twice), "body.order");
    kit.take(replace({ consentBy: ["ana", "ben", "cleo"] }));
  });

  it("binds consent to these two credentials, this type, office, expiry and registry", () => {
    const { kit, replace } = issued();
    const expires = START + YEAR;
    const other = hashOf("other");
    const tampered: readonly ((body: JsonObject) => JsonObject)[] = [
      (body) => ({ ...body, new: { ...(body["new"] as JsonObject), commitment: other } }),
      (body) => ({ ...body, new: { ...(body["new"] as JsonObject), expires: expires - 1 } }),
    ];
    for (const tamper of tampered) assertRefused(kit, replace({ expires, tamper }), "consent.invalid");
    assertRefused(kit, replace(), "consent.invalid", { registryId: new Uint8Array(32) });
    const broken = consents((list) => list.map((consent) => ({ ...consent, sig: "A".repeat(86) })));
    assertRefused(kit, replace(broken), "consent.invalid");
    const sound = kit.judge(replace(broken), { signatures: "trusted" });
    assert.equal(sound.ok, true, "a full follow leaves consent signatures to the quorum");
  });

  it("is not fooled by a consent key of small order that the credential names", () => {
    const { kit, land } = standardRegistry();
    const weak = Uint8Array.of(1, ...new Uint8Array(31));
    const body = kit.issueBody(land, "title", { tag: TAG, owners: ["ana"] });
    const keys = [toBase64Url(kit.context(kit.genesis).primitives.sha256(weak))];
    const signers = land.officers.slice(0, 1);
    const consent = { need: 1, keys };
    kit.take(kit.entry({ kind: "credential.issue", by: "land", body: { ...body, consent }, signers }));
    // R and S of zero weight: any message verifies under such a key where nothing looks at it.
    const sig = toBase64Url(Uint8Array.of(1, ...new Uint8Array(63)));
    const leaf = kit.replace(land, body.commitment, {
      tag: TAG,
      owners: ["eve"],
      tamper: (whole) => ({ ...whole, consents: [{ key: toBase64Url(weak), sig }] }),
    });
    assertRefused(kit, leaf, "consent.invalid");
  });

  it("keeps type and office", () => {
    const { kit, land, identity, old, replace } = issued();
    const span = { from: START, to: START + YEAR };
    kit.take(kit.define("lease", { ...UNIQUE_BY("land"), ...OWNERS_CONSENT }));
    kit.take(kit.amendOffice("land", { addIssues: [{ type: "lease", ...span }] }));
    const asLease = (body: JsonObject): JsonObject => ({
      ...body,
      new: { ...(body["new"] as JsonObject), type: "lease" },
    });
    assertRefused(kit, replace({ tamper: asLease }), "replace.type");
    assertRefused(kit, kit.replace(identity, old, { tag: TAG, owners: ["x"] }), "credential.not_yours");
    assertRefused(kit, kit.replace(kit.office("nobody"), old, { tag: TAG }), "office.unknown");
    kit.take(kit.amendOffice("land", { endIssues: [{ type: "title", to: START }] }));
    kit.time += 1;
    assertRefused(kit, kit.replace(land, old, { tag: TAG, owners: ["x"] }), "office.not_accredited");
  });

  it("issues by every rule of issuing", () => {
    const { kit, land, old, replace } = issued();
    const other = commitmentOf(
      kit.take(kit.issue(land, "title", { tag: hashOf("b"), owners: ["x"], index: 40 })),
    );
    assertRefused(kit, replace({ commitment: other }), "commitment.known");
    assertRefused(kit, replace({ commitment: old }), "commitment.known");
    assertRefused(kit, replace({ index: 40 }), "index.used");
    assertRefused(kit, replace({ expires: START }), "expires.past");
    assertRefused(kit, replace({ epoch: 2 }), "tag.epoch");
    const ownerless = kit.replace(land, old, { tag: TAG, consentBy: ["ana", "ben"] });
    assertRefused(kit, ownerless, "consent.missing");
    kit.take(kit.byAuthority("type.amend", { id: "title", approvals: 2 }));
    assertRefused(kit, replace({ officers: land.officers.slice(0, 1) }), "sig.too_few");
    kit.take(kit.byAuthority("type.retire", { id: "title", reason: "ended" }));
    assertRefused(kit, replace(), "type.retired");
  });

  it("follows the old credential's last entry", () => {
    const { kit, land, old, replace } = issued();
    const stale = replace();
    kit.take(kit.suspend(land, old));
    assertRefused(kit, stale, "after.stale");
  });

  it("needs the officer of every third party that the type names", () => {
    const { kit, land, bank, archive, old } = issued();
    const consent = { mode: "owners", parties: ["archive", "bank"] };
    kit.take(kit.byAuthority("type.amend", { id: "title", consent }));
    const by = (...parties: (typeof bank)[]): Uint8Array =>
      kit.replace(land, old, { tag: TAG, owners: ["dora"], consentBy: ["ana", "ben"], parties });
    assertRefused(kit, by(), "consent.parties");
    assertRefused(kit, by(bank), "consent.parties");
    assertRefused(kit, by(archive, land), "consent.parties");
    assertRefused(kit, by(archive, bank, land), "consent.parties");
    const stolen = { ...bank, officers: land.officers };
    assertRefused(kit, by(archive, stolen), "consent.parties");
    const both = by(archive, bank);
    const forged = kit.replace(land, old, {
      tag: TAG,
      owners: ["dora"],
      consentBy: ["ana", "ben"],
      parties: [archive, bank],
      tamper: (body) => {
        const [first, second] = body["parties"] as readonly JsonObject[];
        return { ...body, parties: [first ?? {}, { ...second, sig: String(first?.["sig"]) }] };
      },
    });
    assertRefused(kit, forged, "consent.invalid");
    assert.equal(kit.judge(both).ok, true);
    const officer = keyText(bank.officers[0] ?? kit.log);
    kit.take(kit.amendOffice("bank", { endKeys: [{ key: officer, to: START - 1 }] }));
    assertRefused(kit, both, "consent.parties");
    kit.take(kit.withdraw("archive"));
    assertRefused(kit, both, "consent.parties");
  });

  it("has nobody to ask where the type asks for no owners", () => {
    const { kit, identity } = standardRegistry();
    const old = commitmentOf(kit.take(kit.issue(identity, "id-card")));
    const leaf = kit.take(kit.replace(identity, old, { reason: "renewal" }));
    assert.equal(kit.state.credential(commitmentOf(leaf))?.withoutConsent, undefined);
  });

  it("takes an order where the type came to ask for owners only later", () => {
    const { kit, identity } = standardRegistry();
    const old = commitmentOf(kit.take(kit.issue(identity, "id-card")));
    kit.take(kit.byAuthority("type.amend", { id: "id-card", ...OWNERS_CONSENT }));
    assertRefused(kit, kit.replace(identity, old, { owners: ["ana"] }), "consent.missing");
  });
});

describe("credential.replace without consent", () => {
  it("takes an order and two officers, and marks the new one for good", () => {
    const { kit, land, old } = issued();
    const parts = { tag: TAG, owners: ["heir"], order: hashOf("order"), reason: "death" };
    assertRefused(
      kit,
      kit.replace(land, old, { ...parts, officers: land.officers.slice(0, 1) }),
      "sig.too_few",
    );
    const next = commitmentOf(kit.take(kit.replace(land, old, parts)));
    assert.equal(kit.state.credential(next)?.withoutConsent, "death");
    const later = kit.replace(land, next, { tag: TAG, owners: ["buyer"], consentBy: ["heir"] });
    kit.take(later);
    assert.equal(kit.state.credential(next)?.withoutConsent, "death");
    assert.equal(kit.state.credential(commitmentOf(later))?.withoutConsent, undefined);
  });

  it("has a reason of its own, which consent cannot have", () => {
    const { kit, land, old, replace } = issued();
    const order = { tag: TAG, owners: ["heir"], order: hashOf("order") };
    for (const reason of ["transfer", "renewal", "correction", "step"]) {
      assertRefused(kit, kit.replace(land, old, { ...order, reason }), "replace.reason");
    }
    for (const reason of ["death", "court", "lost-key", "law"]) {
      assertRefused(kit, replace({ reason }), "replace.reason");
      assert.equal(kit.judge(kit.replace(land, old, { ...order, reason })).ok, true);
    }
    assertRefused(kit, replace({ reason: "fraud" }), "body.choice");
  });

  it("says consent or order, never both or neither", () => {
    const { kit, replace } = issued();
    const order = hashOf("order");
    assertRefused(kit, replace({ tamper: (body) => ({ ...body, order }) }), "body.member");
    const neither = ({ consents: _gone, ...body }: JsonObject): JsonObject => body;
    assertRefused(kit, replace({ tamper: neither }), "body.member");
    const party = { office: "bank", key: order, sig: "A".repeat(86) };
    const withParties = (body: JsonObject): JsonObject => ({ ...body, parties: [party] });
    assertRefused(kit, replace({ order, reason: "court", tamper: withParties }), "body.member");
  });
});
