import { isBase64 } from "../bytes/base64.ts";
import { CredentialError } from "../credential/error.ts";
import { checkClaims } from "../credential/check-claims.ts";
import type { CredentialQuery } from "../presentation/query.ts";
import type { PresentedDocument } from "../presentation/response.ts";
import type { Case } from "./case.ts";
import { check, outcomeOf } from "./check.ts";
import { checkDocumentAnswers, findQuery, showsMore } from "./checks/answer.ts";
import { checkHolder, checkRequestBound, checkWithin, type HolderFinding } from "./checks/binding.ts";
import { checkAnchored, checkDataFresh, checkStatus } from "./checks/chain.ts";
import { checkIssuerSignature, checkOfficeAccredited } from "./checks/issuer.ts";
import { type Evidence, gatherEvidence, type Unreadable } from "./evidence.ts";
import type { Check, DocumentVerdict, Note } from "./verdict.ts";

function checkParses({ type, credential, sdJwt }: Evidence): Check {
  if (typeof type === "string") return check("parses", "ok");
  const isKnown = (text: string): boolean =>
    sdJwt.disclosures.some((one) => one.isBase64 && one.value === text) || isBase64(text);
  try {
    checkClaims(type.claims, credential.claims, isKnown);
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    return check("parses", "malformed", { cause: error.code });
  }
  return check("parses", "ok");
}

/** While the registry has an alarm, nothing read from it counts, for or against. */
function underAlarm(one: Check, alarm: string): Check {
  const facts = { cause: alarm };
  switch (one.name) {
    case "issuer_signature":
    case "office_accredited":
    case "anchored":
    case "status":
    case "data_fresh":
      return check(one.name, "alarm", facts, one.age);
    default:
      return one;
  }
}

function notesOn(evidence: Evidence, accredited: Check, query: CredentialQuery | undefined): Note[] {
  const { anchoring, office } = evidence;
  const notes: Note[] = [];
  if (query !== undefined && showsMore(evidence, query)) notes.push({ code: "note.more_than_asked" });
  if (anchoring.state === "sealed" && anchoring.withoutConsent !== undefined) {
    notes.push({ code: "note.without_consent", facts: { reason: anchoring.withoutConsent } });
  }
  if (accredited.result === "passed" && typeof office !== "string" && office.withdrawn !== undefined) {
    notes.push({
      code: "note.office_withdrawn_since",
      facts: { office: office.name, time: office.withdrawn },
    });
  }
  return notes;
}

type Draft = { -readonly [member in keyof DocumentVerdict]: DocumentVerdict[member] };

/** Adds what could be learnt. */
function describe(
  draft: Draft,
  evidence: Evidence,
  { signed, status, holder }: { signed: Check; status: Check; holder: HolderFinding },
): void {
  const { credential, commitment, office, type, anchoring } = evidence;
  draft.commitment = commitment;
  draft.vct = credential.vct;
  if (typeof office !== "string") draft.office = { id: office.id, name: office.name };
  if (typeof type !== "string") draft.type = { id: type.id, name: type.name };
  draft.expires = credential.expires;
  if (signed.result === "passed") draft.claims = credential.claims;
  if (anchoring.state === "sealed") {
    draft.issued = { height: anchoring.height, time: anchoring.time, entry: anchoring.entry };
  }
  if (holder.proof !== undefined) draft.presentedBy = holder.proof.role;
  const successor = status.facts?.successor;
  if (successor !== undefined) draft.successor = successor;
}

function unreadable(problem: Unreadable, of: Case): Check[] {
  const failed = { cause: problem.cause };
  return [
    problem.check === "parses" ? check("parses", "malformed", failed) : check("parses", "ok"),
    check("issuer_signature", "not_checked"),
    check("office_accredited", "not_checked"),
    check("anchored", "not_checked"),
    check("status", "not_checked"),
    check("validity", "not_checked"),
    check("holder_bound", "not_checked"),
    check("request_bound", "not_checked"),
    problem.check === "disclosures"
      ? check("disclosures", "unfit", failed)
      : check("disclosures", "not_checked"),
    check("answered", "not_checked"),
    check("data_fresh", "not_checked", undefined, of.age),
  ];
}

/** Every check that concerns one document. */
export function judgeDocument(document: PresentedDocument, of: Case): DocumentVerdict {
  const query = findQuery(document, of);
  const evidence = gatherEvidence(document, of);
  const answers = document.query === undefined ? undefined : { query: document.query };
  if ("cause" in evidence) {
    return { outcome: "not valid", checks: unreadable(evidence, of), notes: [], ...answers };
  }
  const signed = checkIssuerSignature(evidence, of);
  const accredited = checkOfficeAccredited(evidence, of);
  const status = checkStatus(evidence, of);
  const mustBind = of.request !== undefined && query?.require_cryptographic_holder_binding !== false;
  const holder = checkHolder(evidence, mustBind, of);
  const found = [
    checkParses(evidence),
    signed,
    accredited,
    checkAnchored(evidence, of),
    status,
    checkWithin(evidence, of),
    holder.check,
    checkRequestBound(holder.proof?.binding, of),
    check("disclosures", "ok"),
    checkDocumentAnswers(evidence, query, of),
    checkDataFresh(evidence, status, of),
  ];
  const alarm = of.view.alarm();
  const checks = alarm === undefined ? found : found.map((one) => underAlarm(one, alarm));
  const draft: Draft = {
    outcome: outcomeOf(checks),
    checks,
    notes: notesOn(evidence, accredited, query),
    ...answers,
  };
  describe(draft, evidence, { signed, status, holder });
  return draft;
}
