import { useCallback, useEffect, useState } from "react";
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
 * each of `events`. The newest question's answer counts, whatever order they come back in.
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

  useEffect(() => {
    let stands = true;
    const opened = beginOpening();
    async function read(): Promise<void> {
      setLoading(true);
      const answer = await client.call(name, args);
      if (!stands) return;
      opened();
      setLoading(false);
      setLast((before) =>
        answer.ok ? { value: answer.value, code: undefined } : { ...before, code: answer.code },
      );
    }
    void read();
    return () => {
      stands = false;
      opened();
    };
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
