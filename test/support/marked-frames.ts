import { globSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formsOf } from "./marked-secrets.ts";

/** Of a frame, its middle row as far as a code in it reaches: no picture of anything else holds it. */
export interface FrameRow {
  /** One byte of brightness a point, as the camera gives it. */
  readonly luma: Uint8Array;
  /** Four bytes a point, as a page reads it. */
  readonly rgba: Uint8Array;
}

/** The ways in which such a row would lie in a file or stand in a log. */
function marksOf({ luma, rgba }: FrameRow): readonly Buffer[] {
  const rgb = rgba.filter((_, i) => i % 4 !== 3);
  return [luma, rgba, rgb].flatMap((row) => formsOf(row).map((form) => Buffer.from(form, "latin1")));
}

/** Undefined for what is no file, or gone by now: the browser is still at work. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

export function holdsFrame(bytes: Buffer, row: FrameRow): boolean {
  return marksOf(row).some((mark) => bytes.includes(mark));
}

/** Files under a folder that were read, and those of them that hold the row in any of these ways. */
export function searchFrames(
  folder: string,
  row: FrameRow,
): { readonly read: number; readonly found: readonly string[] } {
  const marks = marksOf(row);
  let read = 0;
  const found = globSync("**/*", { cwd: folder }).filter((name) => {
    const bytes = bytesOf(join(folder, name));
    if (bytes === undefined) return false;
    read++;
    return marks.some((mark) => bytes.includes(mark));
  });
  return { read, found };
}

/** Keeps all that this process says on its standard streams, until it is told to stop. */
export function hearProcess(): { readonly heard: () => Buffer; readonly stop: () => void } {
  const pieces: Buffer[] = [];
  const streams = [process.stdout, process.stderr];
  const real = streams.map((stream) => stream.write.bind(stream));
  streams.forEach((stream, i) => {
    stream.write = ((piece: string | Uint8Array, ...more: never[]) => {
      pieces.push(Buffer.from(piece as string));
      return real[i]?.(piece, ...more) ?? true;
    }) as typeof stream.write;
  });
  return {
    heard: () => Buffer.concat(pieces),
    stop: () => streams.forEach((stream, i) => void (stream.write = real[i] as typeof stream.write)),
  };
}
