import type { PurposeView } from "../../../src/contract/views.ts";
import { type AskedDocument, type Chosen, keyOf } from "./claim-keys.ts";

export const TEMPLATES = ["over18", "identity", "birth", "ownership"] as const;
export type TemplateId = (typeof TEMPLATES)[number];

interface Template {
  readonly type: string;
  /** Without one of these at the top it is not this question. */
  readonly must: readonly string[];
  /** All that it asks for; whatever the purpose allows if left out. */
  readonly only?: readonly string[];
}

const WANTED: { readonly [id in TemplateId]: Template } = {
  over18: { type: "id-card", must: ["age_over_18"], only: ["age_over_18", "portrait"] },
  identity: { type: "id-card", must: ["family_name", "given_name"] },
  birth: { type: "birth-certificate", must: ["birthdate"] },
  ownership: { type: "property-title", must: ["owner"] },
};

export interface Question {
  readonly id: TemplateId;
  readonly purpose: PurposeView;
  readonly chosen: Chosen;
}

function fits({ type, must }: Template, document: AskedDocument): boolean {
  return document.type === type && must.every((name) => document.claims.some(({ path }) => path[0] === name));
}

/** What not every document of the type has is asked for as well, but may be missing. */
function choose({ only }: Template, document: AskedDocument): Chosen {
  const asked = document.claims.filter(({ path }) => only?.includes(path[0] ?? "") ?? true);
  return new Map(
    asked.map((claim) => [keyOf(document, claim), claim.required ? "needed" : "optional"] as const),
  );
}

/** The usual questions that some purpose of this office allows, by the narrowest purpose that does. */
export function questionsOf(purposes: readonly PurposeView[]): readonly Question[] {
  return TEMPLATES.flatMap((id) => {
    const template = WANTED[id];
    const found = purposes
      .flatMap((purpose) => purpose.documents.map((document) => ({ purpose, document })))
      .filter(({ document }) => fits(template, document))
      .toSorted((a, b) => a.document.claims.length - b.document.claims.length)[0];
    return found === undefined
      ? []
      : [{ id, purpose: found.purpose, chosen: choose(template, found.document) }];
  });
}
