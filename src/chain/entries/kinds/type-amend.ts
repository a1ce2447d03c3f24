import { ok, refuse } from "../../../result.ts";
import { approvals, claimDefinitions, consentTerms, maxAge, reauth, validity } from "../fields.ts";
import { langMap } from "../lang-map.ts";
import type { TypeRecord } from "../../state/records.ts";
import { amendment, id } from "../shape.ts";
import { authoritySigned } from "../signers.ts";
import { lastOfType } from "../subjects.ts";
import { addClaims, officesKnown } from "../type-parts.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = amendment(
  { id },
  {
    name: langMap,
    claims: claimDefinitions,
    approvals,
    consent: consentTerms,
    validity,
    maxAge,
    reauth,
    keeper: id,
  },
);

/**
 * `claims` are the new ones; those there were are kept. What makes a credential unique never changes,
 * but who keeps the key of its tags may: one that vanished must not hold the type up for good.
 */
export const typeAmend: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, body) => lastOfType(state, body.id),
  authorize: (state, entry) => authoritySigned(state, entry),
  apply: (state, _entry, body, { entryHash }) => {
    const type = state.type(body.id) as TypeRecord;
    const claims = addClaims(type.claims, body.claims ?? []);
    if (!claims.ok) return claims;
    const { keeper, ...changed } = body;
    const named = [...(keeper === undefined ? [] : [keeper]), ...(body.consent?.parties ?? [])];
    if (!officesKnown(state, named)) return refuse("office.unknown");
    if (keeper !== undefined && type.unique === undefined) return refuse("tag.unexpected");
    const unique =
      keeper === undefined || type.unique === undefined ? {} : { unique: { ...type.unique, keeper } };
    const record: TypeRecord = { ...type, ...changed, ...unique, claims: claims.value, last: entryHash };
    return ok([{ table: "type", record }]);
  },
});
