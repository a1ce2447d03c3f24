import { CodedError } from "../../src/error.ts";

export type ActivityErrorCode = "activity.broken" | "activity.event";

/** An activity log whose links do not hold, or an event that does not belong in one. */
export class ActivityError extends CodedError<ActivityErrorCode> {}
