import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { commitmentOf } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf, keyText } from "../../../../support/test-keys.ts";

/** Four titles of parcels p0 to p3; the last one is revoked. */
function tagged() {
  const standard = standardRegistry();
  const { kit, land } = standard;
  const titles = [0, 1, 2, 3].map((n) =>
    commitmentOf(kit.take(kit.issue(land, "title", { tag: hashOf(`p${n}`), owners: ["ana"] }))),
  );
  kit.take(kit.revoke(land, titles[3] ?? ""));
  const tags = (...parcels: number[]) =>
    parcels
      .map((n) => ({ old: hashOf(`p${n}`), new: hashOf(`p${n} again`) }))
      .sort((a, b) => (a.old < b.old ? -1 : 1));
  const part = (number: number, parts: number, ...parcels: number[]): Uint8Array =>
    kit.retag(land, { type: "title", epoch: 2, part: number, parts, tags: tags(...parcels) });
  return { ...standard, titles, tags, part };
}

describe("type.retag", () => {
  it("gives every live credential its tag under the new key, in one entry", () => {
    const { kit, land, titles, part } = tagged();
    const before = kit.state.credential(titles[0] ?? "");
    kit.take(part(1, 1, 0, 1, 2));
    assert.equal(kit.state.type("title")?.unique?.epoch, 2);
    assert.equal(kit.state.type("title")?.unique?.retag, undefined);
    assert.equal(kit.state.tagsHeld("title", 1), 0);
    assert.equal(kit.state.tagsHeld("title", 2), 3);
    assert.equal(kit.state.tagHolder("title", hashOf("p0")), undefined);
    assert.equal(kit.state.tagHolder("title", hashOf("p0 again")), titles[0]);
    const after = kit.state.credential(titles[0] ?? "");
    assert.deepEqual(after, { ...before, tag: hashOf("p0 again"), epoch: 2 });
    const issue = (epoch: number, tag: string): Uint8Array =>
      kit.issue(land, "title", { tag: hashOf(tag), epoch, owners: ["ben"] });
    assertRefused(kit, issue(1, "p9"), "tag.epoch");
    assertRefused(kit, issue(2, "p0 again"), "tag.held");
    kit.take(issue(2, "p3 again"));
    kit.take(kit.revoke(land, titles[0] ?? ""));
    assert.equal(kit.state.tagsHeld("title", 2), 3);
  });

  it("goes in parts, and nothing of the type is issued in between", () => {
    const { kit, land, part, titles } = tagged();
    kit.take(part(1, 2, 0));
    const issue = kit.issue(land, "title", { tag: hashOf("new"), owners: ["ben"] });
    assertRefused(kit, issue, "type.retagging");
    assertRefused(
      kit,
      kit.issue(land, "title", { tag: hashOf("n"), epoch: 2, owners: ["b"] }),
      "type.retagging",
    );
    const replace = kit.replace(land, titles[1] ?? "", {
      tag: hashOf("p1"),
      owners: ["b"],
      consentBy: ["ana"],
    });
    assertRefused(kit, replace, "type.retagging");
    kit.take(kit.revoke(land, titles[0] ?? ""));
    assertRefused(kit, part(2, 2, 1), "retag.incomplete");
    assertRefused(kit, part(2, 2), "retag.incomplete");
    kit.take(part(2, 3, 1));
    kit.take(part(3, 3, 2));
    assert.equal(kit.state.type("title")?.unique?.epoch, 2);
    assert.equal(kit.state.tagsHeld("title", 2), 2);
    kit.take(kit.issue(land, "title", { tag: hashOf("new"), owners: ["ben"] }));
  });

  it("lets a credential end between the parts", () => {
    const { kit, land, part, titles } = tagged();
    kit.take(part(1, 2, 0));
    kit.take(kit.revoke(land, titles[1] ?? ""));
    kit.take(kit.revoke(land, titles[0] ?? ""));
    assertRefused(kit, part(2, 2, 1, 2), "tag.unknown");
    kit.take(part(2, 2, 2));
    assert.equal(kit.state.tagsHeld("title", 2), 1);
  });

  it("knows every tag it changes, once, and gives none twice", () => {
    const { kit, land, tags, part } = tagged();
    const raw = (list: readonly { old: string; new: string }[]): Uint8Array =>
      kit.retag(land, { type: "title", epoch: 2, part: 1, parts: 2, tags: list });
    assertRefused(kit, part(1, 2, 7), "tag.unknown");
    assertRefused(kit, part(1, 2, 3), "tag.unknown");
    assertRefused(kit, raw(tags(0, 1).map(({ old }) => ({ old, new: hashOf("same") }))), "tag.held");
    assertRefused(kit, raw([{ old: hashOf("p0"), new: hashOf("p1") }]), "tag.held");
    assertRefused(kit, raw([{ old: hashOf("p0"), new: hashOf("p0") }]), "tag.held");
    assertRefused(kit, raw(tags(0, 1).toReversed()), "body.order");
    kit.take(part(1, 2, 0));
    const again = { old: hashOf("p0 again"), new: hashOf("p0 thrice") };
    const second = kit.retag(land, { type: "title", epoch: 2, part: 2, parts: 3, tags: [again] });
    assertRefused(kit, second, "tag.unknown");
  });

  it("takes its parts in order, for the next epoch", () => {
    const { kit, land, part } = tagged();
    assertRefused(kit, part(2, 2, 0), "retag.part");
    assertRefused(kit, part(2, 1, 0), "retag.part");
    const skipped = { type: "title", epoch: 3, part: 1, parts: 1, tags: [] };
    assertRefused(kit, kit.retag(land, skipped), "retag.epoch");
    const stale = part(1, 2, 1);
    kit.take(part(1, 2, 0));
    assertRefused(kit, stale, "after.stale");
    assertRefused(kit, part(1, 2, 1), "retag.part");
    assertRefused(kit, part(3, 3, 1), "retag.part");
  });

  it("can be begun anew by another keeper, when one vanishes midway with its key", () => {
    const { kit, land, identity, titles, tags, part } = tagged();
    kit.take(part(1, 2, 0));
    const anew = (epoch: number, at: number, of: number, list: ReturnType<typeof tags>): Uint8Array =>
      kit.retag(identity, { type: "title", epoch, part: at, parts: of, tags: list });
    const third = (old: string, n: number) => ({ old: hashOf(old), new: hashOf(`p${n} thrice`) });
    const sorted = (...list: ReturnType<typeof third>[]) => list.sort((a, b) => (a.old < b.old ? -1 : 1));
    assertRefused(kit, anew(3, 1, 1, []), "retag.not_keeper");
    kit.take(kit.byAuthority("type.amend", { id: "title", keeper: "identity" }));
    assert.equal(kit.state.type("title")?.unique?.keeper, "identity");
    assert.equal(kit.state.type("title")?.unique?.normaliser, "parcel/1");
    assertRefused(kit, part(2, 2, 1, 2), "retag.not_keeper");
    assertRefused(kit, anew(4, 1, 2, []), "retag.epoch");
    assertRefused(kit, anew(3, 2, 2, []), "retag.part");
    assertRefused(kit, anew(3, 2, 1, []), "retag.part");
    // Tags of the first key and of the lost one are exchanged alike.
    kit.take(anew(3, 1, 2, sorted(third("p0 again", 0), third("p1", 1))));
    assertRefused(kit, anew(2, 2, 2, sorted(third("p2", 2))), "retag.epoch");
    assertRefused(kit, anew(3, 2, 2, []), "retag.incomplete");
    assertRefused(kit, anew(3, 2, 2, sorted(third("p0 thrice", 9))), "tag.unknown");
    kit.take(anew(3, 2, 2, sorted(third("p2", 2))));
    assert.equal(kit.state.type("title")?.unique?.epoch, 3);
    assert.equal(kit.state.type("title")?.unique?.retag, undefined);
    assert.deepEqual(
      [1, 2, 3].map((epoch) => kit.state.tagsHeld("title", epoch)),
      [0, 0, 3],
    );
    assert.equal(kit.state.tagHolder("title", hashOf("p0 thrice")), titles[0]);
    kit.take(kit.issue(land, "title", { tag: hashOf("new"), owners: ["ben"] }));
  });

  it("goes on under another keeper who was given the key", () => {
    const { kit, identity, tags, part } = tagged();
    kit.take(part(1, 2, 0));
    kit.take(kit.byAuthority("type.amend", { id: "title", keeper: "identity" }));
    kit.take(kit.retag(identity, { type: "title", epoch: 2, part: 2, parts: 2, tags: tags(1, 2) }));
    assert.equal(kit.state.type("title")?.unique?.epoch, 2);
  });

  it("is for the type's tag keeper", () => {
    const { kit, land, identity, tags } = tagged();
    const body = { type: "title", epoch: 2, part: 1, parts: 1, tags: tags(0, 1, 2) };
    assertRefused(kit, kit.retag(identity, body), "retag.not_keeper");
    assertRefused(kit, kit.retag(land, { ...body, type: "id-card" }), "retag.not_keeper");
    assertRefused(kit, kit.retag(land, { ...body, type: "none" }), "type.unknown");
    assertRefused(kit, kit.retag(kit.office("nobody"), body), "office.unknown");
    const key = keyText(land.officers[0] ?? kit.log);
    kit.take(kit.amendOffice("land", { endKeys: [{ key, to: kit.time - 1 }] }));
    assertRefused(kit, kit.retag(land, body), "sig.not_officer");
    kit.take(kit.withdraw("land"));
    assertRefused(kit, kit.retag(land, body), "office.withdrawn");
  });
});
