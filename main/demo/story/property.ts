import { expectEqual, type Step } from "../step.ts";
import { catalogueType, type World } from "../world.ts";
import { TITLE } from "./issue.ts";

const OFFICE = "land-registry";

export const secondTitle: Step<World> = {
  name: "A second title for the same parcel is refused, however the number is written",
  run: async (world) => {
    const citizen = world.wallet("citizen");
    const { vct } = catalogueType("property-title");
    const codes: string[] = [];
    for (const parcel of ["12/3", "012/3", "１２/３", " 12 / 3 "]) {
      const { request } = await citizen.ask("holder.request_key", { office: OFFICE, vct });
      const claims = { ...TITLE, parcel, owner: "Somebody Else" };
      const { row, delivery } = await world
        .wallet(OFFICE)
        .ask("office.issue", { type: "property-title", request, claims });
      expectEqual(row.state, "refused", `parcel ${parcel}`);
      expectEqual(delivery, undefined, "nothing is delivered");
      codes.push(row.code ?? "");
    }
    expectEqual(new Set(codes).size, 1, "one reason for all");
    return `4 ways of writing it: ${codes[0] ?? ""}`;
  },
};

export const sale: Step<World> = {
  name: "A sale with the owner's consent ends the old title and issues the new one in one entry",
  run: async (world) => {
    const buyer = await world.createWallet({ name: "buyer", mode: "light" });
    await buyer.ask("registry.sync", {});
    const land = world.wallet(OFFICE);
    const citizen = world.wallet("citizen");
    const { vct } = catalogueType("property-title");
    const { request } = await buyer.ask("holder.request_key", { office: OFFICE, vct });
    const old = world.memory.get("title");
    const claims = { ...TITLE, owner: "Jonah Buyer", since: "2026-11-20" };
    const { proposal, consentRequest } = await land.ask("office.propose_replacement", {
      old,
      request,
      claims,
      reason: "transfer",
    });

    const asked = await citizen.ask("holder.preview_consent", { request: consentRequest });
    expectEqual(asked.credential.commitment, old, "the owner is asked about their own title");
    const stranger = await buyer.refused("holder.consent", { request: consentRequest });
    const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
    const { row, delivery } = await land.ask("office.complete_replacement", {
      proposal,
      consents: [consent],
    });
    expectEqual(row.code ?? row.state, "sealed", "the sale");

    await buyer.ask("registry.sync", {});
    const kept = await buyer.ask("holder.keep", { delivery: delivery ?? "" });
    expectEqual(kept.state, "valid", "the buyer's title");
    await citizen.ask("registry.sync", {});
    const before = await citizen.ask("holder.show", { id: old });
    expectEqual(before.state, "replaced", "the seller's title");
    return `one entry in block ${row.height ?? -1}; the seller's title is ${before.state}; another's consent: ${stranger}`;
  },
};
