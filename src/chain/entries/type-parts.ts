import { ok, refuse, type Result } from "../../result.ts";
import { pathKey } from "./fields.ts";
import type { ClaimDefinition } from "../state/records.ts";
import type { State } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

const MAX_CLAIMS = 256;

/** Claims are only ever added, each path once. */
export function addClaims(
  claims: readonly ClaimDefinition[],
  added: readonly ClaimDefinition[],
): Result<readonly ClaimDefinition[], ViolationCode> {
  const known = new Set(claims.map(({ path }) => pathKey(path)));
  for (const { path } of added) {
    const key = pathKey(path);
    if (known.has(key)) return refuse("type.claim_known");
    known.add(key);
  }
  return known.size > MAX_CLAIMS ? refuse("type.too_many") : ok([...claims, ...added]);
}

/** Whether offices that a type names are there. */
export function officesKnown(state: State, ids: readonly string[]): boolean {
  return ids.every((id) => state.office(id)?.withdrawn === undefined && state.office(id) !== undefined);
}
