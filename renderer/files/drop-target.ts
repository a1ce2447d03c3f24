import { useEffect, useEffectEvent } from "react";
import { create } from "zustand";
import type { OpenedFile } from "../../src/contract/calls/host.ts";
import type { Result } from "../../src/result.ts";
import { type FileCode, readDropped } from "./read-file.ts";

/** Gets a file that was dropped, or why it could not be read. */
export type FileTaker = (file: Result<OpenedFile, FileCode>) => void;
/** Gets it as it is. */
export type RawFileTaker = (file: File) => void;

/** Who takes a file dropped anywhere into the window: the one that came last. */
export const useFileTakers = create<{ readonly takers: readonly RawFileTaker[] }>()(() => ({ takers: [] }));

/** As long as the calling screen stands, files dropped anywhere are its own. */
export function useFileTaker(take: FileTaker): void {
  useRawFileTaker((file) => void readDropped(file).then(take));
}

/** The same, for a file that is neither a text nor a picture. */
export function useRawFileTaker(take: RawFileTaker): void {
  const taken = useEffectEvent(take);
  useEffect(() => {
    const mine: RawFileTaker = (file) => taken(file);
    useFileTakers.setState(({ takers }) => ({ takers: [...takers, mine] }));
    return () => useFileTakers.setState(({ takers }) => ({ takers: takers.filter((each) => each !== mine) }));
  }, []);
}
