import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import { HASH_SIZE } from "../merkle/hash.ts";
import { NoteError } from "./error.ts";

/** What a log says of itself, C2SP tlog-checkpoint "Note text". */
export interface Checkpoint {
  readonly origin: string;
  /** Number of leaves, at most 2^53 - 1. */
  readonly size: number;
  /** Root hash, 32 bytes. */
  readonly root: Uint8Array;
}

const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ORIGIN = /^[^\u0000-\u001f]+$/;

/** A decimal number as C2SP writes sizes and indexes, or undefined if it is not one or not safe. */
export function parseDecimal(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A hash as C2SP writes it, or undefined if it is not the one base64 form of 32 bytes. */
export function parseHash(text: string): Uint8Array | undefined {
  try {
    const bytes = fromBase64(text);
    return bytes.length === HASH_SIZE ? bytes : undefined;
  } catch (error) {
    if (error instanceof BytesError) return undefined;
    throw error;
  }
}

/**
 * Reads the text of a checkpoint note. Extension lines are refused (`checkpoint.extension`): a registry
 * writes none, and a cosignature says nothing about them. Throws `checkpoint.*`.
 */
export function parseCheckpoint(body: string): Checkpoint {
  const lines = body.split("\n", 5);
  if (lines.length < 4 || !body.endsWith("\n")) throw new NoteError("checkpoint.syntax");
  const [origin, sizeText, rootText, rest] = lines as [string, string, string, string];
  if (!ORIGIN.test(origin) || !origin.isWellFormed()) throw new NoteError("checkpoint.origin");
  const size = parseDecimal(sizeText);
  if (size === undefined) throw new NoteError("checkpoint.size");
  const root = parseHash(rootText);
  if (root === undefined) throw new NoteError("checkpoint.root");
  if (rest !== "" || lines.length > 4) throw new NoteError("checkpoint.extension");
  return { origin, size, root };
}

/** Text of a checkpoint note, with its final newline. Throws `checkpoint.*`. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint;
  if (!ORIGIN.test(origin) || !origin.isWellFormed()) throw new NoteError("checkpoint.origin");
  if (!Number.isSafeInteger(size) || size < 0) throw new NoteError("checkpoint.size");
  if (root.length !== HASH_SIZE) throw new NoteError("checkpoint.root");
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}
