import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import type { Clock } from "../doors/clock.ts";
import { ActivityError } from "./activity-error.ts";
import { type Collection, jsonCodec } from "./collection.ts";
import type { Vault } from "./vault.ts";

const text = z
  .string()
  .max(200)
  .refine((value) => value.isWellFormed());
const names = z.array(text.min(1)).max(256);

const activityEvent = z.strictObject({
  /** Such as "presentation", "check", "issue". */
  kind: z.string().regex(/^[a-z][a-z._-]{0,63}$/),
  outcome: z.enum(["done", "refused", "failed"]),
  code: z
    .string()
    .regex(/^[a-z][a-z0-9._-]{0,63}$/)
    .optional(),
  /** Who asked, or who was asked. */
  party: text.optional(),
  /** What the registry called it then, by language: a light copy may forget it. */
  called: z.record(z.string().min(1).max(35), text).optional(),
  /** Names of claims, never values. */
  asked: names.optional(),
  given: names.optional(),
});

const activityRow = activityEvent.extend({
  /** POSIX seconds. */
  at: z.int(),
  /** One more with each deletion of the log. */
  segment: z.int().min(1),
  /** 0 for the first row of a segment. */
  seq: z.int().min(0),
  /** Rows deleted before this segment; in its first row. */
  removed: z.int().min(0).optional(),
  /** Hash of the row before it in this segment; 32 zero bytes for the first. */
  previous: z.string(),
  /** SHA-256 of the canonical JSON of all else. */
  hash: z.string(),
});

const activityHead = z.strictObject({
  segment: z.int().min(1),
  /** Rows in this segment. */
  count: z.int().min(0),
  last: z.string(),
});

export type ActivityEvent = Readonly<z.infer<typeof activityEvent>>;
export type ActivityRow = Readonly<z.infer<typeof activityRow>>;
type ActivityHead = Readonly<z.infer<typeof activityHead>>;

const ZERO = toBase64Url(new Uint8Array(32));
const HEAD = "head";
/** Rows of an export that are in memory at once. */
const PIECE = 256;
const CLEARED = "activity.cleared";

function hashOf(row: Omit<ActivityRow, "hash">): string {
  return toBase64Url(nodePrimitives.sha256(canonicalBytes(row as JsonValue)));
}

/** Rows of one segment, oldest first and from its beginning. Throws `activity.broken` where a link does not hold. */
export function verifyActivity(rows: readonly ActivityRow[]): void {
  let previous = ZERO;
  for (const [seq, row] of rows.entries()) {
    const { hash, ...rest } = row;
    const fits = row.seq === seq && row.previous === previous && row.segment === rows[0]?.segment;
    if (!fits || hashOf(rest) !== hash) throw new ActivityError("activity.broken");
    previous = hash;
  }
}

/** What this wallet did and refused, each row linked to the one before it; sealed like all else. */
export class ActivityLog {
  readonly #vault: Pick<Vault, "collection" | "transaction">;
  readonly #clock: Clock;
  readonly #rows: Collection<ActivityRow>;
  readonly #heads: Collection<ActivityHead>;

