import { CredentialError } from "../../credential/error.ts";
import { verifyIssuerJwt } from "../../credential/sd-jwt/verify.ts";
import type { P256Jwk } from "../../crypto/p256-jwk.ts";
import { MdocError } from "../../mdoc/error.ts";
import type { Case } from "../case.ts";
import { check } from "../check.ts";
import type { Evidence, RegistryEvidence } from "../evidence.ts";
import { spanFault } from "../../trust/span.ts";
import type { Check, CheckFacts } from "../verdict.ts";

export function checkIssuerSignature(evidence: Evidence, of: Case): Check {
  return checkSignedBy(evidence, of, (key) => verifyIssuerJwt(evidence.sdJwt, () => key, of.primitives));
}

/** `verifyBy` throws a CredentialError or an MdocError where the key did not sign. */
export function checkSignedBy(
  evidence: RegistryEvidence,
  { age }: Case,
  verifyBy: (key: P256Jwk) => unknown,
): Check {
  const { office, key } = evidence;
  if (office === "foreign") return check("issuer_signature", "foreign_issuer");
  if (office === "unknown") return check("issuer_signature", "office_unknown", undefined, age);
  if (office === "absent") return check("issuer_signature", "office_absent", undefined, age);
  const facts = { office: office.name };
  if (key === undefined) return check("issuer_signature", "key_absent", facts, age);
  try {
    verifyBy(key.jwk);
  } catch (error) {
    if (!(error instanceof CredentialError) && !(error instanceof MdocError)) throw error;
    return check("issuer_signature", "bad", { ...facts, cause: error.code }, age);
  }
  return check("issuer_signature", "ok", facts, age);
}

/** Judged at the time of the block that holds the issuing entry, never at `iat`. */
export function checkOfficeAccredited(evidence: RegistryEvidence, { age }: Case): Check {
  const { office, type, key, anchoring } = evidence;
  const found = (finding: Parameters<typeof check<"office_accredited">>[1], facts?: CheckFacts) =>
    check("office_accredited", finding, facts, age);
  if (office === "foreign") return check("office_accredited", "not_checked");
  if (office === "absent") return found("office_absent");
  if (office === "unknown") return found("office_unknown");
  const named = { office: office.name };
  if (type === "absent") return found("type_absent", named);
  if (type === "unknown") return found("type_unknown", named);
  const facts = { office: office.name, type: type.name };
  if (anchoring.state !== "sealed") return found("time_unknown", facts);
  const { time } = anchoring;
  if (time < office.accredited) return found("office_not_yet", { ...facts, time });
  // What stands in the block of the withdrawal was taken before it: the rules refuse all after.
  if (office.withdrawn !== undefined && time > office.withdrawn) {
    return found("office_withdrawn", { ...facts, time: office.withdrawn });
  }
  if (key === undefined) return found("not_checked", facts);
  const fault = spanFault(key.spans, time);
  if (fault === "distrusted") return found("key_distrusted", { ...facts, time });
  if (fault !== undefined) return found("key_not_active", { ...facts, time });
  const rights = office.issues.filter((right) => right.type === type.id);
  if (spanFault(rights, time) !== undefined) return found("type_not_allowed", { ...facts, time });
  return found("ok", { ...facts, time });
}
