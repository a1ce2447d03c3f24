import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MAX_COPIES } from "../../../../../src/chain/entries/kinds/credential-batch.ts";
import { MAX_STATUS_INDEX } from "../../../../../src/chain/entries/issuing.ts";
import { STATUS } from "../../../../../src/chain/state/records.ts";
import { assertRefused } from "../../../../support/assert-refused.ts";
import {
  batchOf,
  type BatchParts,
  changeCopies,
  type CopiesParts,
  issueBatch,
} from "../../../../support/kit-copies.ts";
import { commitmentOf, START, UNIQUE_BY, YEAR } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf } from "../../../../support/test-keys.ts";

const [ANA, BEN, CLEO] = [hashOf("ana"), hashOf("ben"), hashOf("cleo")] as const;

/** `identity` and `civil` (by one officer) issue `licence`, of which each number there is once. */
function licences() {
  const standard = standardRegistry();
  const { kit } = standard;
  const issues = [{ type: "licence", from: START, to: START + 10 * YEAR }];
  kit.take(kit.define("licence", UNIQUE_BY("identity")));
  kit.take(kit.amendOffice("identity", { addIssues: issues }));
  kit.take(kit.amendOffice("civil", { addIssues: issues }));
  return standard;
}

describe("credential.batch", () => {
  it("takes its places, its tags and its root, and is a credential to nobody", () => {
    const { kit, identity } = licences();
    const leaf = kit.take(issueBatch(kit, identity, "licence", { first: 100, count: 6, tags: [ANA, BEN] }));
    const root = batchOf(leaf);
    const record = kit.state.credential(root);
    assert.deepEqual(record?.batch, { count: 6 });
    assert.equal(record.issued.entry, kit.hash(leaf));
    for (let place = 100; place < 106; place++) assert.equal(kit.state.atIndex("identity", place), root);
    assert.equal(kit.state.atIndex("identity", 99), undefined);
    assert.equal(kit.state.atIndex("identity", 106), undefined);
    assert.equal(kit.state.tagHolder("licence", ANA), root);
    assert.equal(kit.state.tagsHeld("licence", 1), 2);
    for (const each of [kit.suspend, kit.revoke]) {
      assertRefused(kit, each.call(kit, identity, root), "credential.unknown");
    }
    assertRefused(kit, kit.issue(identity, "id-card", { commitment: root }), "commitment.known");
  });

  it("is refused where a root, a place or a tag is in use, by copies or by a single credential", () => {
    const { kit, identity, civil } = licences();
    const single = kit.take(kit.issue(identity, "licence", { index: 105, tag: CLEO }));
    const batch = (parts: BatchParts): Uint8Array =>
      issueBatch(kit, identity, "licence", { first: 200, tags: [ANA], ...parts });
    assertRefused(kit, batch({ first: 100 }), "index.used");
    assertRefused(kit, batch({ root: commitmentOf(single) }), "commitment.known");
    assertRefused(kit, batch({ tags: [ANA, CLEO] }), "tag.held");
    kit.take(batch({ first: 106 }));
    assertRefused(kit, batch({ tags: [BEN], first: 100 }), "index.used");
    assertRefused(kit, batch({ tags: [BEN], first: 113 }), "index.used");
    assertRefused(kit, kit.issue(identity, "id-card", { index: 113 }), "index.used");
    assertRefused(kit, kit.issue(civil, "licence", { tag: ANA }), "tag.held");
    assertRefused(kit, batch({}), "tag.held");
    kit.take(issueBatch(kit, civil, "licence", { first: 106, tags: [BEN] }));
  });

  it("keeps within the status list, the type's validity and what copies there may be", () => {
    const { kit, identity } = standardRegistry();
    const batch = (parts: BatchParts): Uint8Array => issueBatch(kit, identity, "id-card", parts);
    assertRefused(kit, batch({ first: MAX_STATUS_INDEX - 6 }), "index.range");
    assertRefused(kit, batch({ count: 1 }), "body.integer");
    assertRefused(kit, batch({ count: MAX_COPIES + 1 }), "body.integer");
    assertRefused(kit, batch({ expires: kit.time }), "expires.past");
    assertRefused(kit, batch({ expires: kit.time + 10 * YEAR + 1 }), "expires.too_late");
    kit.take(batch({ first: MAX_STATUS_INDEX - 7 }));
    kit.take(batch({ first: 3, count: MAX_COPIES }));
  });

  it("says tags where the type asks, else none, and never under another key", () => {
    const { kit, identity } = licences();
    assertRefused(kit, issueBatch(kit, identity, "licence"), "tag.missing");
    assertRefused(kit, issueBatch(kit, identity, "licence", { epoch: 1 }), "tag.missing");
    assertRefused(kit, issueBatch(kit, identity, "id-card", { tags: [ANA] }), "tag.unexpected");
    assertRefused(kit, issueBatch(kit, identity, "id-card", { epoch: 1 }), "tag.unexpected");
    assertRefused(kit, issueBatch(kit, identity, "licence", { tags: [ANA], epoch: 2 }), "tag.epoch");
    assertRefused(kit, issueBatch(kit, identity, "licence", { tags: [ANA, ANA] }), "body.order");
  });

  it("takes a tag over from an earlier batch of its own office alone", () => {
    const { kit, identity, civil } = licences();
    const first = kit.take(issueBatch(kit, identity, "licence", { tags: [ANA] }));
    kit.take(kit.issue(identity, "licence", { tag: BEN }));
    const next = (tag: string, office = identity): Uint8Array =>
      issueBatch(kit, office, "licence", { renewed: [tag] });
    assertRefused(kit, next(BEN), "tag.unknown");
    assertRefused(kit, next(CLEO), "tag.unknown");
    assertRefused(kit, next(ANA, civil), "tag.unknown");
    const second = kit.take(next(ANA));
    assert.equal(kit.state.tagHolder("licence", ANA), batchOf(second));
    assert.equal(kit.state.tagsHeld("licence", 1), 2);
    const place = kit.state.credential(batchOf(first))?.index ?? -1;
    assertRefused(kit, changeCopies(kit, identity, batchOf(first), [place], { tag: ANA }), "tag.unknown");
  });

  it("is for offices that may issue the type, by as many officers as it asks, and where no owner signs", () => {
    const { kit, identity, civil, land, bank } = standardRegistry();
    assertRefused(kit, issueBatch(kit, bank, "id-card"), "office.not_accredited");
    assertRefused(kit, issueBatch(kit, identity, "birth"), "office.not_accredited");
    assertRefused(kit, issueBatch(kit, identity, "none"), "type.unknown");
    assertRefused(kit, issueBatch(kit, identity, "id-card", { officers: land.officers }), "sig.not_officer");
    assertRefused(
      kit,
      issueBatch(kit, civil, "birth", { officers: civil.officers.slice(0, 1) }),
      "sig.too_few",
    );
    assertRefused(kit, issueBatch(kit, land, "title", { tags: [ANA] }), "consent.missing");
    kit.take(issueBatch(kit, civil, "birth"));
  });

  it("has its tags made anew with all the others", () => {
    const { kit, identity } = licences();
    const root = batchOf(kit.take(issueBatch(kit, identity, "licence", { first: 10, tags: [ANA, BEN] })));
    const [ana, ben] = [hashOf("ana anew"), hashOf("ben anew")] as const;
    const part = (at: number, old: string, next: string): Uint8Array =>
      kit.retag(identity, {
        type: "licence",
        epoch: 2,
        part: at,
        parts: 2,
        tags: [{ old, new: next }],
      });
    kit.take(part(1, ANA, ana));
    assertRefused(kit, issueBatch(kit, identity, "licence", { tags: [CLEO] }), "type.retagging");
    assert.equal(kit.state.tagEpoch("licence", ana), 2);
    assert.equal(kit.state.tagEpoch("licence", BEN), 1);
    // Amid the change either is given back, each under its own key.
    assert.equal(kit.judge(changeCopies(kit, identity, root, [10], { tag: BEN })).ok, true);
    assertRefused(kit, part(2, ANA, ben), "tag.unknown");
    kit.take(part(2, BEN, ben));
    assert.equal(kit.state.tagHolder("licence", ben), root);
    assert.equal(kit.state.tagsHeld("licence", 1), 0);
    kit.take(changeCopies(kit, identity, root, [10], { tag: ana }));
    assert.equal(kit.state.tagsHeld("licence", 2), 1);
  });
});

