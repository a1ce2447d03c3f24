import { useCallback, useEffect, useRef, useState } from "react";
import type { ArgsOf, CallName, CodeOf, ValueOf } from "../../src/contract/contract.ts";
import type { EventName } from "../../src/contract/events.ts";
import { beginOpening } from "./opening.ts";
import { client } from "./window-client.ts";

export interface Reading<Name extends CallName> {
  /** Kept while it is read again. */
  readonly value: ValueOf<Name> | undefined;
  readonly code: CodeOf<Name> | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

type Read<Name extends CallName> = Pick<Reading<Name>, "value" | "code">;
const NOTHING = { value: undefined, code: undefined } as const;

/**
 * What main answers to a question, asked when the screen opens, when the arguments change, and again on
 * each of `events`. What comes up while an answer is awaited is one question more, asked when it is there:
 * a screen whose events come faster than answers do shows each answer, and main is not asked without end.
 */
export function useRead<Name extends CallName>(
  name: Name,
  args: ArgsOf<Name>,
  events: readonly EventName[] = [],
): Reading<Name> {
  const [last, setLast] = useState<Read<Name>>(NOTHING);
  const [loading, setLoading] = useState(true);
  // Arguments are plain JSON: their text says whether they are the same.
  const asked = JSON.stringify(args);
  const heard = events.join();
  const ask = useRef(() => {});

  useEffect(() => {
    let stands = true;
    let isUnderWay = false;
    let isWanted = false;
    const opened = beginOpening();
    async function read(): Promise<void> {
      isUnderWay = true;
      setLoading(true);
      while (isWanted) {
        isWanted = false;
        const answer = await client.call(name, args);
        if (!stands) return;
        opened();
        setLast((before) =>
          answer.ok ? { value: answer.value, code: undefined } : { ...before, code: answer.code },
        );
      }
      isUnderWay = false;
      setLoading(false);
    }
    ask.current = () => {
      isWanted = true;
      if (!isUnderWay) void read();
    };
    ask.current();
    return () => {
      stands = false;
      opened();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` stands for `args`
  }, [name, asked]);

  const reload = useCallback(() => ask.current(), []);

  useEffect(() => {
    const names = heard === "" ? [] : (heard.split(",") as EventName[]);
    const leave = names.map((event) => client.on(event, reload));
    return () => leave.forEach((each) => each());
  }, [heard, reload]);

  return { ...last, loading, reload };
}
