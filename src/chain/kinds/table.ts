import { authorityAdmit } from "./authority-admit.ts";
import { authorityAmend } from "./authority-amend.ts";
import { authorityRetire } from "./authority-retire.ts";
import { credentialIssue } from "./credential-issue.ts";
import { officeAccredit } from "./office-accredit.ts";
import { registryAmend } from "./registry-amend.ts";
import { registryGenesis } from "./registry-genesis.ts";
import { type Envelope, LARGE_BYTES, type Rule, USUAL_BYTES } from "./rule.ts";
import { typeDefine } from "./type-define.ts";

/** Every kind that somebody may submit: one file in this folder and one line here. */
const RULES = {
  "registry.genesis": registryGenesis,
  "registry.amend": registryAmend,
  "authority.admit": authorityAdmit,
  "authority.amend": authorityAmend,
  "authority.retire": authorityRetire,
  "office.accredit": officeAccredit,
  "type.define": typeDefine,
  "credential.issue": credentialIssue,
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
