import { z } from "zod";
import { utf8 } from "../../src/bytes/bytes.ts";
import { canonicalJson } from "../../src/json/canonical.ts";
import { JsonError } from "../../src/json/error.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { FINDING_CODES, type FindingCode, FollowError } from "./error.ts";

/** Something a source gave that did not fit, or damage of our own copy. */
export interface Finding {
  readonly code: FindingCode;
  /** Name of the source, or `own copy`. */
  readonly source: string;
  /** POSIX seconds. */
  readonly at: number;
  /** In the registry's own numbers ("tile 0/3", "block 17"). */
  readonly place: string;
}

/** Two histories that a quorum sealed and that cannot both be: the registry's authorities are at fault. */
export interface Evidence {
  readonly id: number;
  readonly code: "alarm.fork";
  readonly at: number;
  /** Signed notes: the one we follow, and the one that contradicts it. */
  readonly ours: string;
  readonly theirs: string;
  /** Neither was followed yet when both were shown, so that a person's decision speaks for none of them. */
  readonly undecided?: true;
  readonly source: string;
  /** Authorities whose cosignature is on both. */
  readonly signers: readonly string[];
  /** When a person took note of it, POSIX seconds. */
  readonly resolved?: number;
}

export type NewEvidence = Omit<Evidence, "id" | "code" | "resolved">;

/** Of a signed note, what was signed; the same text may come with other signatures. */
export function textOf(note: string): string {
  return note.slice(0, note.lastIndexOf("\n\n") + 1);
}

function isSame(old: Evidence, fresh: NewEvidence): boolean {
  const [ours, theirs] = [textOf(old.ours), textOf(old.theirs)];
  if (theirs === textOf(fresh.theirs)) return true;
  return old.undecided === true && theirs === textOf(fresh.ours) && ours === textOf(fresh.theirs);
}

export const OWN_COPY = "own copy";

const MAX_FINDINGS = 500;
const MAX_EVIDENCE = 64;
const MAX_BYTES = 1 << 24;

const time = z.int().min(0);
const saved = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        code: z.enum(FINDING_CODES),
        source: z.string(),
        at: time,
        place: z.string(),
      }),
    )
    .max(MAX_FINDINGS),
  evidence: z
    .array(
      z.strictObject({
        id: time,
        code: z.literal("alarm.fork"),
        at: time,
        ours: z.string(),
        theirs: z.string(),
        undecided: z.literal(true).exactOptional(),
        source: z.string(),
        signers: z.array(z.string()).max(16),
        resolved: time.exactOptional(),
      }),
    )
    .max(MAX_EVIDENCE),
});

/**
 * What was found and what speaks against the authorities. Kept in memory; `bytes` is what to store,
 * `onChange` says when. Evidence is never dropped, findings are once there are too many.
 */
export class Journal {
  #findings: Finding[] = [];
  #evidence: Evidence[] = [];
  #reported = 0;
  onChange: () => void = () => {};

  /** What `bytes` gave; an unreadable journal begins anew, since it guards nothing that must not be lost. */
  static load(bytes: Uint8Array | undefined): Journal {
    const journal = new Journal();
    if (bytes === undefined) return journal;
    try {
      const parsed = saved.safeParse(parseJsonBytes(bytes, { maxLength: MAX_BYTES, maxDepth: 4 }));
      if (parsed.success) {
        journal.#findings = parsed.data.findings;
        journal.#evidence = parsed.data.evidence;
      }
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
    }
    return journal;
  }

  bytes(): Uint8Array {
    const { findings, evidence } = { findings: this.#findings, evidence: this.#evidence };
    return utf8(canonicalJson({ findings, evidence } as unknown as JsonValue));
  }

  /** Oldest first. The same thing found again moves to the end with its new time. */
  findings(): readonly Finding[] {
    return [...this.#findings];
  }

  report(finding: Finding): void {
    const { source, code, place } = finding;
    const others = this.#findings.filter(
      (old) => old.source !== source || old.code !== code || old.place !== place,
    );
    this.#findings = [...others, finding].slice(-MAX_FINDINGS);
    this.#reported++;
    this.onChange();
  }

  /** For `since`: how much was reported so far. */
  mark(): number {
    return this.#reported;
  }

  /** What was reported after a mark. */
  since(mark: number): readonly Finding[] {
    return this.#reported === mark ? [] : this.#findings.slice(mark - this.#reported);
  }

  evidence(): readonly Evidence[] {
    return [...this.#evidence];
  }

  /**
   * Keeps evidence, once for each contradicting note, and raises the alarm. Two histories of which none
   * was followed raise it again for as long as both are shown.
   */
  raise(evidence: NewEvidence): void {
    const known = this.#evidence.find((old) => isSame(old, evidence));
    if (known === undefined) {
      if (this.#evidence.length >= MAX_EVIDENCE) return;
      const id = 1 + Math.max(0, ...this.#evidence.map((old) => old.id));
      this.#evidence.push({ id, code: "alarm.fork", ...evidence });
    } else {
      if (known.undecided !== true || known.resolved === undefined) return;
      const { id, code } = known;
      this.#evidence = this.#evidence.map((old) => (old === known ? { id, code, ...evidence } : old));
    }
    this.onChange();
  }

  /** Texts of the notes that stay out, since a person goes on with what was followed before they came. */
  rejected(): ReadonlySet<string> {
    return new Set(
      this.#evidence.filter(({ undecided }) => undecided !== true).map(({ theirs }) => textOf(theirs)),
    );
  }

  /** Code of the first alarm that nobody has resolved. */
  alarm(): string | undefined {
    return this.#evidence.find(({ resolved }) => resolved === undefined)?.code;
  }

  /** A person has looked at it and goes on with the history followed so far. Throws `follow.unknown_alarm`. */
  resolve(id: number, at: number): void {
    if (!this.#evidence.some((each) => each.id === id)) throw new FollowError("follow.unknown_alarm");
    this.#evidence = this.#evidence.map((each) => (each.id === id ? { ...each, resolved: at } : each));
    this.onChange();
  }
}
