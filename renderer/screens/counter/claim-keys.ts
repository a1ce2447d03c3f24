import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { AskableClaimView, PurposeView } from "../../../src/contract/views.ts";

export type AskedDocument = PurposeView["documents"][number];

/** Chosen claims by key, and whether the person may leave one out. */
export type Chosen = ReadonlyMap<string, "needed" | "optional">;

export const keyOf = (document: AskedDocument, claim: Pick<AskableClaimView, "path">): string =>
  JSON.stringify([document.vct, ...claim.path]);

/** What else is said of a request. */
export interface Fine {
  /** The same shown as a mobile document is taken instead. */
  readonly orMdoc: boolean;
  /** One of the documents is enough. */
  readonly anyOne: boolean;
  /** Every one of a kind that the person agrees to show. */
  readonly multiple: boolean;
  /** Key identifiers of authorities, one of which must stand behind each document; empty for whoever it is. */
  readonly authorities: readonly string[];
  /** What a claim must say, by its key. */
  readonly values: ReadonlyMap<string, string>;
}

export const PLAIN: Fine = {
  orMdoc: false,
  anyOne: false,
  multiple: false,
  authorities: [],
  values: new Map(),
};

/** What is asked of a purpose's documents; those of which nothing is chosen are left out. */
export function askedOf(
  purpose: PurposeView,
  chosen: Chosen,
  { orMdoc, multiple, authorities, values }: Fine = PLAIN,
): ArgsOf<"counter.ask">["credentials"] {
  return purpose.documents.flatMap((document) => {
    const claims = document.claims.flatMap((claim) => {
      const key = keyOf(document, claim);
      const how = chosen.get(key);
      if (how === undefined) return [];
      const value = values.get(key)?.trim();
      const only = value === undefined || value === "" ? {} : { values: [value] };
      return [{ path: [...claim.path], optional: how === "optional", ...only }];
    });
    if (claims.length === 0) return [];
    return [
      {
        vct: document.vct,
        claims,
        ...(orMdoc ? { orMdoc } : {}),
        ...(multiple ? { multiple } : {}),
        ...(authorities.length === 0 ? {} : { authorities: [...authorities] }),
      },
    ];
  });
}

/** One of so many documents is enough. */
export function anyOneOf(count: number): Pick<ArgsOf<"counter.ask">, "sets"> {
  if (count < 2) return {};
  return { sets: [{ options: Array.from({ length: count }, (_, i) => [i]), required: true }] };
}
