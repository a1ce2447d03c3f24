import { STATUS } from "../chain/state/records.ts";
import type { ForeignCredential } from "../credential/foreign.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { CredentialQuery, Shown } from "../presentation/query.ts";
import type { Tracing } from "../trust/anchors.ts";
import type { Case } from "./case.ts";
import { CLOCK_LEEWAY } from "../trust/clock-leeway.ts";
import { check, outcomeOf } from "./check.ts";
import { checkShownAnswers } from "./checks/answer.ts";
import { checkRequestBound, checkSpan, type HolderFinding } from "./checks/binding.ts";
import { CredentialError } from "../credential/error.ts";
import { MdocError } from "../mdoc/error.ts";
import type { Check, DocumentVerdict } from "./verdict.ts";

/** A document of an issuer outside the registry, read, with the means to check its two signatures. */
export interface OutsideDocument {
  readonly credential: ForeignCredential;
  /** SHA-256 of what the issuer signed, base64url. */
  readonly commitment: string;
  /** Throws CredentialError or MdocError unless that key signed. */
  readonly verifyBy: (key: P256Jwk) => unknown;
  readonly holder: (mustBind: boolean) => HolderFinding;
  /** Set where the holder's signature covers the request by itself, as an mdoc's transcript does. */
  readonly bindsRequest: boolean;
}

/** ISO 18013-5 section 9.3.1 step 5: an mdoc says when it was signed, and its signer's certificate has to cover that. */
function isSignedBefore({ format, issuedAt }: ForeignCredential, from: number): boolean {
  return format === "mso_mdoc" && issuedAt !== undefined && issuedAt + CLOCK_LEEWAY < from;
}

/** Who signed, judged now: a certificate says nothing of when it was used. */
function checkIssuer(
  { credential, verifyBy }: OutsideDocument,
  of: Case,
): { check: Check; tracing: Tracing } {
  const { certificates } = credential;
  const tracing: Tracing =
    of.anchors === undefined || certificates.length === 0
      ? { state: "unknown" }
      : of.anchors.trace(certificates, of.received);
  if (tracing.state === "unknown") return { check: check("issuer_signature", "foreign_issuer"), tracing };
  if (tracing.state === "invalid") {
    const cause = `certificate.${tracing.cause}`;
    return { check: check("issuer_signature", "certificate_invalid", { cause }), tracing };
  }
  if (isSignedBefore(credential, tracing.from)) {
    return {
      check: check("issuer_signature", "certificate_invalid", { cause: "certificate.expired" }),
      tracing,
    };
  }
  const facts = { office: { en: tracing.subject }, anchor: tracing.anchor };
  try {
    verifyBy(tracing.key);
  } catch (error) {
    if (!(error instanceof CredentialError) && !(error instanceof MdocError)) throw error;
    return { check: check("issuer_signature", "bad", { ...facts, cause: error.code }), tracing };
  }
  return { check: check("issuer_signature", "by_anchor", facts), tracing };
}

/** Where nobody is proven to have issued it, what it says of a list is not followed. */
function checkListedStatus({ credential }: OutsideDocument, authority: string | undefined, of: Case): Check {
  if (credential.status === undefined) return check("status", "not_kept");
  if (authority === undefined) return check("status", "not_checked");
  const { uri, index } = credential.status;
  const listed = of.statusLists?.(uri, index, authority);
  if (listed === undefined) return check("status", "unknown");
  if (listed.value === STATUS.valid) return check("status", "ok", { time: listed.issuedAt });
  return check("status", listed.value === STATUS.suspended ? "suspended" : "revoked");
}

function shownBy({ format, type, claims }: ForeignCredential): Shown {
  return format === "mso_mdoc" ? { format, doctype: type, claims } : { vct: type, claims };
}

function checkBound(document: OutsideDocument, holder: HolderFinding, of: Case): Check {
  if (!document.bindsRequest || of.request === undefined) return checkRequestBound(holder.proof?.binding, of);
  if (of.received >= of.request.expires) {
    return check("request_bound", "expired", { time: of.request.expires });
  }
  return check("request_bound", holder.proof === undefined ? "not_checked" : "ok");
}

/**
 * The verdict on a document from outside the registry. It has no place in the chain and no office to be
 * accredited, so those checks are left out; what stands in their place is the person's own trust in an
 * anchor, and the verdict says so.
 */
export function judgeOutside(
  document: OutsideDocument,
  query: CredentialQuery | undefined,
  of: Case,
): DocumentVerdict {
  const { credential, commitment } = document;
  const issuer = checkIssuer(document, of);
  const { tracing } = issuer;
  const isSigned = issuer.check.result === "passed" && tracing.state === "trusted";
  const mustBind = of.request !== undefined && query?.require_cryptographic_holder_binding !== false;
  const holder = document.holder(mustBind);
  const checks = [
    check("parses", "ok"),
    issuer.check,
    checkListedStatus(document, isSigned ? tracing.authority : undefined, of),
    checkSpan(credential.begins, credential.expires, of),
    holder.check,
    checkBound(document, holder, of),
    check("disclosures", "ok"),
    checkShownAnswers(shownBy(credential), () => (isSigned ? tracing.authorities : []), query, of),
  ];
  return {
    outcome: outcomeOf(checks),
    checks,
    notes: [],
    ...(query === undefined ? {} : { query: query.id }),
    commitment,
    vct: credential.type,
    ...(credential.expires === undefined ? {} : { expires: credential.expires }),
    trust: isSigned ? "anchor" : "none",
    ...(isSigned ? { claims: credential.claims } : {}),
    ...(holder.proof === undefined ? {} : { presentedBy: holder.proof.role }),
  };
}
