import type { ProfileKind } from "../../../src/contract/calls/app.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { portrait } from "./catalogue.ts";
import { SAMPLE_OFFICES } from "./offices.ts";

/** Opens every sample wallet; shown on their lock screens, so it keeps nothing secret. */
export const SAMPLE_PASSPHRASE = "a walk along the lake";

/** A wallet of the sample; the first one is where the person begins. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly kind: ProfileKind;
  readonly mode: "full" | "light";
  readonly office?: string;
}

/** Wallet of an office's second officer. */
export function secondId(office: string): string {
  return `sample-${office}-second`;
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { id: "sample-ada", name: "Ada Marie Sample", kind: "citizen", mode: "light" },
  { id: "sample-jonah", name: "Jonah Buyer", kind: "citizen", mode: "light" },
  ...SAMPLE_OFFICES.flatMap(({ id, name, issues, hasSecond }): readonly SamplePerson[] => {
    const kind = issues.length === 0 ? "counter" : "office";
    const first = { id: `sample-${id}`, name: name.en, kind, mode: "full", office: id } as const;
    if (hasSecond === undefined) return [first];
    return [first, { ...first, id: secondId(id), name: `${name.en}, 2nd officer` }];
  }),
];

/** A certificate that the first citizen has from the beginning. */
export interface SampleCertificate {
  readonly office: string;
  readonly type: string;
  readonly claims: () => JsonObject;
}

export const SAMPLE_CERTIFICATES: readonly SampleCertificate[] = [
  {
    office: "identity-office",
    type: "id-card",
    claims: () => ({
      family_name: "Sample",
      given_name: "Ada Marie",
      birthdate: "1991-03-14",
      place_of_birth: "Lakeside",
      nationality: "XX",
      document_number: "L01X 00T47",
      portrait: portrait("holder"),
    }),
  },
  {
    office: "civil-registry",
    type: "birth-certificate",
    claims: () => ({
      registration_number: "C 0412/1991",
      registered_on: "1991-03-19",
      family_name: "Sample",
      given_name: "Ada Marie",
      birthdate: "1991-03-14",
      place_of_birth: "Lakeside",
      parent_1: { name: "Ines Sample" },
    }),
  },
  {
    office: "land-registry",
    type: "property-title",
    claims: () => ({
      district: "Lakeside",
      parcel: "12/3",
      address: "12 Lake Road, Lakeside",
      area_m2: 640,
      owner: "Ada Marie Sample",
      share: "1/1",
      since: "2024-06-07",
    }),
  },
];
