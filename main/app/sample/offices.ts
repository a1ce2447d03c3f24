import type { JsonObject, JsonValue } from "../../../src/json/value.ts";

const YEAR = 365 * 86_400;

/** Types that the sample registry defines. */
export const SAMPLE_TYPES = [
  "id-card",
  "birth-certificate",
  "marriage-certificate",
  "property-title",
] as const;

export interface SampleOffice {
  readonly id: string;
  readonly name: { readonly en: string; readonly de: string; readonly ar: string };
  /** Types it may issue. */
  readonly issues: readonly string[];
  /** What it may ask for, by purpose. */
  readonly asks: readonly JsonObject[];
  /** It puts documents' digests into the registry for anybody. */
  readonly datesDocuments?: true;
  /** A second officer, with a wallet of their own. */
  readonly hasSecond?: true;
}

function claimsOf(type: string, ...paths: readonly string[]): JsonObject[] {
  return paths.map((path) => ({ type, path: path.split("/") }));
}

/** One purpose for each of the counter's templates, and one that either of two documents is enough for. */
const BANK_ASKS: readonly JsonObject[] = [
  {
    purpose: "age-check",
    label: {
      en: "Opening an account: are you an adult, and is it you",
      de: "Kontoeröffnung: volljährig und dieselbe Person",
      ar: "فتح حساب: هل أنت بالغ وهل أنت الشخص نفسه",
    },
    claims: claimsOf("id-card", "age_over_18", "portrait"),
  },
  {
    purpose: "identity-check",
    label: {
      en: "Opening an account: who you are",
      de: "Kontoeröffnung: wer Sie sind",
      ar: "فتح حساب: من أنت",
    },
    claims: claimsOf(
      "id-card",
      "family_name",
      "given_name",
      "birthdate",
      "place_of_birth",
      "nationality",
      "document_number",
      "portrait",
    ),
  },
  {
    purpose: "birth-check",
    label: {
      en: "A savings account for a child: the birth certificate",
      de: "Sparkonto für ein Kind: die Geburtsurkunde",
      ar: "حساب توفير لطفل: شهادة الميلاد",
    },
    claims: claimsOf(
      "birth-certificate",
      "registration_number",
      "family_name",
      "given_name",
      "birthdate",
      "place_of_birth",
      "parent_1/name",
      "parent_2/name",
    ),
  },
  {
    purpose: "ownership-check",
    label: {
      en: "A loan on a property: who owns it",
      de: "Darlehen auf ein Grundstück: wem es gehört",
      ar: "قرض بضمان عقار: من يملكه",
    },
    claims: claimsOf("property-title", "district", "parcel", "address", "area_m2", "owner", "share", "since"),
  },
  {
    purpose: "kinship-check",
    label: {
      en: "A joint account: how you belong together",
      de: "Gemeinschaftskonto: wie Sie zueinander gehören",
      ar: "حساب مشترك: صلتكم بعضكم ببعض",
    },
    claims: [
      ...claimsOf("marriage-certificate", "spouse_1/name", "spouse_2/name"),
      ...claimsOf("birth-certificate", "family_name", "given_name", "parent_1/name", "parent_2/name"),
    ],
  },
];

export const SAMPLE_OFFICES: readonly SampleOffice[] = [
  {
    id: "identity-office",
    name: { en: "Identity Office", de: "Bürgeramt", ar: "مكتب الهوية" },
    issues: ["id-card"],
    asks: [],
  },
  {
    id: "civil-registry",
    name: { en: "Civil Registry", de: "Standesamt", ar: "السجل المدني" },
    issues: ["birth-certificate", "marriage-certificate"],
    asks: [],
  },
  {
    id: "land-registry",
    name: { en: "Land Registry", de: "Grundbuchamt", ar: "السجل العقاري" },
    issues: ["property-title"],
    asks: [],
    datesDocuments: true,
    hasSecond: true,
  },
  {
    id: "bank",
    name: { en: "Lakeside Bank", de: "Seebank", ar: "بنك البحيرة" },
    issues: [],
    asks: BANK_ASKS,
  },
];

/** Public keys of an office, as `office.keys` gives them. */
export interface OfficeKeys {
  readonly officer: string;
  readonly credential: string;
  readonly request: string;
}

/** Body of the `office.accredit` that lists an office with its keys and its second officer's, for five years from `now`. */
export function accreditation(
  office: SampleOffice,
  keys: OfficeKeys,
  { now, second }: { readonly now: number; readonly second?: string | undefined },
): JsonObject {
  const span = { from: now - 60, to: now + 5 * YEAR };
  const listed: JsonValue[] = (["officer", "credential", "request"] as const).map((use) => ({
    use,
    key: keys[use],
    ...span,
  }));
  return {
    id: office.id,
    name: office.name,
    keys: second === undefined ? listed : [...listed, { use: "officer", key: second, ...span }],
    issues: office.issues.map((type) => ({ type, ...span })),
    asks: office.asks.map((ask) => ({ ...ask, ...span })),
    ...(office.datesDocuments === true && { deposits: span }),
  };
}
