import { ok, refuse } from "../../../result.ts";
import {
  approvals,
  claimDefinitions,
  claimPath,
  consentTerms,
  maxAge,
  pathKey,
  reauth,
  validity,
} from "../fields.ts";
import { ZERO_HASH } from "../../ids.ts";
import { langMap } from "../lang-map.ts";
import { id, list, matching, object, oneOf } from "../shape.ts";
import { authoritySigned } from "../signers.ts";
import { addClaims, officesKnown } from "../type-parts.ts";
import { defineRule, type Rule } from "./rule.ts";

const VCT = /^[\x21-\x7e]{1,255}$/;
// A name and its version. Which there are is for those who compute tags; the rules never do.
const NORMALISER = /^[a-z][a-z0-9-]{0,31}\/[1-9][0-9]{0,3}$/;

const shape = object(
  {
    id,
    vct: matching(VCT),
    name: langMap,
    claims: claimDefinitions,
    approvals,
    consent: consentTerms,
    validity,
    maxAge,
  },
  {
    reauth,
    unique: object({
      claims: list(1, 8, claimPath),
      normaliser: matching(NORMALISER),
      keeper: id,
      epoch: oneOf(1),
    }),
  },
);

/** Defines a type of credential. The offices it names (tag keeper, parties) are accredited before. */
export const typeDefine: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, body) => (state.type(body.id) === undefined ? ok(ZERO_HASH) : refuse("type.known")),
  authorize: (state, entry) => authoritySigned(state, entry),
  apply: (state, { by }, body, { entryHash, time }) => {
    if (state.typeByVct(body.vct) !== undefined) return refuse("type.vct_taken");
    const claims = addClaims([], body.claims);
    if (!claims.ok) return claims;
    const paths = new Set(body.claims.map(({ path }) => pathKey(path)));
    if (body.unique?.claims.some((path) => !paths.has(pathKey(path))) === true) {
      return refuse("type.claim_unknown");
    }
    const named = body.unique === undefined ? [] : [body.unique.keeper];
    if (!officesKnown(state, [...named, ...body.consent.parties])) return refuse("office.unknown");
    return ok([{ table: "type", record: { ...body, by, defined: time, last: entryHash } }]);
  },
});
