import type { ClaimKind } from "../../../src/chain/state/records.ts";

function claim(kind: ClaimKind, ...path: readonly string[]) {
  return { path: [...path], label: { en: path.join(" ") }, kind, required: true };
}

/** Body of the entry that defines the ID card's type. */
export const ID_CARD = {
  id: "id-card",
  vct: "https://types.bench/id-card",
  name: { en: "Identity card" },
  claims: [
    claim("text", "family_name"),
    claim("text", "given_names"),
    claim("date", "birth_date"),
    claim("place", "birth_place"),
    claim("text", "nationality"),
    claim("text", "document_number"),
    claim("text", "address", "street"),
    claim("place", "address", "city"),
    claim("text", "address", "postal_code"),
    claim("boolean", "age_over_18"),
    claim("boolean", "age_over_21"),
    claim("image", "portrait"),
  ],
  approvals: 1,
  consent: { mode: "none", parties: [] },
  validity: 10 * 365 * 86_400,
  maxAge: { online: 3600, offline: 7 * 86_400 },
} as const;

/** Bytes of a portrait: the most that a credential carries. */
export const PORTRAIT_BYTES = 12 * 1024;
