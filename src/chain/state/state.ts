import type {
  AuthorityRecord,
  CopyRecord,
  CredentialRecord,
  DepositRecord,
  OfficeRecord,
  RegistryRecord,
  TypeRecord,
} from "./records.ts";

/**
 * What the rules look up. Nothing here writes: a rule answers with `Write`s, and only `MemoryState`
 * (or a store that keeps the same tables) folds them in, a whole block at a time.
 */
export interface State {
  registry(): RegistryRecord | undefined;
  authority(id: string): AuthorityRecord | undefined;
  /** Retired ones included, sorted by id. */
  authorities(): readonly AuthorityRecord[];
  office(id: string): OfficeRecord | undefined;
  offices(): readonly OfficeRecord[];
  type(id: string): TypeRecord | undefined;
  types(): readonly TypeRecord[];
  typeByVct(vct: string): TypeRecord | undefined;
  credential(commitment: string): CredentialRecord | undefined;
  /** Commitment of the live credential of the type that holds the tag. */
  tagHolder(type: string, tag: string): string | undefined;
  /** Under which key epoch somebody holds the tag. */
  tagEpoch(type: string, tag: string): number | undefined;
  /** How many tags of a key epoch are held within the type. */
  tagsHeld(type: string, epoch: number): number;
  /** Tags held within the type, in no order. */
  tagsOf(type: string): Iterable<string>;
  /** Who has, or ever had, a public key: `registry`, `authority/<id>` or `office/<id>`. */
  keyOwner(key: string): string | undefined;
  /** Commitment (for copies: root of their batch) at a place of an office's status list, if one was ever issued there. */
  atIndex(office: string, index: number): string | undefined;
  /** A copy of a batch at a place of an office's status list, if its state was ever changed. */
  copy(office: string, index: number): CopyRecord | undefined;
  deposit(digest: string): DepositRecord | undefined;
}

export type Write =
  | { readonly table: "registry"; readonly record: RegistryRecord }
  | { readonly table: "authority"; readonly record: AuthorityRecord }
  | { readonly table: "office"; readonly record: OfficeRecord }
  | { readonly table: "type"; readonly record: TypeRecord }
  | { readonly table: "credential"; readonly record: CredentialRecord }
  | { readonly table: "copy"; readonly record: CopyRecord }
  | {
      readonly table: "tag";
      readonly type: string;
      readonly tag: string;
      readonly epoch: number;
      /** Undefined gives the tag back; a held tag is given back before it gets another holder. */
      readonly holder: string | undefined;
    }
  | { readonly table: "deposit"; readonly record: DepositRecord };
