import { z } from "zod";
import { fromBase64UrlOf, toBase64Url } from "../../../src/bytes/base64.ts";
import { CodedError } from "../../../src/error.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { Seal } from "../../../src/note/seal.ts";

/** What a wallet stores beside its copy of a log. */
export interface CopyMark {
  /** Leaves of the log, and the root over them. */
  readonly size: number;
  readonly root: Uint8Array;
  /** Newest accepted seal: of that size, or of a larger tree that is still being taken in. */
  readonly seal: Seal;
}

const count = z.int().min(0);
const schema = z.strictObject({
  size: count,
  root: z.string(),
  note: z.string(),
  cosigners: z.array(z.strictObject({ id: z.string(), time: count })).max(16),
  time: count,
});

export function formatMark({ size, root, seal }: CopyMark): Uint8Array {
  const { text: note, cosigners, time } = seal;
  return canonicalBytes({
    size,
    root: toBase64Url(root),
    note,
    cosigners: cosigners.map(({ id, time: when }) => ({ id, time: when })),
    time,
  });
}

/** Undefined if these bytes are not what `formatMark` wrote. */
export function parseMark(bytes: Uint8Array): CopyMark | undefined {
  try {
    const parsed = schema.safeParse(parseJsonBytes(bytes));
    if (!parsed.success) return undefined;
    const { size, note, cosigners, time } = parsed.data;
    const root = fromBase64UrlOf(parsed.data.root, 32);
    const checkpoint = parseCheckpoint(parseNote(note).text);
    return { size, root, seal: { text: note, checkpoint, cosigners, time } };
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
