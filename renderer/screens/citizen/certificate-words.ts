import type { CredentialView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { JsonValue } from "../../../src/json/value.ts";

type Certificate = Pick<CredentialView, "type" | "claims">;
type Texts = ClaimView["label"];
/** A text of the registry in the reader's language (parts/lang-text.tsx). */
export type Say = (texts: Texts | undefined) => string;

const PICTURE = /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*$/;

/** Address of a picture that a claim carries; undefined for what is no plain PNG or JPEG. */
export function pictureOf(value: JsonValue): string | undefined {
  return typeof value === "string" && PICTURE.test(value) ? value : undefined;
}

export const pathOf = ({ path }: Pick<ClaimView, "path">): string => path.join("/");

function textAt({ claims }: Certificate, path: string): string | undefined {
  const value = claims.find((claim) => pathOf(claim) === path)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Claims that make the title of a type, in order. */
const TITLES: { readonly [type: string]: readonly string[] } = {
  "business-licence": ["business"],
  "marriage-certificate": ["spouse_1/name", "spouse_2/name"],
  "product-passport": ["product"],
};

/** The two things worth knowing at a glance. */
const FACTS: { readonly [type: string]: readonly string[] } = {
  "id-card": ["birthdate", "document_number"],
  "birth-certificate": ["registered_on", "registration_number"],
  "marriage-certificate": ["married_on", "place"],
  "property-title": ["share", "since"],
  "business-licence": ["activity", "representative/role"],
  "product-passport": ["serial", "step"],
};

const MOST_FACTS = 2;

function titleParts(certificate: Certificate, say: Say): readonly (string | undefined)[] {
  const { type, claims } = certificate;
  if (type.id === "property-title") {
    const label = say(claims.find((claim) => pathOf(claim) === "parcel")?.label);
    const parcel = textAt(certificate, "parcel");
    return [parcel && `${label} ${parcel}`, textAt(certificate, "district")];
  }
  const wanted = Object.hasOwn(TITLES, type.id) ? TITLES[type.id] : undefined;
  return (wanted ?? []).map((path) => textAt(certificate, path));
}

/** Whose or what a certificate is: the large line on its card. */
export function titleOf(certificate: Certificate, say: Say): string {
  const names = ["given_name", "family_name"].map((path) => textAt(certificate, path));
  const name = names.filter((part) => part !== undefined).join(" ");
  if (name !== "") return name;
  const parts = titleParts(certificate, say).filter((part) => part !== undefined && part !== "");
  if (parts.length > 0) return parts.join(", ");
  const first = certificate.claims.find(({ kind, value }) => kind === "text" && typeof value === "string");
  return typeof first?.value === "string" ? first.value : say(certificate.type.name);
}

export function portraitOf({ claims }: Pick<Certificate, "claims">): string | undefined {
  const picture = claims.find(({ kind }) => kind === "image");
  return picture === undefined ? undefined : pictureOf(picture.value);
}

export function factsOf({ type, claims }: Certificate): readonly ClaimView[] {
  const wanted = Object.hasOwn(FACTS, type.id) ? FACTS[type.id] : undefined;
  if (wanted === undefined) return claims.filter(({ kind }) => kind === "date").slice(0, MOST_FACTS);
  return wanted.flatMap((path) => claims.filter((claim) => pathOf(claim) === path));
}
