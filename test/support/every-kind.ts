import type { EntryKind } from "../../src/chain/entries/kinds/table.ts";
import { batchOf, changeCopies, issueBatch } from "./kit-copies.ts";
import { commitmentOf, type RegistryKit, UNIQUE_BY } from "./registry-kit.ts";
import { standardRegistry } from "./standard-registry.ts";
import { hashOf, keyText, seedSigner } from "./test-keys.ts";

export interface Ready {
  readonly kit: RegistryKit;
  /** Not yet taken; every rule accepts it. */
  readonly leaf: Uint8Array;
}

type Standard = ReturnType<typeof standardRegistry>;

function onCredential(build: (s: Standard, commitment: string) => Uint8Array): () => Ready {
  return () => {
    const standard = standardRegistry();
    const { kit, land } = standard;
    const issued = kit.take(kit.issue(land, "title", { tag: hashOf("parcel"), owners: ["ana", "ben"] }));
    return { kit, leaf: build(standard, commitmentOf(issued)) };
  };
}

function onStandard(build: (s: Standard) => Uint8Array): () => Ready {
  return () => {
    const standard = standardRegistry();
    return { kit: standard.kit, leaf: build(standard) };
  };
}

/** Two copies each of the holders of three tags, in places 40 to 47. */
function onBatch(build: (s: Standard, batch: string) => Uint8Array): () => Ready {
  return () => {
    const standard = standardRegistry();
    const { kit, identity } = standard;
    kit.take(kit.define("licence", UNIQUE_BY("identity")));
    kit.take(kit.amendOffice("identity", { addIssues: [{ type: "licence", ...SPAN }] }));
    const tags = [hashOf("one"), hashOf("two"), hashOf("three")];
    const leaf = kit.take(issueBatch(kit, identity, "licence", { first: 40, tags }));
    return { kit, leaf: build(standard, batchOf(leaf)) };
  };
}

const SPAN = { from: 0, to: 2_000_000_000 };

/** One acceptable entry of every kind that can be submitted, each in a registry of its own. */
export const EVERY_KIND: { readonly [Kind in Exclude<EntryKind, "block">]: () => Ready } = {
  "registry.genesis": () => {
    const { kit } = standardRegistry();
    const fresh = kit.empty();
    return { kit: fresh, leaf: fresh.genesis };
  },
  "registry.amend": onStandard(({ kit }) =>
    kit.byQuorum("registry.amend", { from: 100, quorum: 4, log: keyText(seedSigner("next log")) }),
  ),
  "authority.admit": onStandard(({ kit }) => kit.admit("authority-5")),
  "authority.amend": onStandard(({ kit }) =>
    kit.byQuorum("authority.amend", { id: "authority-2", cosign: keyText(seedSigner("next cosign")) }),
  ),
  "authority.retire": onStandard(({ kit }) => kit.retire("authority-4")),
  "office.accredit": onStandard(({ kit }) =>
    kit.accredit(kit.office("harbour"), {
      issues: ["title"],
      deposits: true,
      asks: [
        {
          purpose: "check",
          label: { en: "Check" },
          claims: [{ type: "title", path: ["a", "b"] }],
          ...SPAN,
        },
      ],
    }),
  ),
  "office.amend": onStandard(({ kit, land }) =>
    kit.amendOffice("land", {
      name: { en: "Land", "de-AT": "Grund" },
      addKeys: [{ use: "officer", key: keyText(seedSigner("new officer")), ...SPAN }],
      endKeys: [{ key: land.credential.key, to: 1_750_000_100, distrusted: 1_750_000_050 }],
      endIssues: [{ type: "title", to: 1_750_000_100 }],
    }),
  ),
  "office.withdraw": onStandard(({ kit }) => kit.withdraw("bank")),
  "type.define": onStandard(({ kit }) =>
    kit.define("licence", {
      consent: { mode: "owners", parties: ["bank"] },
      unique: { claims: [["name"]], normaliser: "plain/1", keeper: "land", epoch: 1 },
    }),
  ),
  "type.amend": onStandard(({ kit }) =>
    kit.byAuthority("type.amend", {
      id: "title",
      approvals: 2,
      claims: [{ path: ["more"], label: { en: "More" }, kind: "date", required: false, multiple: true }],
    }),
  ),
  "type.retire": onStandard(({ kit }) => kit.byAuthority("type.retire", { id: "title", reason: "ended" })),
  "type.retag": onCredential(({ kit, land }) =>
    kit.retag(land, {
      type: "title",
      epoch: 2,
      part: 1,
      parts: 1,
      tags: [{ old: hashOf("parcel"), new: hashOf("parcel 2") }],
    }),
  ),
  "credential.issue": onStandard(({ kit, land }) =>
    kit.issue(land, "title", { tag: hashOf("parcel"), owners: ["ana", "ben"], need: 1 }),
  ),
  "credential.batch": onBatch(({ kit, identity }) =>
    issueBatch(kit, identity, "licence", { tags: [hashOf("four")], renewed: [hashOf("one"), hashOf("two")] }),
  ),
  "credential.copies": onBatch(({ kit, identity }, batch) =>
    changeCopies(kit, identity, batch, [41, 44], { act: "revoke", reason: "lost", tag: hashOf("three") }),
  ),
  "credential.suspend": onCredential(({ kit, land }, commitment) => kit.suspend(land, commitment)),
  "credential.reinstate": onCredential(({ kit, land }, commitment) => {
    kit.take(kit.suspend(land, commitment));
    return kit.reinstate(land, commitment);
  }),
  "credential.revoke": onCredential(({ kit, land }, commitment) => kit.revoke(land, commitment)),
  "credential.replace": onCredential(({ kit, land }, commitment) =>
    kit.replace(land, commitment, {
      tag: hashOf("parcel"),
      owners: ["cleo"],
      consentBy: ["ana", "ben"],
    }),
  ),
  "document.deposit": onStandard(({ kit, archive }) => kit.deposit(archive, hashOf("file"))),
};
