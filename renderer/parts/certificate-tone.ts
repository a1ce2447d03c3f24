import {
  Baby,
  BriefcaseBusiness,
  FileBadge,
  Gem,
  House,
  IdCard,
  type LucideIcon,
  Package,
} from "lucide-react";

/** Colours that certificates are told apart by; state never has one of these. */
export type CertificateTone = "ink" | "sage" | "clay" | "slate" | "rose";
const TONES: readonly CertificateTone[] = ["ink", "sage", "clay", "slate", "rose"];

const KNOWN: { readonly [type: string]: readonly [tone: CertificateTone, icon: LucideIcon] } = {
  "id-card": ["ink", IdCard],
  "birth-certificate": ["sage", Baby],
  "property-title": ["clay", House],
  "business-licence": ["slate", BriefcaseBusiness],
  "marriage-certificate": ["rose", Gem],
  "product-passport": ["sage", Package],
};

/** Colour and drawing of a type, by its id; a type of somebody's own always gets the same. */
export function toneOf(type: string): { readonly tone: CertificateTone; readonly icon: LucideIcon } {
  const known = Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined;
  if (known !== undefined) return { tone: known[0], icon: known[1] };
  let sum = 0;
  for (const character of type) sum = (sum * 31 + (character.codePointAt(0) as number)) % 65_521;
  return { tone: TONES[sum % TONES.length] as CertificateTone, icon: FileBadge };
}

export const TONE_TEXTS: { readonly [tone in CertificateTone]: string } = {
  ink: "text-tone-ink",
  sage: "text-tone-sage",
  clay: "text-tone-clay",
  slate: "text-tone-slate",
  rose: "text-tone-rose",
};
