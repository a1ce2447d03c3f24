import { useOpening } from "../bridge/opening.ts";
import { useFileTakers } from "../files/drop-target.ts";

/** Milliseconds in which what came for a screen is drawn; only then it is known who takes files. */
const DRAWN = 50;

/**
 * Gives a file to the screen. One that is still opening takes none yet, so that the file waits for it
 * then. `onNobody`: called where the screen stands and takes none. Returns what ends the waiting.
 */
export function dropOn(file: File, onNobody: () => void): () => void {
  const take = useFileTakers.getState().takers.at(-1);
  if (take !== undefined) {
    take(file);
    return () => {};
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const taker = useFileTakers.getState().takers.at(-1);
    const isOpening = useOpening.getState().count > 0;
    if (taker === undefined && isOpening) return;
    if (taker === undefined) {
      timer = setTimeout(() => end(onNobody), DRAWN);
      return;
    }
    end(() => taker(file));
  };
  const leaving = [useFileTakers.subscribe(look), useOpening.subscribe(look)];
  const end = (last: () => void = () => {}): void => {
    clearTimeout(timer);
    for (const leave of leaving.splice(0)) leave();
    last();
  };
  look();
  return () => end();
}
