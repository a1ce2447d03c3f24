import { COMMON_CODES } from "../../src/contract/call.ts";
import {
  type CallFunction,
  type CallName,
  CALLS,
  isCallName,
  type ParsedArgsOf,
  type ValueOf,
} from "../../src/contract/contract.ts";
import { codeOf } from "../../src/error.ts";
import { ok, refuse, type Result } from "../../src/result.ts";

/** What stands behind the contract: one function a call, which throws our coded errors. */
export type Services = {
  readonly [Name in CallName]: (args: ParsedArgsOf<Name>) => Promise<ValueOf<Name>> | ValueOf<Name>;
};

export interface Dispatcher {
  /** For transports: name and arguments are whatever came in. Never throws. */
  readonly dispatch: (name: unknown, args: unknown) => Promise<Result<unknown, string>>;
  /** The same, typed, for callers in this process. */
  readonly call: CallFunction;
}

/** A call's answer must name one of the codes its contract lists; anything else is our own fault. */
function answerTo(name: CallName, error: unknown, onBug: (name: CallName, error: unknown) => void): string {
  const code = codeOf(error);
  if (code === "vault.locked") return "call.locked";
  const known: readonly string[] = [...CALLS[name].codes, ...COMMON_CODES];
  if (code !== undefined && known.includes(code)) return code;
  onBug(name, error);
  return "call.failed";
}

/**
 * Joins the contract to its services: unknown names, malformed arguments and a locked wallet are
 * refused before a service sees them, and every error comes out as a code of that call.
 */
export function createDispatcher(
  services: Services,
  options: {
    readonly isOpen: () => boolean;
    /** Hears of errors that the contract does not know; must not log values. */
    readonly onBug: (name: CallName, error: unknown) => void;
  },
): Dispatcher {
  async function dispatch(name: unknown, args: unknown): Promise<Result<unknown, string>> {
    if (!isCallName(name)) return refuse("call.unknown");
    const spec = CALLS[name];
    const parsed = spec.args.safeParse(args);
    if (!parsed.success) return refuse("call.arguments");
    if (!spec.locked && !options.isOpen()) return refuse("call.locked");
    const service = services[name] as (given: unknown) => unknown;
    try {
      return ok(await service(parsed.data));
    } catch (error) {
      return refuse(answerTo(name, error, options.onBug));
    }
  }
  return { dispatch, call: dispatch as CallFunction };
}
