import { COMMON_CODES } from "../../src/contract/call.ts";
import {
  type CallFunction,
  type CallName,
  CALLS,
  isCallName,
  type ParsedArgsOf,
  type ProfileCallName,
  type ValueOf,
} from "../../src/contract/contract.ts";
import { isPlainData } from "../../src/contract/plain.ts";
import { codeOf } from "../../src/error.ts";
import { ok, refuse, type Result } from "../../src/result.ts";

/** What stands behind some of the contract's calls: one function a call, which throws our coded errors. */
export type Services<Names extends CallName = ProfileCallName> = {
  readonly [Name in Names]: (args: ParsedArgsOf<Name>) => Promise<ValueOf<Name>> | ValueOf<Name>;
};

export interface Dispatcher {
  /** For transports: name and arguments are whatever came in. Never throws. */
  readonly dispatch: (name: unknown, args: unknown) => Promise<Result<unknown, string>>;
  /** The same, typed, for callers in this process; `call.unknown` for what its services leave out. */
  readonly call: CallFunction;
}

/** What the call's own parser makes of arguments; undefined where they are none. */
function readArguments(name: CallName, args: unknown): { readonly given: unknown } | undefined {
  try {
    if (!isPlainData(args)) return undefined;
    const parsed = CALLS[name].args.safeParse(args);
    return parsed.success ? { given: parsed.data } : undefined;
  } catch {
    // A getter of theirs.
    return undefined;
  }
}

/** A call's answer must name one of the codes its contract lists; anything else is our own fault. */
function answerTo(name: CallName, code: string | undefined): string | undefined {
  if (code === "vault.locked" || code === "vault.closed") return "call.locked";
  const known: readonly string[] = [...CALLS[name].codes, ...COMMON_CODES];
  return code !== undefined && known.includes(code) ? code : undefined;
}

/**
 * Joins the contract to its services: unknown names, malformed arguments and a locked wallet are
 * refused before a service sees them, and every error comes out as a code of that call.
 */
export function createDispatcher<Names extends CallName = ProfileCallName>(
  services: Services<Names>,
  options: {
    /** Of the open wallet, another one after each unlock. */
    readonly session: () => object | undefined;
    /** Hears of errors that the contract does not know; must not log values. */
    readonly onBug: (name: CallName, error: unknown) => void;
  },
): Dispatcher {
  async function dispatch(name: unknown, args: unknown): Promise<Result<unknown, string>> {
    if (!isCallName(name) || !Object.hasOwn(services, name)) return refuse("call.unknown");
    const read = readArguments(name, args);
    if (read === undefined) return refuse("call.arguments");
    const session = options.session();
    const mustBeOpen = !CALLS[name].locked;
    if (mustBeOpen && session === undefined) return refuse("call.locked");
    const service = services[name as Names] as (given: unknown) => unknown;
    const isOver = (): boolean => mustBeOpen && options.session() !== session;
    try {
      const value = await service(read.given);
      // A window that is locked is told nothing that only an open wallet may show.
      return isOver() ? refuse("call.locked") : ok(value);
    } catch (error) {
      const code = codeOf(error);
      // What it worked with was taken away under it.
      if (code !== undefined && isOver()) return refuse("call.locked");
      const answer = answerTo(name, code);
      if (answer === undefined) options.onBug(name, error);
      return refuse(answer ?? "call.failed");
    }
  }
  return { dispatch, call: dispatch as CallFunction };
}
