import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { RegistryKit } from "../../../../support/registry-kit.ts";
import { keyText, seedSigner } from "../../../../support/test-keys.ts";

function founded(authorities = 4, quorum = 3): RegistryKit {
  const kit = new RegistryKit({ authorities, quorum });
  kit.take(kit.genesis);
  return kit;
}

describe("authority.admit", () => {
  it("adds an authority, and the quorum grows with them", () => {
    const kit = founded();
    kit.time += 60;
    const leaf = kit.take(kit.admit("authority-5"));
    const admitted = kit.state.authority("authority-5");
    assert.equal(admitted?.admitted, kit.time);
    assert.equal(admitted?.last, kit.hash(leaf));
    const three = kit.authorities.slice(0, 3).map(({ entry }) => entry);
    const body = { id: "authority-4", reason: "ended" };
    assertRefused(kit, kit.byQuorum("authority.retire", body, three), "sig.too_few");
  });

  it("never gives an id twice", () => {
    const kit = founded();
    assertRefused(kit, kit.admit("authority-4"), "authority.known");
    kit.take(kit.retire("authority-4"));
    assertRefused(kit, kit.admit("authority-4"), "authority.known");
  });

  it("admits no sixteenth", () => {
    const kit = founded(15);
    assertRefused(kit, kit.admit("authority-99"), "authority.too_many");
    kit.take(kit.retire("authority-9"));
    kit.take(kit.admit("authority-99"));
  });

  it("refuses keys in use, also those of offices and retired authorities", () => {
    const kit = founded();
    const office = kit.office("civil");
    kit.take(kit.accredit(office));
    kit.take(kit.retire("authority-4"));
    const fresh = {
      id: "authority-5",
      name: { en: "Five" },
      entry: keyText(seedSigner("e5")),
      cosign: keyText(seedSigner("c5")),
    };
    for (const key of [office.officers[0], kit.authority("authority-4").cosign, kit.log]) {
      const body = { ...fresh, log: keyText(key ?? seedSigner("none")) };
      assertRefused(kit, kit.byQuorum("authority.admit", body), "key.reused");
    }
    kit.take(kit.byQuorum("authority.admit", { ...fresh, log: keyText(seedSigner("l5")) }));
  });

  it("takes only the ids that the grammar knows", () => {
    const kit = founded();
    const body = { name: { en: "x" }, entry: keyText(seedSigner("e")), cosign: keyText(seedSigner("c")) };
    for (const id of ["quorum", "founders", "registry", "A", ""]) {
      assertRefused(kit, kit.byQuorum("authority.admit", { id, ...body }), "body.id");
    }
  });
});

describe("authority.amend", () => {
  it("changes keys and remembers those it had", () => {
    const kit = founded();
    const old = kit.authority("authority-2");
    const cosign = keyText(seedSigner("next cosign"));
    const log = keyText(seedSigner("own log"));
    kit.time += 60;
    kit.take(kit.byQuorum("authority.amend", { id: "authority-2", cosign, log }));
    const entry = keyText(seedSigner("next entry"));
    const signers = kit.authorities.slice(0, 3).map((authority) => authority.entry);
    kit.take(kit.byQuorum("authority.amend", { id: "authority-2", entry }, signers));
    const record = kit.state.authority("authority-2");
    assert.deepEqual([record?.entry, record?.cosign, record?.log], [entry, cosign, log]);
    assert.deepEqual(record?.past, [
      { entry: keyText(old.entry), cosign: keyText(old.cosign), until: kit.time },
      { entry: keyText(old.entry), cosign, log, until: kit.time },
    ]);
    assertRefused(
      kit,
      kit.byQuorum("authority.retire", { id: "authority-1", reason: "ended" }, signers),
      "sig.unknown",
    );
  });

  it("changes a name without a new line of keys", () => {
    const kit = founded();
    kit.take(kit.byQuorum("authority.amend", { id: "authority-2", name: { fr: "Deux" } }));
    assert.deepEqual(kit.state.authority("authority-2")?.name, { fr: "Deux" });
    assert.deepEqual(kit.state.authority("authority-2")?.past, []);
  });

  it("never takes a key again, not even its own", () => {
    const kit = founded();
    const old = keyText(kit.authority("authority-2").cosign);
    assertRefused(kit, kit.byQuorum("authority.amend", { id: "authority-2", cosign: old }), "key.reused");
    const cosign = keyText(seedSigner("next cosign"));
    kit.take(kit.byQuorum("authority.amend", { id: "authority-2", cosign }));
    assertRefused(kit, kit.byQuorum("authority.amend", { id: "authority-2", cosign: old }), "key.reused");
    const twice = { id: "authority-2", entry: keyText(seedSigner("n")), log: keyText(seedSigner("n")) };
    assertRefused(kit, kit.byQuorum("authority.amend", twice), "key.reused");
  });

  it("needs an authority of today and a change", () => {
    const kit = founded();
    assertRefused(kit, kit.byQuorum("authority.amend", { id: "authority-2" }), "body.nothing");
    const name = { en: "x" };
    assertRefused(kit, kit.byQuorum("authority.amend", { id: "nobody", name }), "authority.unknown");
    kit.take(kit.retire("authority-4"));
    assertRefused(kit, kit.byQuorum("authority.amend", { id: "authority-4", name }), "authority.retired");
  });
});

describe("authority.retire", () => {
  it("ends an authority's part: it signs nothing more", () => {
    const kit = founded();
    kit.time += 60;
    kit.take(kit.retire("authority-1", "key-compromise"));
    const record = kit.state.authority("authority-1");
    assert.equal(record?.retired, kit.time);
    assert.equal(record?.reason, "key-compromise");
    assertRefused(kit, kit.accredit(kit.office("civil")), "authority.retired");
    const first = kit.authorities.slice(0, 3).map(({ entry }) => entry);
    assertRefused(
      kit,
      kit.byQuorum("authority.retire", { id: "authority-2", reason: "ended" }, first),
      "sig.unknown",
    );
    assertRefused(kit, kit.retire("authority-1"), "authority.retired");
  });

  it("leaves as many as the registry asks for, now and by what is decided", () => {
    const kit = founded(4, 4);
    assertRefused(kit, kit.retire("authority-4"), "quorum.unreachable");
    kit.take(kit.byQuorum("registry.amend", { from: kit.taken + 1, quorum: 1 }));
    kit.take(kit.byQuorum("registry.amend", { from: 1000, quorum: 4 }));
    assertRefused(kit, kit.retire("authority-4"), "quorum.unreachable");
    kit.take(kit.byQuorum("registry.amend", { from: 1000, quorum: 3 }));
    assertRefused(kit, kit.retire("authority-4"), "quorum.unreachable");
  });

  it("leaves at least one", () => {
    const kit = founded(2, 1);
    kit.take(kit.retire("authority-2"));
    assertRefused(kit, kit.retire("authority-1"), "authority.last");
  });

  it("needs a known authority and a reason of its kind", () => {
    const kit = founded();
    assertRefused(kit, kit.retire("nobody"), "authority.unknown");
    assertRefused(kit, kit.retire("authority-4", "death"), "body.choice");
  });
});
