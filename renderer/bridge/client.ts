import type { Bridge } from "../../src/contract/bridge.ts";
import type { CommonCode } from "../../src/contract/call.ts";
import type { AnswerOf, ArgsOf, CallName } from "../../src/contract/contract.ts";
import type { EventName, Events } from "../../src/contract/events.ts";

export interface Client {
  /** Asks main; never rejects. What is no answer of that call's shape becomes `call.failed`. */
  readonly call: <Name extends CallName>(name: Name, args: ArgsOf<Name>) => Promise<AnswerOf<Name>>;
  /** Hears one event until the returned function is called. */
  readonly on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => () => void;
}

const FAILED = { ok: false, code: "call.failed" satisfies CommonCode } as const;

function isAnswer(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) return false;
  return answer.ok === true ? "value" in answer : "code" in answer && typeof answer.code === "string";
}

/** The contract, typed, over what the host put into the page; without a host every call fails. */
export function createClient(bridge: Bridge | undefined): Client {
  const listeners = new Map<string, Set<(payload: never) => void>>();

  bridge?.on(({ name, payload }) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  });

  return {
    async call(name, args) {
      if (bridge === undefined) return FAILED;
      try {
        const answer = await bridge.call(name, args);
        return isAnswer(answer) ? (answer as AnswerOf<typeof name>) : FAILED;
      } catch {
        return FAILED;
      }
    },
    on(name, listener) {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => void heard.delete(listener);
    },
  };
}
