import type { z } from "zod";
import type { Result } from "../result.ts";
import type { Call, CommonCode } from "./call.ts";
import { APP_CALLS } from "./calls/app.ts";
import { BACKUP_CALLS } from "./calls/backup.ts";
import { BULK_CALLS } from "./calls/bulk.ts";
import { CARRIER_CALLS } from "./calls/carrier.ts";
import { COPIES_CALLS } from "./calls/copies.ts";
import { COUNTER_CALLS } from "./calls/counter.ts";
import { HOLDER_CALLS } from "./calls/holder.ts";
import { HOST_CALLS } from "./calls/host.ts";
import { OFFICE_CALLS } from "./calls/office.ts";
import { OFFER_CALLS } from "./calls/offers.ts";
import { PAPER_CALLS } from "./calls/paper.ts";
import { RECEIVE_CALLS } from "./calls/receive.ts";
import { WALLET_CALLS } from "./calls/wallet.ts";

/** What one wallet answers, also without a window (main/wallet). */
export const PROFILE_CALLS = {
  ...WALLET_CALLS,
  ...BACKUP_CALLS,
  ...HOLDER_CALLS,
  ...COUNTER_CALLS,
  ...OFFICE_CALLS,
  ...COPIES_CALLS,
  ...RECEIVE_CALLS,
  ...OFFER_CALLS,
  ...BULK_CALLS,
  ...PAPER_CALLS,
} as const;

/** What stands above the wallets answers (main/app). */
export const DESKTOP_CALLS = { ...APP_CALLS, ...HOST_CALLS, ...CARRIER_CALLS } as const;

/** All that main and renderer know of each other, by call name. */
export const CALLS = { ...PROFILE_CALLS, ...DESKTOP_CALLS } as const;

export type ProfileCallName = keyof typeof PROFILE_CALLS;
export type DesktopCallName = keyof typeof DESKTOP_CALLS;
export type CallName = keyof typeof CALLS;

type SpecOf<Name extends CallName> = (typeof CALLS)[Name];
/** What a caller passes. */
export type ArgsOf<Name extends CallName> = z.input<SpecOf<Name>["args"]>;
/** What a service gets. */
export type ParsedArgsOf<Name extends CallName> = z.output<SpecOf<Name>["args"]>;
export type ValueOf<Name extends CallName> =
  SpecOf<Name> extends Call<infer _Args, infer Value, infer _Code> ? Value : never;
export type CodeOf<Name extends CallName> = SpecOf<Name>["codes"][number] | CommonCode;

/** What every call answers; it never throws. */
export type AnswerOf<Name extends CallName> = Result<ValueOf<Name>, CodeOf<Name>>;

/** The one way from a caller (window, command line, test) to the services. */
export type CallFunction = <Name extends CallName>(name: Name, args: ArgsOf<Name>) => Promise<AnswerOf<Name>>;

export function isDesktopCallName(name: unknown): name is DesktopCallName {
  return typeof name === "string" && Object.hasOwn(DESKTOP_CALLS, name);
}

export function isCallName(name: unknown): name is CallName {
  return typeof name === "string" && Object.hasOwn(CALLS, name);
}
