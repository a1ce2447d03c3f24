import { innerMap } from "../../src/chain/state/inner-map.ts";
import { keysOf } from "../../src/chain/state/record-keys.ts";
import type {
  AuthorityRecord,
  CopyRecord,
  CredentialRecord,
  DepositRecord,
  OfficeRecord,
  RegistryRecord,
  TypeRecord,
} from "../../src/chain/state/records.ts";
import { SortedTable } from "../../src/chain/state/sorted-table.ts";
import type { State, Write } from "../../src/chain/state/state.ts";

/** A registry's state in Maps, as plain as it can be: the reference for the tables of `MemoryState`. */
export class MapState implements State {
  #registry: RegistryRecord | undefined;
  readonly #authorities = new SortedTable<AuthorityRecord>();
  readonly #offices = new SortedTable<OfficeRecord>();
  readonly #types = new SortedTable<TypeRecord>();
  readonly #credentials = new Map<string, CredentialRecord>();
  readonly #copies = new Map<string, Map<number, CopyRecord>>();
  readonly #deposits = new Map<string, DepositRecord>();
  readonly #tags = new Map<string, Map<string, string>>();
  readonly #tagEpochs = new Map<string, Map<string, number>>();
  readonly #tagCounts = new Map<string, Map<number, number>>();
  readonly #indexes = new Map<string, Map<number, string>>();
  readonly #typesByVct = new Map<string, string>();
  readonly #keyOwners = new Map<string, string>();

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
    return this.#tags.get(type)?.get(tag);
  }

  tagEpoch(type: string, tag: string): number | undefined {
    return this.tagHolder(type, tag) === undefined ? undefined : this.#tagEpochs.get(type)?.get(tag);
  }

  tagsHeld(type: string, epoch: number): number {
    return this.#tagCounts.get(type)?.get(epoch) ?? 0;
  }

  tagsOf(type: string): Iterable<string> {
    return [...(this.#tags.get(type) ?? [])].filter(([, holder]) => holder !== undefined).map(([tag]) => tag);
  }

  keyOwner(key: string): string | undefined {
    return this.#keyOwners.get(key);
  }

  atIndex(office: string, index: number): string | undefined {
    return this.#indexes.get(office)?.get(index);
  }

  copy(office: string, index: number): CopyRecord | undefined {
    return this.#copies.get(office)?.get(index);
  }

  deposit(digest: string): DepositRecord | undefined {
    return this.#deposits.get(digest);
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
        break;
      case "type":
        this.#types.set(write.record);
        this.#typesByVct.set(write.record.vct, write.record.id);
        break;
      case "credential":
        this.#credentials.set(write.record.commitment, write.record);
        this.#writePlaces(write.record);
        break;
      case "copy":
        innerMap(this.#copies, write.record.office).set(write.record.index, write.record);
        break;
      case "deposit":
        this.#deposits.set(write.record.digest, write.record);
        break;
      case "tag":
        this.#writeTag(write);
        break;
    }
    const held = keysOf(write);
    if (held !== undefined) for (const key of held.keys) this.#keyOwners.set(key, held.owner);
  }

  #writePlaces({ office, index, batch, commitment }: CredentialRecord): void {
    const places = innerMap(this.#indexes, office);
    for (let i = 0; i < (batch?.count ?? 1); i++) places.set(index + i, commitment);
  }

  #writeTag({ type, tag, epoch, holder }: Extract<Write, { table: "tag" }>): void {
    const counts = innerMap(this.#tagCounts, type);
    if (holder === undefined) innerMap(this.#tags, type).delete(tag);
    else innerMap(this.#tags, type).set(tag, holder);
    innerMap(this.#tagEpochs, type).set(tag, epoch);
    counts.set(epoch, (counts.get(epoch) ?? 0) + (holder === undefined ? -1 : 1));
  }
}
