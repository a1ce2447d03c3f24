import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import type { ClaimsPath } from "./process.ts";

/** A claims path pointer (OpenID4VP 1.0 section 7): null stands for every element of an array. */
export type ClaimsPointer = readonly (string | number | null)[];

interface Place {
  readonly path: ClaimsPath;
  readonly value: JsonValue;
}

function step(place: Place, component: string | number | null): readonly Place[] {
  const { path, value } = place;
  if (typeof component === "string") {
    if (!isJsonObject(value)) throw new CredentialError("sdjwt.path");
    if (!Object.hasOwn(value, component)) return [];
    return [{ path: [...path, component], value: value[component] as JsonValue }];
  }
  if (!Array.isArray(value)) throw new CredentialError("sdjwt.path");
  const elements = value as readonly JsonValue[];
  if (component === null)
    return elements.map((element, index) => ({ path: [...path, index], value: element }));
  if (!Number.isSafeInteger(component) || component < 0) throw new CredentialError("sdjwt.path");
  const element = elements[component];
  return element === undefined ? [] : [{ path: [...path, component], value: element }];
}

/**
 * The places a pointer selects (OpenID4VP 1.0 section 7.1.1). Throws `sdjwt.path` when it does not fit
 * the claims or selects nothing.
 */
export function resolvePointer(claims: JsonObject, pointer: ClaimsPointer): readonly ClaimsPath[] {
  if (pointer.length === 0) throw new CredentialError("sdjwt.path");
  let places: readonly Place[] = [{ path: [], value: claims }];
  for (const component of pointer) places = places.flatMap((place) => step(place, component));
  if (places.length === 0) throw new CredentialError("sdjwt.path");
  return places.map((place) => place.path);
}

/** Whether `path` is `start` or stands inside it. */
export function isWithin(path: ClaimsPath, start: ClaimsPath): boolean {
  return start.length <= path.length && start.every((component, index) => component === path[index]);
}
