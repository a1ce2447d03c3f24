import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { STATUS } from "../../../../../src/chain/state/records.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { commitmentOf } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf, keyText } from "../../../../support/test-keys.ts";

function issued() {
  const standard = standardRegistry();
  const { kit, land } = standard;
  const leaf = kit.take(kit.issue(land, "title", { tag: hashOf("parcel"), owners: ["ana"] }));
  const commitment = commitmentOf(leaf);
  return { ...standard, commitment, status: () => kit.state.credential(commitment)?.status };
}

describe("credential.suspend, .reinstate, .revoke", () => {
  it("go from valid to suspended, back, and to an end, each with its reason and time", () => {
    const { kit, land, commitment, status } = issued();
    kit.time += 10;
    const height = kit.taken;
    const leaf = kit.take(kit.suspend(land, commitment, "stolen"));
    const record = kit.state.credential(commitment);
    assert.deepEqual(record?.changed, { time: kit.time, height, reason: "stolen" });
    assert.equal(record?.last, kit.hash(leaf));
    assert.equal(status(), STATUS.suspended);
    kit.take(kit.reinstate(land, commitment));
    assert.equal(status(), STATUS.valid);
    kit.take(kit.revoke(land, commitment, "error"));
    assert.equal(status(), STATUS.invalid);
  });

  it("refuse a step that is none", () => {
    const { kit, land, commitment } = issued();
    assertRefused(kit, kit.reinstate(land, commitment), "status.transition");
    kit.take(kit.suspend(land, commitment));
    assertRefused(kit, kit.suspend(land, commitment), "status.transition");
    kit.take(kit.revoke(land, commitment));
    for (const leaf of [
      kit.suspend(land, commitment),
      kit.reinstate(land, commitment),
      kit.revoke(land, commitment),
    ]) {
      assertRefused(kit, leaf, "credential.final");
    }
  });

  it("cannot be played again after the credential has moved on", () => {
    const { kit, land, commitment, status } = issued();
    const suspend = kit.take(kit.suspend(land, commitment));
    kit.take(kit.reinstate(land, commitment));
    assertRefused(kit, suspend, "after.stale");
    assert.equal(status(), STATUS.valid);
  });

  it("free the tag at the end, not before", () => {
    const { kit, land, commitment } = issued();
    kit.take(kit.suspend(land, commitment));
    assert.equal(kit.state.tagHolder("title", hashOf("parcel")), commitment);
    kit.take(kit.revoke(land, commitment));
    assert.equal(kit.state.tagHolder("title", hashOf("parcel")), undefined);
    assert.equal(kit.state.tagsHeld("title", 1), 0);
  });

  it("are for the office that issued it, also when its right to the type has ended", () => {
    const { kit, land, identity, commitment } = issued();
    assertRefused(kit, kit.revoke(identity, commitment), "credential.not_yours");
    assertRefused(kit, kit.revoke(land, hashOf("nothing")), "credential.unknown");
    kit.take(kit.amendOffice("land", { endIssues: [{ type: "title", to: kit.time }] }));
    kit.time += 10;
    kit.take(kit.suspend(land, commitment));
    kit.take(kit.withdraw("land"));
    assertRefused(kit, kit.revoke(land, commitment), "office.withdrawn");
  });

  it("need one officer of today", () => {
    const { kit, land, commitment } = issued();
    const body = { commitment, reason: "lost" };
    const by = (signer: (typeof land.officers)[number]): Uint8Array =>
      kit.entry({ kind: "credential.suspend", by: "land", body, signers: [signer] });
    const [first, second] = land.officers;
    assert.ok(first !== undefined && second !== undefined);
    kit.take(kit.amendOffice("land", { endKeys: [{ key: keyText(first), to: kit.time - 1 }] }));
    assertRefused(kit, by(first), "sig.not_officer");
    kit.take(by(second));
  });

  it("each know their reasons", () => {
    const { kit, land, commitment } = issued();
    assertRefused(kit, kit.suspend(land, commitment, "resolved"), "body.choice");
    assertRefused(kit, kit.suspend(land, commitment, "I saw it myself"), "body.choice");
    assertRefused(kit, kit.revoke(land, commitment, "investigation"), "body.choice");
    kit.take(kit.suspend(land, commitment, "investigation"));
    assertRefused(kit, kit.reinstate(land, commitment, "lost"), "body.choice");
  });
});
