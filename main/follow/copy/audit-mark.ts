import { z } from "zod";
import { fromBase64UrlOf, toBase64Url } from "../../../src/bytes/base64.ts";
import { CodedError } from "../../../src/error.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";

/** How far an audit has verified every signature. */
export interface AuditMark {
  /** Leaves of the log up to the end of a block, and the root over them. */
  readonly size: number;
  readonly root: Uint8Array;
  readonly height: number;
  /** POSIX seconds. */
  readonly at: number;
}

const count = z.int().min(0);
const schema = z.strictObject({ size: count, root: z.string(), height: count, at: count });

export function formatAuditMark({ size, root, height, at }: AuditMark): Uint8Array {
  return canonicalBytes({ size, root: toBase64Url(root), height, at });
}

/** Undefined if there is none, or not one that `formatAuditMark` wrote. */
export function parseAuditMark(bytes: Uint8Array | undefined): AuditMark | undefined {
  if (bytes === undefined) return undefined;
  try {
    const parsed = schema.safeParse(parseJsonBytes(bytes, { maxLength: 1024, maxDepth: 2 }));
    return parsed.success ? { ...parsed.data, root: fromBase64UrlOf(parsed.data.root, 32) } : undefined;
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
