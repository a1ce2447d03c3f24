import type { Database } from "../doors/database.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VaultError } from "./error.ts";
import { Root } from "./root.ts";
import { openSealed, type Place, sealBytes } from "./seal.ts";
import type { Subkeys } from "./subkeys.ts";

function rootPlace(vaultId: string, generation: number): Place {
  return { vault: vaultId, table: "root", row: "", version: generation };
}

/** Within the transaction that changes the rows. */
export function writeRoot(
  db: Database,
  vaultId: string,
  keys: Subkeys,
  root: Root,
  random: RandomBytes,
): void {
  const content = root.encode();
  const { seal, body } = sealBytes(keys.root, content, rootPlace(vaultId, root.generation), random);
  content.fill(0);
  const sql = "INSERT OR REPLACE INTO root (one, generation, seal, body) VALUES (1, ?, ?, ?)";
  db.run(sql, root.generation, seal, body);
}

/** Throws `vault.tampered`. */
export function readRoot(db: Database, vaultId: string, keys: Subkeys): Root {
  const { generation, seal, body } = db.get("SELECT generation, seal, body FROM root") ?? {};
  if (typeof generation !== "number" || !(seal instanceof Uint8Array) || !(body instanceof Uint8Array)) {
    throw new VaultError("vault.tampered");
  }
  const content = openSealed(keys.root, { seal, body }, rootPlace(vaultId, generation));
  const root = Root.decode(keys.elements, content);
  content.fill(0);
  return root;
}
