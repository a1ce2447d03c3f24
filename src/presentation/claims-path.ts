import { isJsonObject, type JsonValue } from "../json/value.ts";

/**
 * Claims path pointer, OpenID4VP 1.0 section 7: names of members, indexes of elements, null for every
 * element of an array.
 */
export type ClaimsPath = readonly (string | number | null)[];

export type ClaimValue = string | number | boolean;

function holds(value: JsonValue, values: readonly ClaimValue[] | undefined): boolean {
  if (values === undefined) return value !== null;
  return values.includes(value as ClaimValue);
}

/**
 * Whether a presented claim is there, with one of `values` where some are given. Elements of arrays
 * that were withheld close up in a presentation, so an index stands for any element there.
 */
export function isPresented(
  claims: JsonValue,
  path: ClaimsPath,
  values?: readonly ClaimValue[],
  from = 0,
): boolean {
  if (from === path.length) return holds(claims, values);
  const step = path[from];
  if (typeof step === "string") {
    if (!isJsonObject(claims) || !Object.hasOwn(claims, step)) return false;
    return isPresented(claims[step] as JsonValue, path, values, from + 1);
  }
  if (!Array.isArray(claims)) return false;
  return (claims as readonly JsonValue[]).some((item) => isPresented(item, path, values, from + 1));
}

// Withheld elements close up, so what was asked for at one index may be shown at another.
function stepsAgree(a: ClaimsPath[number], b: ClaimsPath[number]): boolean {
  return typeof a === "string" || typeof b === "string" ? a === b : true;
}

/** Whether one of the paths leads to or through the other: what opening the one shows of the other. */
export function pathsMeet(a: ClaimsPath, b: ClaimsPath): boolean {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (!stepsAgree(a[i] as ClaimsPath[number], b[i] as ClaimsPath[number])) return false;
  }
  return true;
}

/** Whether a right to ask for `allowed` (names only) is one to ask for `asked`: the place or inside it. */
export function rightCovers(allowed: readonly string[], asked: ClaimsPath): boolean {
  const names = asked.filter((step) => typeof step === "string");
  return allowed.length <= names.length && allowed.every((name, i) => name === names[i]);
}
