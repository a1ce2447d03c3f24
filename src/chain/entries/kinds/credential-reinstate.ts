import { ok, refuse } from "../../../result.ts";
import { isFinal, issuerSigned, statusWrites } from "../own-credential.ts";
import { reinstatingReason } from "../reasons.ts";
import { type CredentialRecord, STATUS } from "../../state/records.ts";
import { hash, object } from "../shape.ts";
import { lastOfCredential } from "../subjects.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = object({ commitment: hash, reason: reinstatingReason });

export const credentialReinstate: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, { commitment }) => lastOfCredential(state, commitment),
  authorize: (state, entry, { commitment }, { time }) => issuerSigned(state, entry, commitment, 1, time),
  apply: (state, _entry, { commitment, reason }, context) => {
    const credential = state.credential(commitment) as CredentialRecord;
    if (isFinal(credential)) return refuse("credential.final");
    if (credential.status !== STATUS.suspended) return refuse("status.transition");
    return ok(statusWrites(credential, STATUS.valid, reason, context));
  },
});
