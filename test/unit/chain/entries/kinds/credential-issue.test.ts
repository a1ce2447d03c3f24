import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MAX_STATUS_INDEX } from "../../../../../src/chain/entries/issuing.ts";
import type { JsonObject } from "../../../../../src/json/value.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { commitmentOf, START, YEAR } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf, keyText, seedSigner } from "../../../../support/test-keys.ts";

const TAG = hashOf("parcel 12/3");

describe("credential.issue", () => {
  it("anchors a commitment with its place, tag and owners", () => {
    const { kit, land } = standardRegistry();
    kit.time += 60;
    const leaf = kit.issue(land, "title", { tag: TAG, owners: ["ana", "ben"], need: 1, index: 77 });
    const at = kit.taken;
    kit.take(leaf);
    const commitment = commitmentOf(leaf);
    const record = kit.state.credential(commitment);
    assert.equal(record?.office, "land");
    assert.equal(record?.status, 0);
    assert.equal(record?.consent?.need, 1);
    assert.deepEqual(record?.issued, { time: kit.time, height: at, leaf: at, entry: kit.hash(leaf) });
    assert.equal(record?.last, kit.hash(leaf));
    assert.equal(kit.state.tagHolder("title", TAG), commitment);
    assert.equal(kit.state.tagsHeld("title", 1), 1);
    assert.equal(kit.state.atIndex("land", 77), commitment);
    assert.equal(kit.state.atIndex("civil", 77), undefined);
  });

  it("is refused for a commitment that there is, even of another office or a revoked one", () => {
    const { kit, identity, civil } = standardRegistry();
    const commitment = commitmentOf(kit.take(kit.issue(identity, "id-card")));
    assertRefused(kit, kit.issue(civil, "birth", { commitment }), "commitment.known");
    kit.take(kit.revoke(identity, commitment));
    assertRefused(kit, kit.issue(identity, "id-card", { commitment }), "commitment.known");
  });

  it("is refused when a live credential of the type holds the tag, until its life ends", () => {
    const { kit, land } = standardRegistry();
    const first = commitmentOf(kit.take(kit.issue(land, "title", { tag: TAG, owners: ["ana"] })));
    const second = kit.issue(land, "title", { tag: TAG, owners: ["ben"] });
    assertRefused(kit, second, "tag.held");
    kit.take(kit.suspend(land, first));
    assertRefused(kit, second, "tag.held");
    kit.take(kit.revoke(land, first));
    kit.take(second);
    assert.equal(kit.state.tagHolder("title", TAG), commitmentOf(second));
  });

  it("keeps the tags of types apart", () => {
    const { kit, land } = standardRegistry();
    const span = { from: START, to: START + YEAR };
    kit.take(
      kit.define("lease", {
        unique: { claims: [["name"]], normaliser: "parcel/1", keeper: "land", epoch: 1 },
      }),
    );
    kit.take(kit.amendOffice("land", { addIssues: [{ type: "lease", ...span }] }));
    kit.take(kit.issue(land, "title", { tag: TAG, owners: ["ana"] }));
    kit.take(kit.issue(land, "lease", { tag: TAG }));
  });

  it("says tag and epoch together where the type asks, else neither", () => {
    const { kit, land, identity } = standardRegistry();
    const owners = ["ana"];
    assertRefused(kit, kit.issue(land, "title", { owners }), "tag.missing");
    assertRefused(kit, kit.issue(identity, "id-card", { tag: TAG }), "tag.unexpected");
    assertRefused(kit, kit.issue(land, "title", { owners, tag: TAG, epoch: 2 }), "tag.epoch");
    const half = (body: JsonObject): Uint8Array =>
      kit.entry({ kind: "credential.issue", by: "identity", body, signers: identity.officers });
    assertRefused(kit, half({ ...kit.issueBody(identity, "id-card"), epoch: 1 }), "tag.unexpected");
    const body = kit.issueBody(land, "title", { owners, tag: TAG });
    const { epoch: _epoch, ...withoutEpoch } = body;
    const leaf = kit.entry({
      kind: "credential.issue",
      by: "land",
      body: withoutEpoch,
      signers: land.officers.slice(0, 1),
    });
    assertRefused(kit, leaf, "tag.missing");
  });

  it("takes each place of an office's status list once, within bounds", () => {
    const { kit, identity, civil } = standardRegistry();
    kit.take(kit.issue(identity, "id-card", { index: 5 }));
    assertRefused(kit, kit.issue(identity, "id-card", { index: 5 }), "index.used");
    kit.take(kit.issue(civil, "birth", { index: 5 }));
    assertRefused(kit, kit.issue(identity, "id-card", { index: MAX_STATUS_INDEX + 1 }), "index.range");
    kit.take(kit.issue(identity, "id-card", { index: MAX_STATUS_INDEX }));
    kit.take(kit.issue(identity, "id-card", { index: 0 }));
  });

  it("expires after its block and within the type's validity", () => {
    const { kit, identity } = standardRegistry();
    const expiring = (expires: number): Uint8Array => kit.issue(identity, "id-card", { expires });
    assertRefused(kit, expiring(kit.time), "expires.past");
    assertRefused(kit, expiring(0), "expires.past");
    assertRefused(kit, expiring(kit.time + 10 * YEAR + 1), "expires.too_late");
    kit.take(expiring(kit.time + 10 * YEAR));
    kit.take(expiring(kit.time + 1));
  });

  it("is for offices with a right to the type at the block's time", () => {
    const { kit, identity, bank } = standardRegistry();
    const leaf = (type: string): Uint8Array => kit.issue(identity, type, { expires: START + YEAR });
    assertRefused(kit, leaf("birth"), "office.not_accredited");
    assertRefused(kit, leaf("none"), "type.unknown");
    assertRefused(kit, kit.issue(bank, "id-card"), "office.not_accredited");
    assertRefused(kit, kit.issue(kit.office("nobody"), "id-card"), "office.unknown");
    assertRefused(kit, leaf("id-card"), "office.not_accredited", { time: START - 1 });
    assert.equal(kit.judge(leaf("id-card"), { time: START }).ok, true);
    kit.take(kit.amendOffice("identity", { endIssues: [{ type: "id-card", to: START + 50 }] }));
    assert.equal(kit.judge(leaf("id-card"), { time: START + 50 }).ok, true);
    assertRefused(kit, leaf("id-card"), "office.not_accredited", { time: START + 51 });
    kit.take(kit.withdraw("identity"));
    assertRefused(kit, leaf("id-card"), "office.withdrawn");
  });

  it("is signed by officers whose keys count at the block's time", () => {
    const { kit, land, identity } = standardRegistry();
    const officer = keyText(identity.officers[0] ?? kit.log);
    const issue = kit.issue(identity, "id-card");
    const by = (...officers: typeof land.officers): Uint8Array =>
      kit.issue(identity, "id-card", { officers });
    assertRefused(kit, by(...land.officers.slice(0, 1)), "sig.not_officer");
    assertRefused(kit, by(...identity.officers, ...land.officers.slice(0, 1)), "sig.not_officer");
    assertRefused(kit, by(seedSigner("authority-1 entry")), "sig.not_officer");
    kit.take(
      kit.amendOffice("identity", { endKeys: [{ key: officer, to: START + 90, distrusted: START + 50 }] }),
    );
    assert.equal(kit.judge(issue, { time: START + 49 }).ok, true);
    assertRefused(kit, issue, "sig.not_officer", { time: START + 50 });
    assertRefused(kit, issue, "sig.not_officer", { time: START + 91, signatures: "trusted" });
  });

  it("needs as many officers as the type's approvals, and lets more sign", () => {
    const { kit, civil, land } = standardRegistry();
    assertRefused(kit, kit.issue(civil, "birth", { officers: civil.officers.slice(0, 1) }), "sig.too_few");
    kit.take(kit.issue(civil, "birth", { officers: civil.officers }));
    kit.take(kit.issue(land, "title", { tag: TAG, owners: ["ana"], officers: land.officers }));
  });

  it("names owners' consent keys where the type asks, else none", () => {
    const { kit, land, identity } = standardRegistry();
    assertRefused(kit, kit.issue(land, "title", { tag: TAG }), "consent.missing");
    assertRefused(kit, kit.issue(identity, "id-card", { owners: ["ana"] }), "consent.unexpected");
    const need = (n: number): Uint8Array =>
      kit.issue(land, "title", { tag: TAG, owners: ["ana", "ben"], need: n });
    assertRefused(kit, need(0), "body.integer");
    assertRefused(kit, need(3), "consent.need");
    kit.take(need(2));
  });
});
