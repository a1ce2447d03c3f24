import type { ArrivedView, OfferedKindView } from "../../../src/contract/receive-views.ts";
import type { CredentialView } from "../../../src/contract/views.ts";
import type { JsonValue } from "../../../src/json/value.ts";

/** The machine an issuer speaks from; the address itself where it is none. */
export function hostOf(issuer: string): string {
  return URL.parse(issuer)?.host ?? issuer;
}

const PICTURE = /^data:image\//;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function kindOf(value: JsonValue): CredentialView["claims"][number]["kind"] {
  if (typeof value === "boolean") return "boolean";
  if (typeof value !== "string") return "text";
  if (PICTURE.test(value)) return "image";
  return DATE.test(value) ? "date" : "text";
}

/** Claims of a credential from any issuer as certificates have them: an issuer's metadata names, and types nothing. */
export function claimsOf({ claims }: Pick<ArrivedView, "claims">): CredentialView["claims"] {
  return claims.map(({ path, names, value }) => ({
    path,
    label: Object.keys(names).length === 0 ? { en: path.join(" · ") } : names,
    kind: kindOf(value),
    value,
  }));
}

/** Labels of what a kind says it will hold. */
export function labelsOf(
  kind: OfferedKindView,
  say: (names: OfferedKindView["names"]) => string,
): readonly string[] {
  return kind.claims.map(({ path, names }) => say(names) || path.join(" · "));
}
