import type { BlockState } from "./open-block.ts";
import type { MemoryState } from "../state/memory-state.ts";
import type { State, Write } from "../state/state.ts";

/** A state that a block writes to at once, for who would throw away all of it with a block that fails. */
export class DirectState implements BlockState {
  readonly #base: MemoryState;
  readonly #writes: Write[] = [];

  constructor(base: MemoryState) {
    this.#base = base;
  }

  registry: State["registry"] = () => this.#base.registry();
  authority: State["authority"] = (id) => this.#base.authority(id);
  authorities: State["authorities"] = () => this.#base.authorities();
  office: State["office"] = (id) => this.#base.office(id);
  offices: State["offices"] = () => this.#base.offices();
  type: State["type"] = (id) => this.#base.type(id);
  types: State["types"] = () => this.#base.types();
  typeByVct: State["typeByVct"] = (vct) => this.#base.typeByVct(vct);
  credential: State["credential"] = (commitment) => this.#base.credential(commitment);
  tagHolder: State["tagHolder"] = (type, tag) => this.#base.tagHolder(type, tag);
  tagEpoch: State["tagEpoch"] = (type, tag) => this.#base.tagEpoch(type, tag);
  tagsHeld: State["tagsHeld"] = (type, epoch) => this.#base.tagsHeld(type, epoch);
  tagsOf: State["tagsOf"] = (type) => this.#base.tagsOf(type);
  keyOwner: State["keyOwner"] = (key) => this.#base.keyOwner(key);
  atIndex: State["atIndex"] = (office, index) => this.#base.atIndex(office, index);
  copy: State["copy"] = (office, index) => this.#base.copy(office, index);
  deposit: State["deposit"] = (digest) => this.#base.deposit(digest);

  write(writes: readonly Write[]): void {
    this.#base.write(writes);
    this.note(writes);
  }

  /** Writes that the base has already. */
  note(writes: readonly Write[]): void {
    for (const write of writes) this.#writes.push(write);
  }

  writes(): readonly Write[] {
    return this.#writes;
  }
}
