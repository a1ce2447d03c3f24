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

/**
 * Writes laid over a state that stays as it is: what a block would change, thrown away or folded in
 * whole with `base.write(overlay.writes())`. The base must not change while an overlay stands on it.
 */
export class Overlay implements State {
  readonly #base: State;
  readonly #writes: Write[] = [];
  #registry: RegistryRecord | undefined;
  readonly #authorities = new SortedTable<AuthorityRecord>();
  readonly #offices = new SortedTable<OfficeRecord>();
  readonly #types = new SortedTable<TypeRecord>();
  readonly #credentials = new Map<string, CredentialRecord>();
  readonly #copies = new Map<string, Map<number, CopyRecord>>();
  readonly #deposits = new Map<string, DepositRecord>();
  readonly #tags = new Map<string, Map<string, string | undefined>>();
  readonly #tagEpochs = new Map<string, Map<string, number>>();
  readonly #tagCounts = new Map<string, Map<number, number>>();
  readonly #indexes = new Map<string, Map<number, string>>();
  readonly #typesByVct = new Map<string, string>();
  readonly #keyOwners = new Map<string, string>();

  constructor(base: State) {
    this.#base = base;
  }

  registry(): RegistryRecord | undefined {
    return this.#registry ?? this.#base.registry();
  }

  authority(id: string): AuthorityRecord | undefined {
    return this.#authorities.get(id) ?? this.#base.authority(id);
  }

  authorities(): readonly AuthorityRecord[] {
    return this.#authorities.sortedOver(this.#base.authorities());
  }

  office(id: string): OfficeRecord | undefined {
    return this.#offices.get(id) ?? this.#base.office(id);
  }

  offices(): readonly OfficeRecord[] {
    return this.#offices.sortedOver(this.#base.offices());
  }

  type(id: string): TypeRecord | undefined {
    return this.#types.get(id) ?? this.#base.type(id);
  }

  types(): readonly TypeRecord[] {
    return this.#types.sortedOver(this.#base.types());
  }

  typeByVct(vct: string): TypeRecord | undefined {
    const id = this.#typesByVct.get(vct) ?? this.#base.typeByVct(vct)?.id;
    return id === undefined ? undefined : this.type(id);
  }

  credential(commitment: string): CredentialRecord | undefined {
    return this.#credentials.get(commitment) ?? this.#base.credential(commitment);
  }

  tagHolder(type: string, tag: string): string | undefined {
    const own = this.#tags.get(type);
    return own?.has(tag) === true ? own.get(tag) : this.#base.tagHolder(type, tag);
  }

  tagEpoch(type: string, tag: string): number | undefined {
    if (this.#tags.get(type)?.has(tag) !== true) return this.#base.tagEpoch(type, tag);
    return this.tagHolder(type, tag) === undefined ? undefined : this.#tagEpochs.get(type)?.get(tag);
  }

  tagsHeld(type: string, epoch: number): number {
    return this.#base.tagsHeld(type, epoch) + (this.#tagCounts.get(type)?.get(epoch) ?? 0);
  }

  *tagsOf(type: string): Generator<string> {
    const own = this.#tags.get(type);
    for (const tag of this.#base.tagsOf(type)) if (own?.has(tag) !== true) yield tag;
    for (const [tag, holder] of own ?? []) if (holder !== undefined) yield tag;
  }

  keyOwner(key: string): string | undefined {
    return this.#keyOwners.get(key) ?? this.#base.keyOwner(key);
  }

  atIndex(office: string, index: number): string | undefined {
    return this.#indexes.get(office)?.get(index) ?? this.#base.atIndex(office, index);
  }

  copy(office: string, index: number): CopyRecord | undefined {
    return this.#copies.get(office)?.get(index) ?? this.#base.copy(office, index);
  }

  deposit(digest: string): DepositRecord | undefined {
    return this.#deposits.get(digest) ?? this.#base.deposit(digest);
  }

  write(writes: readonly Write[]): void {
    for (const write of writes) {
      this.#writes.push(write);
      this.#writeRow(write);
    }
  }

  /** All of them, in the order they were made. */
  writes(): readonly Write[] {
    return this.#writes;
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
    innerMap(this.#tags, type).set(tag, holder);
    innerMap(this.#tagEpochs, type).set(tag, epoch);
    counts.set(epoch, (counts.get(epoch) ?? 0) + (holder === undefined ? -1 : 1));
  }
}
