import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import type { IssuedState } from "../../../src/contract/views.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import type { IssuedRow } from "../rows.ts";

/** What of a row of the register is searched, sorted and picked out by. Times in POSIX seconds. */
export interface RegisterLine {
  readonly commitment: string;
  readonly type: string;
  readonly state: IssuedState;
  readonly made: number;
  readonly expires: number;
  /** In the office's status list. */
  readonly place: number;
  readonly texts: readonly string[];
}

/** Longer texts are pictures and the like. */
const MAX_TEXT = 512;
const MAX_DEPTH = 4;
/** Bytes of a commitment that a person sees. */
const MARK = 4;

function collect(value: JsonValue, depth: number, into: string[]): void {
  if (typeof value === "string") {
    if (value.length <= MAX_TEXT && !value.startsWith("data:")) into.push(value);
  } else if (typeof value === "number") into.push(String(value));
  else if (typeof value === "object" && value !== null && depth > 0)
    for (const item of Object.values(value)) collect(item, depth - 1, into);
}

export function lineOf(commitment: string, row: IssuedRow): RegisterLine {
  const { type, state, made, expires, index } = row;
  const texts = [type, toHex(fromBase64Url(commitment).subarray(0, MARK))];
  collect(row.claims, MAX_DEPTH, texts);
  return { commitment, type, state, made, expires, place: index, texts };
}
