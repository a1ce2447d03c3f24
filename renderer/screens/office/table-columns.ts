import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { writeCsv } from "../../../src/csv/parse.ts";

/** What a row is told apart from all others by, the capacity of the holder, and their key request. */
const OWN = { first: "key", role: "role", last: "request" } as const;

/** Claims that an officer fills in: ages are worked out from the birth date. */
function isAsked({ claims }: OfficeTypeView, path: readonly string[]): boolean {
  const isAge = path.length === 1 && (path[0] === "age_over_18" || path[0] === "age_over_21");
  return !isAge || !claims.some((claim) => claim.path.length === 1 && claim.path[0] === "birthdate");
}

/** Head of a table that certificates of the type are issued from. A claim of the name is meant before the capacity. */
export function columnsOf(type: OfficeTypeView): readonly string[] {
  const claims = type.claims.filter(({ path }) => isAsked(type, path)).map(({ path }) => path.join("."));
  return [OWN.first, ...claims, ...(claims.includes(OWN.role) ? [] : [OWN.role]), OWN.last];
}

/** An empty table. */
export function emptyTable(type: OfficeTypeView): string {
  return writeCsv([columnsOf(type)]);
}
