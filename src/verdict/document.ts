import { isBase64 } from "../bytes/base64.ts";
import { x5chainOf } from "../cose/sign1.ts";
import { CredentialError } from "../credential/error.ts";
import { checkClaims } from "../credential/check-claims.ts";
import { claimsOf } from "../mdoc/claims.ts";
import { verifyIssuerAuth } from "../mdoc/issuer-signed.ts";
import type { CredentialQuery } from "../presentation/query.ts";
import type { PresentedDocument } from "../presentation/response.ts";
import type { Case } from "./case.ts";
import { check, outcomeOf } from "./check.ts";
import {
  authoritiesNamed,
  checkDocumentAnswers,
  checkShownAnswers,
  findQuery,
  showsMore,
} from "./checks/answer.ts";
import {
  checkHolder,
  checkRequestBound,
  checkSpan,
  checkWithin,
  type HolderFinding,
} from "./checks/binding.ts";
import { checkAnchored, checkDataFresh, checkStatus } from "./checks/chain.ts";
import { checkIssuerSignature, checkOfficeAccredited, checkSignedBy } from "./checks/issuer.ts";
import { type Evidence, gatherEvidence, type RegistryEvidence, type Unreadable } from "./evidence.ts";
import { outsideSdJwt } from "./outside-sd-jwt.ts";
import {
  gatherMdocEvidence,
  isMdocText,
  mdocHolder,
  outsideMdoc,
  type ReadMdoc,
  readMdocText,
  showsMoreElements,
} from "./mdoc-document.ts";
import { judgeOutside } from "./outside.ts";
import type { Check, DocumentVerdict, Note } from "./verdict.ts";

