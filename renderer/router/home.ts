import type { ProfileKind } from "../../src/contract/calls/app.ts";

const HOMES = { citizen: "certificates", counter: "newCheck", office: "register" } as const;
export type Home = (typeof HOMES)[ProfileKind];

/** The place that opens first, by what somebody uses their wallet for. */
export function homeOf(kind: ProfileKind | undefined): Home {
  return HOMES[kind ?? "citizen"];
}
