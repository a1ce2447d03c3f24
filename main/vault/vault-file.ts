import { toBase64Url } from "../../src/bytes/base64.ts";
import { codeOf } from "../../src/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { JsonValue } from "../../src/json/value.ts";
import type { Database } from "../doors/database.ts";
import { VaultError } from "./error.ts";
import { type KdfParams, parseParams } from "./kdf.ts";
import type { KdfPolicy } from "./kdf-policy.ts";
import { openVaultFile } from "./schema.ts";
import type { Wrap } from "./wraps.ts";

/** base64url of 16 bytes. Throws `vault.damaged`. */
export function readVaultId(db: Database): string {
  const id = db.get("SELECT vault FROM header")?.["vault"];
  if (!(id instanceof Uint8Array) || id.length !== 16) throw new VaultError("vault.damaged");
  return toBase64Url(id);
}

/** How a passphrase's wrap is opened. Throws `vault.kdf_params`. */
export function readParams(wrap: Wrap, policy: KdfPolicy): KdfParams {
  let json: JsonValue;
  try {
    json = parseJson(wrap.params, { maxLength: 1024, maxDepth: 2 });
  } catch {
    throw new VaultError("vault.kdf_params");
  }
  return parseParams(json, policy);
}

/** Undefined where `work` found tampering. */
export async function unlessTampered<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === "vault.tampered") return undefined;
    throw error;
  }
}

/** Which vault a file holds, without opening it. Throws as `openVault`. */
export function vaultIdOf(path: string): string {
  const db = openVaultFile(path, true);
  try {
    return readVaultId(db);
  } finally {
    db.close();
  }
}
