import type { CredentialView } from "../../../src/contract/views.ts";
import type { Choice } from "../../parts/select.tsx";
import type { Say } from "./certificate-words.ts";

/** Of the kinds and offices that a person may ask for, those that no certificate names. */
export const OTHER = "other";

/** Kinds in the catalogue that comes with the program (assets/catalogue). */
const CATALOGUE = [
  "id-card",
  "birth-certificate",
  "marriage-certificate",
  "property-title",
  "business-licence",
  "product-passport",
] as const;
export type CatalogueKind = (typeof CATALOGUE)[number];

function unique(choices: readonly Choice<string>[]): readonly Choice<string>[] {
  return [...new Map(choices.map((choice) => [choice.id, choice])).values()];
}

/** Kinds of certificates by their verifiable credential type: the catalogue's, then others that are held. */
export function kindChoices(
  held: readonly CredentialView[],
  say: Say,
  nameOf: (kind: CatalogueKind) => string,
): readonly Choice<string>[] {
  return unique([
    ...CATALOGUE.map((kind) => ({ id: `urn:sealfolio:type:${kind}:1`, label: nameOf(kind) })),
    ...held.map(({ type }) => ({ id: type.vct, label: say(type.name) })),
  ]);
}

/** Offices that issued what is held. */
export function officeChoices(held: readonly CredentialView[], say: Say): readonly Choice<string>[] {
  return unique(held.map(({ office }) => ({ id: office.id, label: say(office.name), hint: office.id })));
}
