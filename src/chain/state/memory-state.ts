import { COMMITMENT, EPOCH, TAG } from "./issue-row.ts";
import { CredentialTable, type IssueRow } from "./credential-table.ts";
import { DepositTable } from "./deposit-table.ts";
import { HashNumbers } from "./hash-numbers.ts";
import { innerMap } from "./inner-map.ts";
import { keysOf } from "./record-keys.ts";
import type {
  AuthorityRecord,
  CopyRecord,
  CredentialRecord,
  DepositRecord,
  OfficeRecord,
  RegistryRecord,
  TypeRecord,
} from "./records.ts";
import { SortedTable } from "./sorted-table.ts";
import type { State, Write } from "./state.ts";
import { TagTable } from "./tag-table.ts";

/**
 * All of a registry's state. Of what there is by the million, only typed arrays are kept, and rows are
 * put together when they are asked for; other rows are kept as they are handed over.
 */
export class MemoryState implements State {
  #registry: RegistryRecord | undefined;
  readonly #authorities = new SortedTable<AuthorityRecord>();
  readonly #offices = new SortedTable<OfficeRecord>();
  readonly #types = new SortedTable<TypeRecord>();
  readonly #credentials: CredentialTable;
  readonly #copies = new Map<string, Map<number, CopyRecord>>();
  readonly #deposits = new DepositTable();
  readonly #tags: TagTable;
  readonly #typesByVct = new Map<string, string>();
  readonly #keyOwners = new Map<string, string>();

  #trustRevision = 0;

  constructor() {
    const commitments = new HashNumbers();
    const tags = new HashNumbers();
    this.#credentials = new CredentialTable(commitments, tags);
    this.#tags = new TagTable(commitments, tags);
  }

  registry(): RegistryRecord | undefined {
    return this.#registry;
  }

  authority(id: string): AuthorityRecord | undefined {
    return this.#authorities.get(id);
  }

  authorities(): readonly AuthorityRecord[] {
    return this.#authorities.sorted();
  }

  office(id: string): OfficeRecord | undefined {
    return this.#offices.get(id);
  }

  offices(): readonly OfficeRecord[] {
    return this.#offices.sorted();
  }

  type(id: string): TypeRecord | undefined {
    return this.#types.get(id);
  }

  types(): readonly TypeRecord[] {
    return this.#types.sorted();
  }

  typeByVct(vct: string): TypeRecord | undefined {
    const id = this.#typesByVct.get(vct);
    return id === undefined ? undefined : this.#types.get(id);
  }

  credential(commitment: string): CredentialRecord | undefined {
    return this.#credentials.get(commitment);
  }

  tagHolder(type: string, tag: string): string | undefined {
    return this.#tags.holder(type, tag);
  }

  tagEpoch(type: string, tag: string): number | undefined {
    return this.#tags.epoch(type, tag);
  }

  tagsHeld(type: string, epoch: number): number {
    return this.#tags.count(type, epoch);
  }

  tagsOf(type: string): Iterable<string> {
    return this.#tags.held(type);
  }

  keyOwner(key: string): string | undefined {
    return this.#keyOwners.get(key);
  }

  atIndex(office: string, index: number): string | undefined {
    return this.#credentials.atIndex(office, index);
  }

  copy(office: string, index: number): CopyRecord | undefined {
    return this.#copies.get(office)?.get(index);
  }

  deposit(digest: string): DepositRecord | undefined {
    return this.#deposits.get(digest);
  }

  /** Changes with every office and type written. */
  get trustRevision(): number {
    return this.#trustRevision;
  }

  /** Whether the row's commitment is known, as a credential or as nothing yet but a tag's holder. */
  knowsRow(row: IssueRow): boolean {
    return this.#credentials.find(row.words, row.at + COMMITMENT) >= 0;
  }

  /** Whether a live credential of the row's type holds the row's tag. */
  isRowTagHeld(row: IssueRow): boolean {
    return this.#tags.isHeld(row.type, row.words, row.at + TAG);
  }

  /** What `write` would do with the rows of an issued credential, of one whose commitment is not known. */
  issueRow(row: IssueRow, place: { height: number; leaf: number; time: number }): void {
    const holder = this.#credentials.setRow(row, place);
    const epoch = row.words[row.at + EPOCH] as number;
    if (epoch > 0) this.#tags.setHolder(row.type, row.words, row.at + TAG, epoch, holder);
  }

  write(writes: readonly Write[]): void {
    for (const write of writes) this.#writeRow(write);
  }

  #writeRow(write: Write): void {
    switch (write.table) {
      case "registry":
        this.#registry = write.record;
        break;
      case "authority":
        this.#authorities.set(write.record);
        break;
      case "office":
        this.#offices.set(write.record);
        this.#trustRevision++;
        break;
      case "type":
        this.#types.set(write.record);
        this.#trustRevision++;
        this.#typesByVct.set(write.record.vct, write.record.id);
        break;
      case "credential":
        this.#credentials.set(write.record);
        break;
      case "copy":
        innerMap(this.#copies, write.record.office).set(write.record.index, write.record);
        break;
      case "deposit":
        this.#deposits.set(write.record);
        break;
      case "tag":
        this.#tags.set(write.type, write.tag, write.epoch, write.holder);
        break;
    }
    const held = keysOf(write);
    if (held !== undefined) for (const key of held.keys) this.#keyOwners.set(key, held.owner);
  }
}
