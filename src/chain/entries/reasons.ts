import { oneOf } from "./shape.ts";

/** Why something ended or changed, by what happened; docs/registry-format.md, "Kinds". */
export const leavingReason = oneOf("duty-ended", "ended", "key-compromise", "fraud", "court", "law");
export const retiringReason = oneOf("ended", "superseded", "error", "law");
export const SUSPENDING = [
  "lost",
  "stolen",
  "fraud",
  "investigation",
  "holder-request",
  "key-compromise",
  "court",
  "law",
] as const;
export const suspendingReason = oneOf(...SUSPENDING);
export const REINSTATING = ["resolved", "error", "holder-request", "court", "law"] as const;
export const reinstatingReason = oneOf(...REINSTATING);
export const REVOKING = [
  "lost",
  "stolen",
  "error",
  "fraud",
  "holder-request",
  "death",
  "court",
  "law",
  "ended",
  "superseded",
  "key-compromise",
  "duty-ended",
] as const;
export const revokingReason = oneOf(...REVOKING);
/** Replacing with the owners' consent. */
export const AGREED = ["correction", "renewal", "transfer", "step", "superseded"] as const;
/** Of these, what an office may do by itself where nobody owns the certificate. */
export const RENEWING = ["renewal", "correction", "superseded"] as const;
export const renewingReason = oneOf(...RENEWING);
/** Replacing by an order, which two officers sign. */
export const ORDERED = ["death", "court", "lost-key", "law"] as const;
export const replacingReason = oneOf(...AGREED, ...ORDERED);

/** Whether a replacement for this reason goes without the owners' consent, by an order. */
export function isOrdered(reason: string): boolean {
  return (ORDERED as readonly string[]).includes(reason);
}
