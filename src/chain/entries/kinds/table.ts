import { authorityAdmit } from "./authority-admit.ts";
import { authorityAmend } from "./authority-amend.ts";
import { authorityRetire } from "./authority-retire.ts";
import { credentialBatch } from "./credential-batch.ts";
import { credentialCopies } from "./credential-copies.ts";
import { credentialIssue } from "./credential-issue.ts";
import { credentialReinstate } from "./credential-reinstate.ts";
import { credentialReplace } from "./credential-replace.ts";
import { credentialRevoke } from "./credential-revoke.ts";
import { credentialSuspend } from "./credential-suspend.ts";
import { documentDeposit } from "./document-deposit.ts";
import { officeAccredit } from "./office-accredit.ts";
import { officeAmend } from "./office-amend.ts";
import { officeWithdraw } from "./office-withdraw.ts";
import { registryAmend } from "./registry-amend.ts";
import { registryGenesis } from "./registry-genesis.ts";
import { type Envelope, LARGE_BYTES, type Rule, USUAL_BYTES } from "./rule.ts";
import { typeAmend } from "./type-amend.ts";
import { typeDefine } from "./type-define.ts";
import { typeRetag } from "./type-retag.ts";
import { typeRetire } from "./type-retire.ts";

/** Every kind that somebody may submit: one file in this folder and one line here. */
const RULES = {
  "registry.genesis": registryGenesis,
  "registry.amend": registryAmend,
  "authority.admit": authorityAdmit,
  "authority.amend": authorityAmend,
  "authority.retire": authorityRetire,
  "office.accredit": officeAccredit,
  "office.amend": officeAmend,
  "office.withdraw": officeWithdraw,
  "type.define": typeDefine,
  "type.amend": typeAmend,
  "type.retire": typeRetire,
  "type.retag": typeRetag,
  "credential.issue": credentialIssue,
  "credential.batch": credentialBatch,
  "credential.copies": credentialCopies,
  "credential.suspend": credentialSuspend,
  "credential.reinstate": credentialReinstate,
  "credential.revoke": credentialRevoke,
  "credential.replace": credentialReplace,
  "document.deposit": documentDeposit,
} as const;

export type SubmittedKind = keyof typeof RULES;
/** `block` closes a block and is derived by every node, never submitted. */
export type EntryKind = SubmittedKind | "block";

export const MAX_ENTRY_BYTES = LARGE_BYTES;
const BLOCK: Envelope = { by: "registry", maxBytes: USUAL_BYTES };

const byKind = new Map<string, Rule>(Object.entries(RULES));

/** Undefined for a kind that there is not. */
export function envelopeOf(kind: string): Envelope | undefined {
  return kind === "block" ? BLOCK : byKind.get(kind)?.envelope;
}

/** Undefined for `block`. */
export function ruleOf(kind: EntryKind): Rule | undefined {
  return byKind.get(kind);
}