  constructor(vault: Pick<Vault, "collection" | "transaction">, clock: Clock) {
    this.#vault = vault;
    this.#clock = clock;
    this.#rows = vault.collection(
      "activity",
      jsonCodec((value) => activityRow.parse(value) as ActivityRow),
    );
    this.#heads = vault.collection(
      "activity-head",
      jsonCodec((value) => activityHead.parse(value)),
    );
  }

  #head(): ActivityHead {
    return this.#heads.get(HEAD) ?? { segment: 1, count: 0, last: ZERO };
  }

  #row(segment: number, seq: number): ActivityRow {
    const row = this.#rows.get(`${segment}/${seq}`);
    if (row === undefined) throw new ActivityError("activity.broken");
    return row;
  }

  #add(head: ActivityHead, event: ActivityEvent, removed?: number): ActivityRow {
    const { segment, count, last } = head;
    const told = { ...event, ...(removed === undefined ? {} : { removed }) };
    const linked = { ...told, at: this.#clock(), segment, seq: count, previous: last };
    const row: ActivityRow = { ...linked, hash: hashOf(linked) };
    this.#rows.put(`${segment}/${count}`, row, { expected: 0 });
    this.#heads.put(HEAD, { segment, count: count + 1, last: row.hash });
    return row;
  }

  /** Writes an event down; within a transaction of the vault it is a part of that. Throws `activity.event`. */
  append(event: ActivityEvent): ActivityRow {
    const parsed = activityEvent.safeParse(event);
    if (!parsed.success || parsed.data.kind === CLEARED) throw new ActivityError("activity.event");
    const told = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
    return this.#vault.transaction(() =>
      this.#add(this.#head(), Object.fromEntries(told) as unknown as ActivityEvent),
    );
  }

  /** Newest first: up to `limit` rows older than row `before`. */
  list(options: { readonly limit?: number; readonly before?: number } = {}): readonly ActivityRow[] {
    const { segment, count } = this.#head();
    const end = Math.min(options.before ?? count, count);
    const start = Math.max(0, end - (options.limit ?? end));
    const rows: ActivityRow[] = [];
    for (let seq = end - 1; seq >= start; seq--) rows.push(this.#row(segment, seq));
    return rows;
  }

  /** As `list`, but only rows that `fits` takes; looks back until there are enough of them. */
  find(
    fits: (row: ActivityRow) => boolean,
    options: { readonly limit: number; readonly before?: number | undefined },
  ): readonly ActivityRow[] {
    const { segment, count } = this.#head();
    const rows: ActivityRow[] = [];
    for (let seq = Math.min(options.before ?? count, count) - 1; seq >= 0; seq--) {
      const row = this.#row(segment, seq);
      if (fits(row)) rows.push(row);
      if (rows.length >= options.limit) break;
    }
    return rows;
  }

  /** Reads the whole log and checks every link, also that none is missing at the end. */
  verify(): void {
    const rows = this.list().toReversed();
    verifyActivity(rows);
    if ((rows.at(-1)?.hash ?? ZERO) !== this.#head().last) throw new ActivityError("activity.broken");
  }

  /**
   * One JSON document, oldest row first, for `verifyActivity`: in pieces, each link checked on the way, and
   * others have their turn between them. Rows that come meanwhile are left out. Throws `activity.broken`, also where the log is deleted meanwhile.
   */
  async *exportPieces(): AsyncGenerator<Uint8Array, void> {
    const { segment, count, last } = this.#head();
    yield utf8('{"format":"sealfolio/activity/v1","rows":[');
    let previous = ZERO;
    for (let from = 0; from < count; from += PIECE) {
      const lines: string[] = [];
      for (let seq = from; seq < Math.min(from + PIECE, count); seq++) {
        const row = this.#row(segment, seq);
        const { hash, ...rest } = row;
        const fits = row.seq === seq && row.segment === segment && row.previous === previous;
        if (!fits || hashOf(rest) !== hash) throw new ActivityError("activity.broken");
        previous = hash;
        lines.push(`${seq === 0 ? "" : ","}\n${JSON.stringify(row)}`);
      }
      yield utf8(lines.join(""));
      await nextTurn();
    }
    if (previous !== last) throw new ActivityError("activity.broken");
    yield utf8("\n]}\n");
  }

  /** The owner deletes all of it; a new segment begins with a row that says so and how much it was. */
  clear(): ActivityRow {
    return this.#vault.transaction(() => {
      const { segment, count } = this.#head();
      for (let seq = 0; seq < count; seq++) this.#rows.delete(`${segment}/${seq}`);
      const event: ActivityEvent = { kind: CLEARED, outcome: "done" };
      return this.#add({ segment: segment + 1, count: 0, last: ZERO }, event, count);
    });
  }
}
