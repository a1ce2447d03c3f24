import { useEffect, useEffectEvent } from "react";
import { create } from "zustand";
import type { OpenedFile } from "../../src/contract/calls/host.ts";
import type { Result } from "../../src/result.ts";
import type { FileCode } from "./read-file.ts";

/** Gets a file that was dropped, or why it could not be read. */
export type FileTaker = (file: Result<OpenedFile, FileCode>) => void;

/** Who takes a file dropped anywhere into the window: the one that came last. */
export const useFileTakers = create<{ readonly takers: readonly FileTaker[] }>()(() => ({ takers: [] }));

/** As long as the calling screen stands, files dropped anywhere are its own. */
export function useFileTaker(take: FileTaker): void {
  const taken = useEffectEvent(take);
  useEffect(() => {
    const mine: FileTaker = (file) => taken(file);
    useFileTakers.setState(({ takers }) => ({ takers: [...takers, mine] }));
    return () => useFileTakers.setState(({ takers }) => ({ takers: takers.filter((each) => each !== mine) }));
  }, []);
}
