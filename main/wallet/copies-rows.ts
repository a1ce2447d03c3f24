import { z } from "zod";
import type { JsonObject } from "../../src/json/value.ts";

/** Rows of single-use copies, at the holder and at the office, as they lie in a vault (rows.ts). */

/** Compact JWK members. */
export const p256Jwk = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
});

/** A single-use copy: when it was kept, among how many holders at most it hides, and its end (else it is read from the copy). */
const copyFacts = { kept: z.int(), among: z.int(), expires: z.int().optional() };
/** Why no more copies came when they were last asked for. */
const failed = z.strictObject({ at: z.int(), code: z.string() });
export const heldCopies = z.strictObject({
  ...copyFacts,
  /** The copy that the row shows was shown to somebody. */
  used: z.boolean(),
  spent: z.int(),
  failed: failed.optional(),
  spare: z.array(
    z.strictObject({
      credential: z.string(),
      commitment: z.string(),
      receipt: z.string(),
      holder: z.string(),
      ...copyFacts,
    }),
  ),
});

/** Single-use copies that an office signed together; by the root over them. */
export const batch = z.strictObject({
  type: z.string(),
  expires: z.int(),
  made: z.int(),
  /** Leaf bytes, base64url, and their hash. */
  entry: z.string(),
  hash: z.string(),
  state: z.enum(["signed", "submitted", "sealed", "refused"]),
  code: z.string().optional(),
  height: z.int().optional(),
  receipt: z.string().optional(),
  /** One for each holder. */
  certificates: z.array(z.string()),
});
export type BatchRow = Readonly<z.infer<typeof batch>>;

/** One holder's copies; by the commitment of the first. */
export const issuedCopies = z.strictObject({
  batch: z.string(),
  claims: z.record(z.string(), z.json()),
  /** Of a delivery by file. */
  encryption: p256Jwk.optional(),
  /** The first offer of its holder, where they are collected by OpenID4VCI. */
  line: z.string().optional(),
  tag: z.string().optional(),
  copies: z.array(
    z.strictObject({
      credential: z.string(),
      index: z.int(),
      /** Where it stands in the tree of the batch. */
      place: z.strictObject({ index: z.int(), proof: z.array(z.string()) }),
    }),
  ),
});
export type IssuedCopiesRow = Readonly<Omit<z.infer<typeof issuedCopies>, "claims">> & {
  readonly claims: JsonObject;
};
