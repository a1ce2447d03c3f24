import { forge } from "../adversary.ts";
import type { Tour } from "./tour.ts";

export const BIRTH = "urn:sealfolio:type:birth-certificate:1";
export const ID_CARD = "urn:sealfolio:type:id-card:1";
export const TITLE = "urn:sealfolio:type:property-title:1";

/** Messages from elsewhere that a scene begins with, each new. */

type Claim = readonly [path: string, optional?: "optional"];

export async function askedByBank(tour: Tour, purpose: string, asked: readonly Claim[]): Promise<string> {
  const claims = asked.map(([path, optional]) => ({
    path: path.split("/"),
    optional: optional === "optional",
  }));
  const credentials = [{ vct: ID_CARD, claims }];
  return (await tour.call("bank", "counter.ask", { purpose, credentials, validFor: 600 })).request;
}

/** Of another registry, so that nobody here can tell who it is. */
export const askedByStranger = (honest: string): string => {
  const client = `registry:${"B".repeat(42)}A:shop`;
  return forge(honest, { header: { kid: "A".repeat(43) }, payload: { client_id: client, iss: client } });
};

/** Whatever is asked for and there, is answered. */
export async function answeredBy(tour: Tour, who: string, request: string): Promise<string> {
  const { asked } = await tour.call(who, "present.preview", { request });
  const answers = asked.flatMap(({ query, fitting: [first] }) =>
    first === undefined
      ? []
      : [{ query, credential: first.id, approved: first.leaves.map(({ path }) => [...path]) }],
  );
  return (await tour.call(who, "present.answer", { request, answers, despiteWarnings: false })).response;
}

export async function keyRequestBy(tour: Tour, who: string, office: string, vct: string): Promise<string> {
  return (await tour.call(who, "holder.request_key", { office, vct })).request;
}

export const birthClaims = (tour: Tour) => ({
  registration_number: `C ${String(1000 + tour.next())}/1993`,
  registered_on: "1993-05-01",
  family_name: "Sample",
  given_name: "Otto",
  birthdate: "1993-04-28",
  place_of_birth: "Hilltown",
  parent_1: { name: "Ines Sample" },
});

/** A birth certificate for Ada's second child, not kept yet. */
export async function birthDelivery(tour: Tour): Promise<string> {
  const request = await keyRequestBy(tour, "ada", "civil-registry", BIRTH);
  const issued = await tour.call("civil-registry", "office.issue", {
    type: "birth-certificate",
    request,
    claims: birthClaims(tour),
  });
  return issued.delivery ?? "";
}

/** Of a certificate that waits to be collected. */
export async function offerMade(tour: Tour, withCode: boolean) {
  return await tour.call("civil-registry", "offers.create", {
    type: "birth-certificate",
    format: "dc+sd-jwt",
    claims: { ...birthClaims(tour), given_name: "Nora" },
    waits: 86_400,
    withCode,
  });
}

export const titleClaims = {
  district: "Lakeside",
  parcel: "12/3",
  address: "12 Lake Road, Lakeside",
  area_m2: 640,
  owner: "Jonah Buyer",
  share: "1/1",
  since: "2026-11-21",
};

export async function adasTitle(tour: Tour) {
  const held = await tour.call("ada", "holder.list", {});
  const title = held.find(({ type }) => type.id === "property-title");
  if (title === undefined) throw new Error("no title");
  return title;
}

export async function consentAsked(tour: Tour): Promise<string> {
  const { commitment: old } = await adasTitle(tour);
  const request = await keyRequestBy(tour, "jonah", "land-registry", TITLE);
  const args = { old, request, claims: titleClaims, reason: "transfer" };
  return (await tour.call("land-registry", "office.propose_replacement", args)).consentRequest;
}

/** What the first officer of the land registry signed for the second. */
export async function orderDraft(tour: Tour): Promise<string> {
  const { commitment: old } = await adasTitle(tour);
  const request = await keyRequestBy(tour, "jonah", "land-registry", TITLE);
  const order = Buffer.alloc(32, tour.next()).toString("base64url");
  const args = { old, request, claims: titleClaims, reason: "court", order };
  return (await tour.call("land-registry", "office.replace_by_order", args)).draft ?? "";
}
