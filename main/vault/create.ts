import { existsSync, rmSync } from "node:fs";
import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import { moveIntoPlace } from "../doors/file.ts";
import { FileError } from "../doors/file-error.ts";
import { systemArgon2 } from "./argon2.ts";
import { VaultError } from "./error.ts";
import { Guard } from "./guard.ts";
import { chooseParams, derivePassphraseKey, paramsToJson } from "./kdf.ts";
import { STRICT_KDF } from "./kdf-policy.ts";
import { Collection } from "./collection.ts";
import { Root } from "./root.ts";
import { writeRoot } from "./root-row.ts";
import { openVaultFile } from "./schema.ts";
import { Store } from "./store.ts";
import { deriveSubkeys, wipeSubkeys } from "./subkeys.ts";
import { openVault, type Vault, type VaultDeps } from "./vault.ts";
import { makeWrap, type Wrap, wrapElement, writeWrap } from "./wraps.ts";

interface NewVault {
  readonly id: Uint8Array;
  readonly key: Uint8Array;
  readonly wrap: Wrap;
}

export interface CreateExtra {
  /** base64url of 16 bytes, for a vault that is restored; drawn at random where left out. */
  readonly id?: string;
  /** Is lent the vault key; what it gives back are further ways in from the start. */
  readonly wraps?: (vaultId: string, vaultKey: Uint8Array) => readonly Wrap[];
  /** Puts in more rows than one transaction is good for; what it throws leaves no vault. */
  readonly steps?: (vault: Pick<Vault, "collection" | "transaction">) => Promise<void>;
}

async function prepare(passphrase: string, deps: VaultDeps, known: string | undefined): Promise<NewVault> {
  const params = await chooseParams(deps.kdfPolicy ?? STRICT_KDF, deps);
  const wrapping = await derivePassphraseKey(passphrase, params, deps.argon2id ?? systemArgon2);
  const id = known === undefined ? deps.random(16) : fromBase64Url(known);
  const key = deps.random(32);
  const keys = { wrapping, vault: key };
  const wrap = makeWrap(toBase64Url(id), "passphrase", paramsToJson(params), keys, deps.random);
  wrapping.fill(0);
  return { id, key, wrap };
}

/** Puts rows into a vault before it is there for anyone. */
export type FirstRows = (vault: Pick<Vault, "collection">) => void;

async function write(
  path: string,
  vault: NewVault & { readonly wraps: readonly Wrap[] },
  deps: VaultDeps,
  { fill, steps }: { readonly fill: FirstRows; readonly steps: CreateExtra["steps"] },
): Promise<void> {
  const id = toBase64Url(vault.id);
  const keys = deriveSubkeys(vault.key, vault.id);
  vault.key.fill(0);
  const db = openVaultFile(path, false);
  try {
    const root = db.transaction(() => {
      db.run("INSERT INTO header (one, vault) VALUES (1, ?)", vault.id);
      Guard.write(db, id);
      for (const wrap of vault.wraps) writeWrap(db, id, wrap);
      const made = new Root(keys.elements);
      for (const wrap of vault.wraps) made.toggle(wrapElement(keys, id, wrap));
      writeRoot(db, id, keys, made, deps.random);
      return made;
    });
    const store = new Store({ db, vaultId: id, keys, root, random: deps.random, readOnly: false });
    const collection: Vault["collection"] = (name, codec) => new Collection(name, codec, () => store);
    store.transaction(() => fill({ collection }));
    await steps?.({ collection, transaction: (work) => store.transaction(work) });
  } finally {
    wipeSubkeys(keys);
    db.close();
  }
}

function clearAway(path: string): void {
  for (const end of ["", "-journal"]) rmSync(`${path}${end}`, { force: true });
}

/**
 * A new vault, unlocked. The file appears under its name when it is whole, with the rows that `fill`
 * puts into it, or not at all. Throws `vault.exists`, `vault.passphrase`, DatabaseError or FileError.
 */
export async function createVault(
  path: string,
  passphrase: string,
  deps: VaultDeps,
  fill: FirstRows = () => {},
  extra: CreateExtra = {},
): Promise<Vault> {
  if (existsSync(path)) throw new VaultError("vault.exists");
  const unfinished = `${path}.new`;
  const made = await prepare(passphrase, deps, extra.id);
  const wraps = extra.wraps?.(toBase64Url(made.id), made.key) ?? [];
  clearAway(unfinished);
  try {
    await write(unfinished, { ...made, wraps: [made.wrap, ...wraps] }, deps, { fill, steps: extra.steps });
    moveIntoPlace(unfinished, path, true);
  } catch (error) {
    clearAway(unfinished);
    throw error instanceof FileError && error.code === "file.exists" ? new VaultError("vault.exists") : error;
  }
  let vault: Vault | undefined;
  try {
    vault = openVault(path, deps);
    await vault.unlock(passphrase);
    return vault;
  } catch (error) {
    // Nobody has it yet: what is told as not made is not to lie there, under a passphrase that is given up.
    vault?.close();
    clearAway(path);
    throw error;
  }
}
