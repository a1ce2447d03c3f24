import type { JsonObject } from "../../../src/json/value.ts";
import type { OfferedCredentialView } from "../../../src/contract/views.ts";
import { expect, expectEqual, type Step } from "../step.ts";
import { catalogueType, portrait, type World } from "../world.ts";

export interface Certificate {
  readonly office: string;
  readonly type: string;
  readonly holder: string;
  readonly claims: JsonObject;
}

const ID_CARD: JsonObject = {
  family_name: "Sample",
  given_name: "Ada Marie",
  birthdate: "1991-03-14",
  place_of_birth: "Lakeside",
  nationality: "XX",
  document_number: "L01X 00T47",
};

const BIRTH: JsonObject = {
  registration_number: "C 0412/1991",
  registered_on: "1991-03-19",
  family_name: "Sample",
  given_name: "Ada Marie",
  birthdate: "1991-03-14",
  place_of_birth: "Lakeside",
  parent_1: { name: "Ines Sample" },
};

export const TITLE: JsonObject = {
  district: "Lakeside",
  parcel: "12/3",
  address: "12 Lake Road, Lakeside",
  area_m2: 640,
  owner: "Ada Marie Sample",
  share: "1/1",
  since: "2024-06-07",
};

/** What the type's own portrait claim adds; a picture is read from the sample people. */
export function idCardClaims(): JsonObject {
  return { ...ID_CARD, portrait: portrait("holder") };
}

/** The holder asks with a fresh key, the office signs and has it sealed, the delivery comes back. */
export async function issueTo(
  world: World,
  certificate: Certificate,
): Promise<{ commitment: string; delivery: string }> {
  const { office, type, holder, claims } = certificate;
  const { vct } = catalogueType(type);
  const { request } = await world.wallet(holder).ask("holder.request_key", { office, vct });
  const { row, delivery } = await world.wallet(office).ask("office.issue", { type, request, claims });
  expectEqual(row.code ?? row.state, "sealed", `${type} by ${office}`);
  if (delivery === undefined) throw new Error("sealed without a delivery");
  return { commitment: row.commitment, delivery };
}

/** Looks at a delivery first, checks that it says what the office wrote, and keeps it. */
async function receive(
  world: World,
  certificate: Certificate,
  delivery: string,
): Promise<OfferedCredentialView> {
  const wallet = world.wallet(certificate.holder);
  await wallet.ask("registry.sync", {});
  const offered = await wallet.ask("holder.preview", { delivery });
  const shown = new Map(offered.claims.map(({ path, value }) => [path.join("/"), JSON.stringify(value)]));
  for (const [name, value] of Object.entries(certificate.claims)) {
    const inner =
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value)
        : undefined;
    for (const [path, said] of inner?.map(([key, each]) => [`${name}/${key}`, each] as const) ?? [
      [name, value] as const,
    ]) {
      expectEqual(shown.get(path), JSON.stringify(said), `${certificate.type} shows ${path}`);
    }
  }
  expectEqual(
    (await wallet.ask("holder.list", {})).some((held) => held.commitment === offered.commitment),
    false,
    "nothing is kept by looking",
  );
  const kept = await wallet.ask("holder.keep", { delivery });
  expectEqual(kept.state, "valid", `state of the ${certificate.type}`);
  return offered;
}

export async function issueAndKeep(world: World, certificate: Certificate): Promise<OfferedCredentialView> {
  const { commitment, delivery } = await issueTo(world, certificate);
  const offered = await receive(world, certificate, delivery);
  expectEqual(offered.commitment, commitment, "what was issued is what was received");
  return offered;
}

function issueStep(name: string, key: string, certificate: () => Certificate): Step<World> {
  return {
    name,
    run: async (world) => {
      const offered = await issueAndKeep(world, certificate());
      world.memory.put(key, offered.commitment);
      const { receipt } = await world.wallet("citizen").ask("holder.receipt", { id: offered.commitment });
      expect(receipt.includes("c2sp.org/tlog-proof@v1"), "the receipt is a standard proof");
      return `${offered.claims.length} claims seen before keeping, sealed in block ${offered.issued?.height ?? -1}, receipt of ${receipt.length} bytes`;
    },
  };
}

export const createCitizen: Step<World> = {
  name: "A citizen makes a wallet",
  run: async (world) => {
    const citizen = await world.createWallet({ name: "citizen", mode: "light" });
    const { age, newBlocks } = await citizen.ask("registry.sync", {});
    return `light copy at block ${age.height}, ${newBlocks} blocks`;
  },
};

export const issueIdCard = issueStep(
  "The identity office issues an ID card with portrait",
  "id card",
  () => ({
    office: "identity-office",
    type: "id-card",
    holder: "citizen",
    claims: idCardClaims(),
  }),
);

export const issueBirth = issueStep("The civil registry issues a birth certificate", "birth", () => ({
  office: "civil-registry",
  type: "birth-certificate",
  holder: "citizen",
  claims: BIRTH,
}));

export const issueTitle = issueStep("The land registry issues a property title", "title", () => ({
  office: "land-registry",
  type: "property-title",
  holder: "citizen",
  claims: TITLE,
}));
