import { useCallback, useEffect, useRef, useState } from "react";
import type { AnswerOf, ArgsOf, CallName, CodeOf, ValueOf } from "../../src/contract/contract.ts";
import { client } from "./window-client.ts";

export interface CallState<Name extends CallName> {
  /** Asks main. A second ask while one is under way is its own; the last one's answer is shown. */
  readonly run: (args: ArgsOf<Name>) => Promise<AnswerOf<Name>>;
  readonly busy: boolean;
  /** What the last one brought, until the next begins. */
  readonly value: ValueOf<Name> | undefined;
  /** Why the last one was refused, until the next begins: give it to `Failure`. */
  readonly code: CodeOf<Name> | undefined;
  readonly reset: () => void;
}

/** An act: nothing happens before `run`. */
export function useCall<Name extends CallName>(name: Name): CallState<Name> {
  const [answer, setAnswer] = useState<AnswerOf<Name>>();
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  // An answer that comes after the screen has gone is nobody's.
  useEffect(() => () => void turn.current++, []);

  const run = useCallback(
    async (args: ArgsOf<Name>) => {
      const mine = ++turn.current;
      setBusy(true);
      setAnswer(undefined);
      const came = await client.call(name, args);
      if (mine === turn.current) {
        setBusy(false);
        setAnswer(came);
      }
      return came;
    },
    [name],
  );

  const reset = useCallback(() => {
    turn.current++;
    setBusy(false);
    setAnswer(undefined);
  }, []);

  return {
    run,
    busy,
    value: answer?.ok ? answer.value : undefined,
    code: answer?.ok === false ? answer.code : undefined,
    reset,
  };
}
