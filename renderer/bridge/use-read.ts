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
 * each of `events`. An answer counts unless a newer one came before it, so that a screen whose events come
 * faster than answers do goes on showing something.
 */
export function useRead<Name extends CallName>(
  name: Name,
  args: ArgsOf<Name>,
  events: readonly EventName[] = [],
): Reading<Name> {
  const [last, setLast] = useState<Read<Name>>(NOTHING);
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  // Arguments are plain JSON: their text says whether they are the same.
  const asked = JSON.stringify(args);
  const heard = events.join();
  /** The questions with these arguments: how many were sent, and which of them what is shown answers. */
  const series = useRef({ stands: false, sent: 0, shown: 0 });

  useEffect(() => {
    const mine = { stands: true, sent: 0, shown: 0 };
    series.current = mine;
    return () => void (mine.stands = false);
  }, [name, asked]);

  useEffect(() => {
    const mine = series.current;
    const number = ++mine.sent;
    const opened = beginOpening();
    async function read(): Promise<void> {
      setLoading(true);
      const answer = await client.call(name, args);
      opened();
      if (!mine.stands || number < mine.shown) return;
      mine.shown = number;
      if (number === mine.sent) setLoading(false);
      setLast((before) =>
        answer.ok ? { value: answer.value, code: undefined } : { ...before, code: answer.code },
      );
    }
    void read();
    return opened;
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` stands for `args`
  }, [name, asked, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    const names = heard === "" ? [] : (heard.split(",") as EventName[]);
    const leave = names.map((event) => client.on(event, reload));
    return () => leave.forEach((each) => each());
  }, [heard, reload]);

  return { ...last, loading, reload };
}
