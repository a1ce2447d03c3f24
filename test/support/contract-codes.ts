import { COMMON_CODES } from "../../src/contract/call.ts";
import { type CallName, CALLS } from "../../src/contract/contract.ts";

/** Every code that a call may answer. */
export function codesOf(name: CallName): ReadonlySet<string> {
  return new Set<string>([...CALLS[name].codes, ...COMMON_CODES]);
}
