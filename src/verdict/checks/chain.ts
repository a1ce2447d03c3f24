import { STATUS } from "../../chain/state/records.ts";
import type { Case } from "../case.ts";
import { CLOCK_LEEWAY } from "../../trust/clock-leeway.ts";
import { check } from "../check.ts";
import type { RegistryEvidence } from "../evidence.ts";
import type { Anchoring, StatusFinding } from "../../trust/registry-view.ts";
import type { Check, CheckFacts, DataAge } from "../verdict.ts";

type Sealed = Extract<Anchoring, { state: "sealed" }>;

/** A commitment covers all that is signed, so these differ only where an office signed one thing and recorded another. */
function agrees({ credential, type }: RegistryEvidence, sealed: Sealed): boolean {
  return (
    sealed.office === credential.office &&
    credential.index >= sealed.index &&
    credential.index < sealed.index + (sealed.places ?? 1) &&
    sealed.expires === credential.expires &&
    (typeof type === "string" || sealed.type === type.id)
  );
}

export function checkAnchored(evidence: RegistryEvidence, { age }: Case): Check {
  const { anchoring } = evidence;
  switch (anchoring.state) {
    case "absent":
      return check("anchored", "absent", undefined, age);
    case "unknown":
      return check("anchored", "unknown", undefined, age);
    case "invalid":
      return check("anchored", "receipt_invalid", { cause: anchoring.code }, age);
    case "sealed": {
      const facts = { time: anchoring.time, height: anchoring.height };
      return check("anchored", agrees(evidence, anchoring) ? "ok" : "mismatch", facts, age);
    }
  }
}

function statusFacts(finding: Extract<StatusFinding, { state: "known" }>): CheckFacts | undefined {
  const { changed, reason, successor } = finding;
  if (changed === undefined && reason === undefined && successor === undefined) return undefined;
  return {
    ...(changed === undefined ? undefined : { time: changed.time, height: changed.height }),
    ...(reason === undefined ? undefined : { reason }),
    ...(successor === undefined ? undefined : { successor }),
  };
}

const STATUS_FINDINGS = {
  [STATUS.valid]: "ok",
  [STATUS.invalid]: "revoked",
  [STATUS.suspended]: "suspended",
  [STATUS.replaced]: "replaced",
} as const;

export function checkStatus({ credential, commitment, office }: RegistryEvidence, of: Case): Check {
  if (office === "foreign") return check("status", "not_checked");
  const finding = of.view.status({ office: credential.office, index: credential.index, commitment });
  if (finding.state === "unknown") return check("status", "unknown", undefined, of.age);
  const age = finding.asOf === undefined ? of.age : ageAt(finding.asOf, of.now);
  return check("status", STATUS_FINDINGS[finding.status], statusFacts(finding), age);
}

export function ageAt(moment: { readonly height: number; readonly time: number }, now: number): DataAge {
  return { height: moment.height, time: moment.time, seconds: now - moment.time };
}

/** `status` is the check of that name: its data may be older than the rest. */
export function checkDataFresh({ type }: RegistryEvidence, status: Check, { age, online }: Case): Check {
  if (age === undefined) return check("data_fresh", "none");
  if (type === "unknown") return check("data_fresh", "type_unknown", undefined, age);
  if (type === "absent") return check("data_fresh", "not_checked", undefined, age);
  const oldest = status.age !== undefined && status.age.time < age.time ? status.age : age;
  // Cosigners put the time there: if it lies ahead, the clock here is slow and no age can be believed.
  if (age.seconds < -CLOCK_LEEWAY) return check("data_fresh", "clock", undefined, age);
  const most = online ? type.maxAge.online : type.maxAge.offline;
  return check("data_fresh", oldest.seconds > most ? "stale" : "ok", undefined, oldest);
}
