import {
  type KitOffice,
  type KitOptions,
  OWNERS_CONSENT,
  RegistryKit,
  START,
  UNIQUE_BY,
  YEAR,
} from "./registry-kit.ts";

/**
 * A founded registry: offices `civil` (2 officers; issues `birth`, two approvals), `identity` (issues
 * `id-card`), `land` (2 officers; issues `title`: unique, owners consent; keeps its tags), `bank` (asks),
 * `archive` (deposits). `leaves` are its entries.
 */
export function standardRegistry(options: KitOptions = {}): {
  readonly kit: RegistryKit;
  readonly civil: KitOffice;
  readonly identity: KitOffice;
  readonly land: KitOffice;
  readonly bank: KitOffice;
  readonly archive: KitOffice;
  readonly leaves: readonly Uint8Array[];
} {
  const kit = new RegistryKit(options);
  const civil = kit.office("civil", 2);
  const identity = kit.office("identity");
  const land = kit.office("land", 3);
  const bank = kit.office("bank");
  const archive = kit.office("archive");
  const ask = {
    purpose: "account-opening",
    label: { en: "Open an account" },
    claims: [{ type: "id-card", path: ["name"] }],
    from: START,
    to: START + 10 * YEAR,
  };
  const leaves = [kit.take(kit.genesis)];
  leaves.push(kit.take(kit.accredit(civil, { issues: ["birth"] })));
  leaves.push(kit.take(kit.accredit(identity, { issues: ["id-card"] })));
  leaves.push(kit.take(kit.accredit(land, { issues: ["title"] })));
  leaves.push(kit.take(kit.accredit(bank, { asks: [ask] })));
  leaves.push(kit.take(kit.accredit(archive, { deposits: true })));
  leaves.push(kit.take(kit.define("birth", { approvals: 2 })));
  leaves.push(kit.take(kit.define("id-card")));
  leaves.push(kit.take(kit.define("title", { ...UNIQUE_BY("land"), ...OWNERS_CONSENT })));
  return { kit, civil, identity, land, bank, archive, leaves };
}
