import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { AskableClaimView, PurposeView } from "../../../src/contract/views.ts";

export type AskedDocument = PurposeView["documents"][number];

/** Chosen claims by key, and whether the person may leave one out. */
export type Chosen = ReadonlyMap<string, "needed" | "optional">;

export const keyOf = (document: AskedDocument, claim: Pick<AskableClaimView, "path">): string =>
  JSON.stringify([document.vct, ...claim.path]);

/**
 * What is asked of a purpose's documents; those of which nothing is chosen are left out. `orMdoc`: the same
 * shown as a mobile document is taken instead.
 */
export function askedOf(
  purpose: PurposeView,
  chosen: Chosen,
  orMdoc = false,
): ArgsOf<"counter.ask">["credentials"] {
  return purpose.documents.flatMap((document) => {
    const claims = document.claims.flatMap((claim) => {
      const how = chosen.get(keyOf(document, claim));
      return how === undefined ? [] : [{ path: [...claim.path], optional: how === "optional" }];
    });
    return claims.length === 0 ? [] : [{ vct: document.vct, claims, ...(orMdoc ? { orMdoc } : {}) }];
  });
}
