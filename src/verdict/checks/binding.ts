import { CredentialError } from "../../credential/error.ts";
import {
  checkKeyBinding,
  checkValidity,
  type KeyBinding,
  verifyKeyBinding,
} from "../../credential/sd-jwt/verify.ts";
import type { Holder } from "../../credential/holders.ts";
import type { Case } from "../case.ts";
import { CLOCK_LEEWAY } from "../../trust/clock-leeway.ts";
import { check } from "../check.ts";
import type { Evidence } from "../evidence.ts";
import type { Check } from "../verdict.ts";

/** At the time it was presented. The end is the end; only beginnings get the leeway of two clocks. */
export function checkWithin({ processed, credential }: Evidence, { received }: Case): Check {
  const { expires } = credential;
  if (received >= expires) return check("validity", "expired", { time: expires });
  try {
    checkValidity(processed.claims, received, CLOCK_LEEWAY);
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    if (error.code === "sdjwt.expired") return check("validity", "expired", { time: expires });
    if (error.code === "sdjwt.time") return check("validity", "undated", { cause: error.code });
    return check("validity", "not_yet", { cause: error.code });
  }
  return check("validity", "ok", { time: expires });
}

/** The same from its two ends alone. */
export function checkSpan(
  begins: number | undefined,
  expires: number | undefined,
  { received }: Case,
): Check {
  if (expires !== undefined && received >= expires) return check("validity", "expired", { time: expires });
  if (begins !== undefined && received + CLOCK_LEEWAY < begins) return check("validity", "not_yet");
  return check("validity", "ok", expires === undefined ? undefined : { time: expires });
}

export interface HolderFinding {
  readonly check: Check;
  /** Set when the check passed. */
  readonly proof?: { readonly binding: KeyBinding; readonly role: Holder["role"] };
}

function proofBy(holder: Holder, { sdJwt }: Pick<Evidence, "sdJwt">, of: Case): HolderFinding {
  try {
    const binding = verifyKeyBinding(sdJwt, holder.key, of.primitives);
    return { check: check("holder_bound", "ok"), proof: { binding, role: holder.role } };
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    return { check: check("holder_bound", "bad", { cause: error.code }) };
  }
}

/**
 * Any one of the holders proves it. Without a request nobody has been asked to, and a request may say
 * that it does without; neither makes it proven.
 */
export function checkHolder(
  evidence: Pick<Evidence, "sdJwt"> & { readonly credential: Pick<Evidence["credential"], "holders"> },
  asked: boolean,
  of: Case,
): HolderFinding {
  if (evidence.sdJwt.keyBinding === undefined) {
    return { check: check("holder_bound", asked ? "missing" : "not_presented") };
  }
  let finding: HolderFinding = { check: check("holder_bound", "bad") };
  for (const holder of evidence.credential.holders) {
    finding = proofBy(holder, evidence, of);
    if (finding.proof !== undefined) break;
  }
  return finding;
}

export function checkRequestBound(binding: KeyBinding | undefined, { request, received }: Case): Check {
  if (request === undefined) return check("request_bound", "no_request");
  if (received >= request.expires) return check("request_bound", "expired", { time: request.expires });
  if (binding === undefined) return check("request_bound", "not_checked");
  const from = request.issued - CLOCK_LEEWAY;
  try {
    checkKeyBinding(binding, {
      nonce: request.nonce,
      audience: request.clientId,
      from,
      to: received + CLOCK_LEEWAY,
    });
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    if (error.code === "kb.nonce") return check("request_bound", "nonce");
    if (error.code === "kb.audience") return check("request_bound", "audience");
    return check("request_bound", binding.issuedAt < from ? "too_early" : "too_late");
  }
  return check("request_bound", "ok");
}
