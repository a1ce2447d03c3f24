import { useCallback, useEffect, useRef, useState } from "react";
import type { CodeOf } from "../../src/contract/contract.ts";
import { client } from "../bridge/window-client.ts";

/** Whether what a code held is one of several that follow one another (Uniform Resources, BCR-2020-005). */
export function isFrame(text: string): boolean {
  return /^ur:/i.test(text);
}

export interface Collecting {
  readonly have: number;
  /** 0 while there is none. */
  readonly of: number;
  /** Why the message cannot be taken this way. A frame that was read badly is no reason: it comes again. */
  readonly code: CodeOf<"carrier.take"> | undefined;
  /** The whole text, once this frame made it whole. */
  readonly take: (frame: string) => Promise<string | undefined>;
}

/** Takes frames that a camera sees, in any order, until their message is whole; forgets them at the end. */
export function useCollected(): Collecting {
  const [state, setState] = useState<Omit<Collecting, "take">>({ have: 0, of: 0, code: undefined });
  const isBegun = useRef(false);
  const last = useRef("");

  useEffect(() => () => void client.call("carrier.forget", {}), []);

  const take = useCallback(async (frame: string) => {
    if (frame === last.current) return undefined;
    last.current = frame;
    const answer = await client.call("carrier.take", { frame, fresh: !isBegun.current });
    if (!answer.ok) {
      if (answer.code !== "carrier.not_part") setState({ have: 0, of: 0, code: answer.code });
      return undefined;
    }
    isBegun.current = true;
    const { have, of, text } = answer.value;
    setState({ have, of, code: undefined });
    return text ?? undefined;
  }, []);

  return { ...state, take };
}
