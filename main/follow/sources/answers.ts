import { z } from "zod";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { parseAuthoritySet } from "../../../src/chain/state/authority-set.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { SourceError } from "../error.ts";
import type { EntryStatus, EpochsAnswer, StatusAnswer, SubmitAnswer, TrustAnswer } from "./source.ts";

/** Most bytes that each kind of answer can rightly have. */
export const ANSWER_LIMITS = {
  note: 1 << 16,
  leaf: 61_440,
  proof: 1 << 17,
  receipt: 1 << 16,
  epochs: 1 << 20,
  trust: 1 << 23,
  status: 1 << 15,
  submit: 1 << 12,
} as const;

/** Trust keys in one question, docs/registry-format.md "Served by a node". */
export const MAX_TRUST_KEYS = 64;
const MAX_EPOCHS = 32;

const count = z.int().min(0);
const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const code = z.string().regex(/^[a-z][a-z0-9_.]{0,63}$/);
const binary = z.string().transform((text, context) => {
  try {
    return fromBase64Url(text) as Uint8Array;
  } catch {
    context.addIssue({ code: "custom" });
    return z.NEVER;
  }
});
const proof = z.array(hash.transform((text) => fromBase64Url(text) as Uint8Array)).max(64);

const place = z.strictObject({ leaf: binary, index: count, proof });
const trustAnswer = z.strictObject({
  height: count,
  count,
  leaves: z.array(place).max(MAX_TRUST_KEYS),
});
const statusAnswer = place.extend({ height: count, count });
const authoritySet = z.unknown().transform((value, context) => {
  try {
    return parseAuthoritySet(value);
  } catch {
    context.addIssue({ code: "custom" });
    return z.NEVER;
  }
});
const epoch = z.strictObject({ epoch: count, block: z.string(), before: binary, set: authoritySet });
const epochsAnswer = z.strictObject({
  epochs: z.array(epoch).max(MAX_EPOCHS),
  newest: count,
});
const accepted = z.object({ hash });
const refused = z.object({ code });
const entryStatus = z.object({
  state: z.enum(["pending", "sealed", "refused"]),
  height: count.optional(),
  index: count.optional(),
  code: code.optional(),
});

function read<Value>(bytes: Uint8Array, maxLength: number, schema: z.ZodType<Value>): Value {
  try {
    const parsed = schema.safeParse(parseJsonBytes(bytes, { maxLength, maxDepth: 8 }));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof JsonError) && !(error instanceof BytesError)) throw error;
  }
  throw new SourceError("source.malformed");
}

// All of these throw SourceError `source.malformed`.

export function parseTrustAnswer(bytes: Uint8Array): TrustAnswer {
  return read(bytes, ANSWER_LIMITS.trust, trustAnswer);
}

export function parseStatusAnswer(bytes: Uint8Array): StatusAnswer {
  return read(bytes, ANSWER_LIMITS.status, statusAnswer);
}

export function parseEpochsAnswer(bytes: Uint8Array): EpochsAnswer {
  return read(bytes, ANSWER_LIMITS.epochs, epochsAnswer);
}

export function parseAccepted(bytes: Uint8Array): SubmitAnswer {
  return { state: "accepted", hash: read(bytes, ANSWER_LIMITS.submit, accepted).hash };
}

export function parseRefused(bytes: Uint8Array): SubmitAnswer {
  return { state: "refused", code: read(bytes, ANSWER_LIMITS.submit, refused).code };
}

export function parseEntryStatus(bytes: Uint8Array): EntryStatus {
  const { state, height, index, code: why } = read(bytes, ANSWER_LIMITS.submit, entryStatus);
  return {
    state,
    ...(height === undefined ? {} : { height }),
    ...(index === undefined ? {} : { index }),
    ...(why === undefined ? {} : { code: why }),
  };
}
