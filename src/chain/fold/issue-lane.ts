import type { OpenBlock } from "./open-block.ts";
import { checkIssue, type IssueBody, type TakenAlready } from "../entries/issuing.ts";
import { refusalToIssue } from "../entries/kinds/credential-issue.ts";
import type { ViolationCode } from "../entries/kinds/violation.ts";
import type { StatusTree } from "../roots/status-root.ts";
import type { IssueRow } from "../state/credential-table.ts";
import { hashText } from "../state/hash-words.ts";
import type { MemoryState } from "../state/memory-state.ts";
import type { CredentialRecord, OfficeRecord, TypeRecord } from "../state/records.ts";
import { windowAt } from "../state/span.ts";
import {
  COMMITMENT,
  EPOCH,
  INDEX,
  KEY,
  OFFICE,
  type PreparedLeaves,
  ROW_WORDS,
  TYPE,
} from "../state/issue-row.ts";

type Changing<T> = { -readonly [K in keyof T]: T[K] };

/** Between which block times an officer may issue a type for an office. */
interface Right {
  readonly revision: number;
  readonly office: string;
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Judges plain issues from their rows by the same functions as the rule of their kind: what it looks
 * up of commitment and tag is answered from the row's words, so that neither ever becomes a text.
 */
export class IssueLane {
  readonly #state: MemoryState;
  readonly #status: StatusTree;
  readonly #row: Changing<IssueRow> = { words: new Uint32Array(0), at: 0, office: "", type: "", expires: 0 };
  readonly #entry = { by: "", sigs: [{ key: "", sig: "" }] };
  readonly #body: Changing<IssueBody> = { commitment: "", type: "", index: 0, expires: 0 };
  readonly #tagged: Changing<IssueBody> = { ...this.#body, tag: "", epoch: 0 };
  readonly #office = { id: "" };
  /** By the number of the officer's key. */
  readonly #rights: (Right | undefined)[] = [];
  readonly #taken: TakenAlready = {
    credential: () => (this.#state.knowsRow(this.#row) ? ({} as CredentialRecord) : undefined),
    atIndex: (office, index) => this.#state.atIndex(office, index),
    tagHolder: () => (this.#state.isRowTagHeld(this.#row) ? "" : undefined),
  };

  constructor(state: MemoryState, status: StatusTree) {
    this.#state = state;
    this.#status = status;
  }

  /** Takes the row at `place`, or says why not. */
  take(leaves: PreparedLeaves, place: number, block: OpenBlock): string | undefined {
    const { height, time } = block.frame;
    const { words, names } = leaves;
    const at = ROW_WORDS * place;
    const row = this.#row;
    row.words = words;
    row.at = at;
    row.office = names[words[at + OFFICE] as number] as string;
    row.type = names[words[at + TYPE] as number] as string;
    row.expires = leaves.expires[place] as number;
    this.#entry.by = row.office;
    (this.#entry.sigs[0] as { key: string }).key = names[words[at + KEY] as number] as string;
    const refusal = this.#authorize(row, words[at + KEY] as number, time) ?? this.#check(row, time);
    if (refusal !== undefined) return refusal;
    this.#state.issueRow(row, { height, leaf: block.next, time });
    block.skip();
    const index = words[at + INDEX] as number;
    // Its bits are zero, and so is a place never used, unless the list grows.
    if (!this.#status.reaches(row.office, index)) this.#grow(block, row);
    return undefined;
  }

  /** One officer signs hundreds of entries; what they may is looked up once, until an office or type changes. */
  #authorize(row: IssueRow, key: number, time: number): ViolationCode | undefined {
    const revision = this.#state.trustRevision;
    const known = this.#rights[key];
    if (known?.revision === revision && known.office === row.office && known.type === row.type) {
      if (time >= known.from && time <= known.to) return undefined;
    }
    const refusal = refusalToIssue(this.#state, this.#entry, row.type, time);
    if (refusal !== undefined) return refusal;
    const { issues, keys } = this.#state.office(row.office) as OfficeRecord;
    const signer = this.#entry.sigs[0]?.key;
    const right = windowAt(
      issues.filter(({ type }) => type === row.type),
      time,
    );
    const held = windowAt(
      keys.filter((each) => each.key === signer && each.use === "officer"),
      time,
    );
    if (right === undefined || held === undefined) return "sig.not_officer";
    const from = Math.max(right.from, held.from);
    const to = Math.min(right.to, held.to);
    this.#rights[key] = { revision, office: row.office, type: row.type, from, to };
    return undefined;
  }

  #check(row: IssueRow, time: number): string | undefined {
    const epoch = row.words[row.at + EPOCH] as number;
    const body = epoch === 0 ? this.#body : this.#tagged;
    body.type = row.type;
    body.index = row.words[row.at + INDEX] as number;
    body.expires = row.expires;
    if (epoch > 0) body.epoch = epoch;
    this.#office.id = row.office;
    const type = this.#state.type(row.type) as TypeRecord;
    return checkIssue(this.#taken, this.#office, type, body, time);
  }

  #grow({ overlay }: OpenBlock, row: IssueRow): void {
    const record = overlay.credential(hashText(row.words, row.at + COMMITMENT)) as CredentialRecord;
    overlay.write([{ table: "credential", record }]);
  }
}
