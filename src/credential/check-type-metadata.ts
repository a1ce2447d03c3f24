import type { JsonObject } from "../json/value.ts";
import { CredentialError } from "./error.ts";
import { type ClaimsPointer, resolvePointer } from "./sd-jwt/pointer.ts";
import type { ClaimsPath, ProcessedSdJwt } from "./sd-jwt/process.ts";
import type { TypeMetadata } from "./type-metadata.ts";

function placesOf(claims: JsonObject, pointer: ClaimsPointer): readonly ClaimsPath[] {
  try {
    return resolvePointer(claims, pointer);
  } catch (error) {
    if (error instanceof CredentialError) return [];
    throw error;
  }
}

/**
 * Whether an issuer kept to the type's metadata: what is mandatory is there, what must always be
 * withholdable is, and what must never be is not. For a credential with all its disclosures, as a holder
 * gets it; a presentation leaves things out and proves nothing of this. Throws
 * `type_metadata.missing_claim` or `.disclosable`.
 */
export function checkTypeMetadata(metadata: TypeMetadata, whole: ProcessedSdJwt): void {
  const disclosed = new Set(whole.disclosed.map(({ path }) => JSON.stringify(path)));
  for (const { path: pointer, mandatory, sd } of metadata.claims) {
    const places = placesOf(whole.claims, pointer);
    if (mandatory && places.length === 0) throw new CredentialError("type_metadata.missing_claim");
    if (sd === "allowed") continue;
    for (const place of places) {
      // Of a disclosure of its own; what stands around it has a rule of its own.
      if (disclosed.has(JSON.stringify(place)) !== (sd === "always")) {
        throw new CredentialError("type_metadata.disclosable");
      }
    }
  }
}