function checkParses({ type, credential }: RegistryEvidence, isKnown: (text: string) => boolean): Check {
  if (typeof type === "string") return check("parses", "ok");
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

/** In what capacity it was presented, where that is not the plain one. */
function notesOnHolder({ credential: { holders } }: RegistryEvidence, { proof }: HolderFinding): Note[] {
  if (proof === undefined) return [];
  const notes: Note[] = [];
  if (proof.role === "guardian") notes.push({ code: "note.by_guardian" });
  if (proof.role === "representative") notes.push({ code: "note.by_representative" });
  if (holders.length > 1) notes.push({ code: "note.one_of_several", facts: { count: holders.length } });
  return notes;
}

function notesOn(evidence: RegistryEvidence, accredited: Check, isMore: boolean): Note[] {
  const { anchoring, office } = evidence;
  const notes: Note[] = [];
  if (isMore) notes.push({ code: "note.more_than_asked" });
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
  evidence: RegistryEvidence,
  { signed, status, holder }: { signed: Check; status: Check; holder: HolderFinding },
): void {
  const { credential, commitment, office, type, anchoring } = evidence;
  draft.commitment = commitment;
  draft.vct = credential.vct;
  if (typeof office !== "string") draft.office = { id: office.id, name: office.name };
  if (typeof type !== "string") draft.type = { id: type.id, name: type.name };
  draft.expires = credential.expires;
  if (signed.result === "passed") {
    draft.claims = credential.claims;
    draft.trust = "registry";
  }
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

/** What differs between the formats of one verdict. */
interface Parts {
  readonly parses: Check;
  readonly signed: Check;
  readonly within: Check;
  readonly holder: HolderFinding;
  readonly bound: Check;
  readonly answers: Check;
  readonly showsMore: boolean;
}

function judgeRegistered(evidence: RegistryEvidence, parts: Parts, document: PresentedDocument, of: Case) {
  const { signed, holder } = parts;
  const accredited = checkOfficeAccredited(evidence, of);
  const status = checkStatus(evidence, of);
  const found = [
    parts.parses,
    signed,
    accredited,
    checkAnchored(evidence, of),
    status,
    parts.within,
    holder.check,
    parts.bound,
    check("disclosures", "ok"),
    parts.answers,
    checkDataFresh(evidence, status, of),
  ];
  const alarm = of.view.alarm();
  const checks = alarm === undefined ? found : found.map((one) => underAlarm(one, alarm));
  const draft: Draft = {
    outcome: outcomeOf(checks),
    checks,
    notes: [...notesOnHolder(evidence, holder), ...notesOn(evidence, accredited, parts.showsMore)],
    trust: "none",
    ...(document.query === undefined ? undefined : { query: document.query }),
  };
  describe(draft, evidence, { signed, status, holder });
  return draft;
}

function judgeUnreadable(problem: Unreadable, document: PresentedDocument, of: Case): DocumentVerdict {
  const answers = document.query === undefined ? undefined : { query: document.query };
  return { outcome: "not valid", checks: unreadable(problem, of), notes: [], trust: "none", ...answers };
}

function mustBindTo(query: CredentialQuery | undefined, of: Case): boolean {
  return of.request !== undefined && query?.require_cryptographic_holder_binding !== false;
}

function judgeSdJwt(evidence: Evidence, document: PresentedDocument, of: Case): DocumentVerdict {
  const query = findQuery(document, of);
  const holder = checkHolder(evidence, mustBindTo(query, of), of);
  // Right after the other signature, while what verifies them is in the processor's caches.
  const signed = checkIssuerSignature(evidence, of);
  const isKnown = (text: string): boolean =>
    evidence.sdJwt.disclosures.some((one) => one.isBase64 && one.value === text) || isBase64(text);
  const parts = {
    parses: checkParses(evidence, isKnown),
    signed,
    within: checkWithin(evidence, of),
    holder,
    bound: checkRequestBound(holder.proof?.binding, of),
    answers: checkDocumentAnswers(evidence, query, of),
    showsMore: query !== undefined && showsMore(evidence, query),
  };
  return judgeRegistered(evidence, parts, document, of);
}

function judgeMdoc(mdoc: ReadMdoc, document: PresentedDocument, of: Case): DocumentVerdict {
  const query = findQuery(document, of);
  const evidence = gatherMdocEvidence(mdoc, document, of);
  if (evidence === undefined) {
    const outside = outsideMdoc(mdoc, document, of);
    return "cause" in outside ? judgeUnreadable(outside, document, of) : judgeOutside(outside, query, of);
  }
  if ("cause" in evidence) return judgeUnreadable(evidence, document, of);
  const holder = mdocHolder(mdoc, document, of)(mustBindTo(query, of));
  const { signed, validFrom, validUntil } = mdoc.issuerSigned.mso;
  const parts = {
    parses: checkParses(evidence, isBase64),
    signed: checkSignedBy(evidence, of, (key) => verifyIssuerAuth(mdoc.issuerSigned, key, of.primitives)),
    within: checkSpan(Math.max(signed, validFrom), validUntil, of),
    holder,
    bound: checkRequestBound(holder.proof?.binding, of),
    answers: checkShownAnswers(
      {
        format: "mso_mdoc",
        doctype: evidence.credential.vct,
        claims: claimsOf(mdoc.issuerSigned.elements),
      },
      () => authoritiesNamed(() => x5chainOf(mdoc.issuerSigned.issuerAuth)),
      query,
      of,
    ),
    showsMore: query !== undefined && showsMoreElements(mdoc, query),
  };
  return judgeRegistered(evidence, parts, document, of);
}

/** Every check that concerns one document. */
export function judgeDocument(document: PresentedDocument, of: Case): DocumentVerdict {
  if (isMdocText(document.presentation)) {
    const mdoc = readMdocText(document.presentation);
    return "cause" in mdoc ? judgeUnreadable(mdoc, document, of) : judgeMdoc(mdoc, document, of);
  }
  const evidence = gatherEvidence(document, of);
  if (!("cause" in evidence)) return judgeSdJwt(evidence, document, of);
  const outside = outsideSdJwt(document, of);
  return outside === undefined
    ? judgeUnreadable(evidence, document, of)
    : judgeOutside(outside, findQuery(document, of), of);
}
