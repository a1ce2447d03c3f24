import type { PrintedCode } from "../../../src/paper/codes.ts";
import { PaperError } from "../../../src/paper/error.ts";
import { MAX_PAPER } from "../../../src/paper/marks.ts";
import { qrPath } from "../../../src/text/qr-path.ts";
import { showFrames } from "../../carrier/show.ts";

/**
 * Bytes in one code: more make it finer than a webcam sees when two stand side by side on a sheet. With
 * the medium correction of errors a seventh of a code may be creased or stained.
 */
const FRAGMENT = 600;

/** A message as codes that lie side by side. Throws `paper.too_large`. */
export function codesOf(message: string): readonly PrintedCode[] {
  if (message.length > MAX_PAPER) throw new PaperError("paper.too_large");
  const { parts } = showFrames(message, FRAGMENT, 0, 1);
  return showFrames(message, FRAGMENT, 0, parts).frames.flatMap((frame) => {
    const code = qrPath(frame, "medium");
    return code === undefined ? [] : [{ path: code.path, modules: code.size }];
  });
}
