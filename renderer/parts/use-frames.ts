import { useEffect, useState } from "react";
import type { CodeOf } from "../../src/contract/contract.ts";
import { client } from "../bridge/window-client.ts";

/** Frames that are fetched at once, and how many are there before they are shown. */
const LOT = 60;
const AHEAD = 30;
/** Then they begin anew: whoever has not got it by then missed nearly all of them. */
const MOST = 12_000;

export interface FrameSource {
  /** The one to show now. */
  readonly frame: string | undefined;
  /** 0 until it is known. */
  readonly parts: number;
  readonly code: CodeOf<"carrier.show"> | undefined;
}

interface Had {
  readonly key: string;
  readonly frames: readonly string[];
  readonly parts: number;
  readonly code?: CodeOf<"carrier.show">;
}

const NONE: Had = { key: "", frames: [], parts: 0 };

/** The `at`-th frame of a message for codes that follow one another, fetched ahead of its time. */
export function useFrames(text: string, fragment: number, at: number): FrameSource {
  const key = `${fragment} ${text}`;
  const [had, setHad] = useState(NONE);
  const { frames, parts, code } = had.key === key ? had : NONE;
  const from = frames.length;
  const isShort = code === undefined && parts !== 1 && from < Math.min(at + AHEAD, MOST);

  useEffect(() => {
    if (!isShort) return undefined;
    let isOver = false;
    const fetchMore = async (): Promise<void> => {
      const answer = await client.call("carrier.show", { text, fragment, from, count: LOT });
      if (isOver) return;
      setHad((last) => {
        const before = last.key === key ? last.frames : [];
        if (!answer.ok) return { key, frames: before, parts: 0, code: answer.code };
        return { key, frames: [...before, ...answer.value.frames], parts: answer.value.parts };
      });
    };
    void fetchMore();
    return () => void (isOver = true);
  }, [isShort, from, key, text, fragment]);

  return { frame: frames[at % Math.max(1, from)], parts, code };
}