describe("credential.copies", () => {
  const batch = () => {
    const standard = licences();
    const { kit, identity } = standard;
    const leaf = kit.take(issueBatch(kit, identity, "licence", { first: 40, tags: [ANA, BEN] }));
    const root = batchOf(leaf);
    const status = (place: number) => kit.state.copy("identity", place)?.status;
    const change = (places: readonly number[], parts?: CopiesParts): Uint8Array =>
      changeCopies(kit, identity, root, places, parts);
    return { ...standard, root, status, change };
  };

  it("suspends, reinstates, and ends the copies named and no others, with time and reason", () => {
    const { kit, change, status } = batch();
    kit.time += 50;
    const height = kit.taken;
    const leaf = kit.take(change([41, 47], { act: "suspend" }));
    assert.deepEqual(kit.state.copy("identity", 41), {
      office: "identity",
      index: 41,
      status: STATUS.suspended,
      changed: { time: kit.time, height, reason: "lost" },
      last: kit.hash(leaf),
    });
    assert.equal(status(40), undefined);
    kit.take(change([41, 47], { act: "reinstate" }));
    assert.equal(status(47), STATUS.valid);
    kit.take(change([41, 47], { act: "replace" }));
    assert.equal(status(41), STATUS.replaced);
    kit.take(change([40, 42]));
    assert.equal(status(42), STATUS.invalid);
  });

  it("refuses a step that is none, and reasons and tags of another act", () => {
    const { kit, change } = batch();
    assertRefused(kit, change([41], { act: "reinstate" }), "status.transition");
    assertRefused(kit, change([41], { act: "suspend", reason: "resolved" }), "body.choice");
    assertRefused(kit, change([41], { act: "replace", reason: "transfer" }), "body.choice");
    assertRefused(kit, change([41], { act: "suspend", tag: ANA }), "body.member");
    kit.take(change([41], { act: "suspend" }));
    assertRefused(kit, change([41], { act: "suspend" }), "status.transition");
    kit.take(change([41]));
    for (const act of ["suspend", "reinstate", "revoke", "replace"] as const) {
      assertRefused(kit, change([41], { act }), "credential.final");
    }
  });

  it("is refused for places outside the batch, out of order, or that came another way", () => {
    const { kit, identity, root, change } = batch();
    kit.take(issueBatch(kit, identity, "id-card", { first: 48 }));
    assertRefused(kit, change([39]), "batch.places");
    assertRefused(kit, change([47, 48]), "batch.places");
    assertRefused(kit, change([42, 41]), "body.order");
    assertRefused(kit, change([]), "body.list");
    kit.take(change([42], { act: "suspend" }));
    assertRefused(kit, change([42, 43]), "batch.mixed");
    const single = kit.take(kit.issue(identity, "id-card", { index: 400 }));
    assertRefused(kit, changeCopies(kit, identity, commitmentOf(single), [400]), "credential.unknown");
    assertRefused(kit, changeCopies(kit, identity, hashOf("none"), [40]), "credential.unknown");
    assert.equal(kit.state.credential(root)?.status, STATUS.valid);
  });

  it("cannot be played again after the copies have moved on", () => {
    const { kit, change, status } = batch();
    const suspend = kit.take(change([41], { act: "suspend" }));
    kit.take(change([41], { act: "reinstate" }));
    assertRefused(kit, suspend, "after.stale");
    assert.equal(status(41), STATUS.valid);
  });

  it("gives back a tag that its own batch holds, once", () => {
    const { kit, identity, change } = batch();
    kit.take(kit.issue(identity, "licence", { tag: CLEO }));
    assertRefused(kit, change([41], { tag: CLEO }), "tag.unknown");
    kit.take(change([41], { tag: ANA }));
    assert.equal(kit.state.tagHolder("licence", ANA), undefined);
    assert.equal(kit.state.tagsHeld("licence", 1), 2);
    assertRefused(kit, change([43], { tag: ANA }), "tag.unknown");
    kit.take(kit.issue(identity, "licence", { tag: ANA }));
  });

  it("is for the office that issued them, by one officer, also when its right has ended", () => {
    const { kit, civil, identity, root, change } = batch();
    assertRefused(kit, changeCopies(kit, civil, root, [41]), "credential.not_yours");
    kit.take(kit.amendOffice("identity", { endIssues: [{ type: "licence", to: kit.time }] }));
    kit.time += 10;
    kit.take(change([41], { act: "suspend" }));
    const body = { batch: root, places: [41], act: "revoke", reason: "lost" };
    const after = kit.state.copy("identity", 41)?.last ?? "";
    const by = (signers: typeof civil.officers): Uint8Array =>
      kit.entry({ kind: "credential.copies", by: "identity", body, signers, after });
    assertRefused(kit, by(civil.officers.slice(0, 1)), "sig.not_officer");
    assert.equal(kit.judge(by(identity.officers)).ok, true);
    kit.take(kit.withdraw("identity"));
    assertRefused(kit, change([41]), "office.withdrawn");
  });
});
