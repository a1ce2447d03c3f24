import { hkdfSync } from "node:crypto";
import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VaultError } from "./error.ts";
import { makeWrap, openWrap, type Wrap } from "./wraps.ts";

const SALT_LENGTH = 16;
const MAX_PARAMS = 16_384;

/** The operating system's own store for secrets, as a host lends it (main/app/host.ts). */
export interface SecretStore {
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws for what this machine's user did not seal. */
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}

/** 256 bits of chance need no slow function: HKDF (RFC 5869) keeps the key apart from other uses of the words. */
function recoveryKey(secret: Uint8Array, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, salt, utf8("sealfolio/vault/v1/recovery"), 32));
}

function readParams(wrap: Wrap, alg: string, member: string): Uint8Array {
  let json: unknown;
  try {
    json = parseJson(wrap.params, { maxLength: MAX_PARAMS, maxDepth: 2 });
    if (!isJsonObject(json) || json["alg"] !== alg) throw new VaultError("vault.kdf_params");
    return fromBase64Url(String(json[member]));
  } catch {
    throw new VaultError("vault.kdf_params");
  }
}

/** Wraps the vault key for the 32 bytes behind the recovery words. */
export function makeRecoveryWrap(
  vaultId: string,
  secret: Uint8Array,
  vaultKey: Uint8Array,
  random: RandomBytes,
): Wrap {
  const salt = random(SALT_LENGTH);
  const wrapping = recoveryKey(secret, salt);
  const params: JsonObject = { alg: "hkdf-sha256", salt: toBase64Url(salt) };
  try {
    return makeWrap(vaultId, "recovery", params, { wrapping, vault: vaultKey }, random);
  } finally {
    wrapping.fill(0);
  }
}

/** The vault key, for the caller to wipe. Throws `vault.wrong_words`, `vault.kdf_params`. */
export function openRecoveryWrap(vaultId: string, wrap: Wrap, secret: Uint8Array): Uint8Array {
  const salt = readParams(wrap, "hkdf-sha256", "salt");
  if (salt.length !== SALT_LENGTH) throw new VaultError("vault.kdf_params");
  const wrapping = recoveryKey(secret, salt);
  const vaultKey = openWrap(vaultId, wrap, wrapping);
  wrapping.fill(0);
  if (vaultKey === undefined) throw new VaultError("vault.wrong_words");
  return vaultKey;
}

/** Wraps the vault key under a key that the operating system keeps. Throws `vault.os_store`. */
export async function makeOsWrap(
  vaultId: string,
  store: SecretStore,
  vaultKey: Uint8Array,
  random: RandomBytes,
): Promise<Wrap> {
  const wrapping = random(32);
  try {
    const sealed = await store.seal(wrapping);
    if (sealed.length === 0 || sealed.length > MAX_PARAMS / 2) throw new VaultError("vault.os_store");
    const params: JsonObject = { alg: "os", sealed: toBase64Url(sealed) };
    return makeWrap(vaultId, "os", params, { wrapping, vault: vaultKey }, random);
  } catch (error) {
    throw new VaultError("vault.os_store", { cause: error });
  } finally {
    wrapping.fill(0);
  }
}

/** The vault key, for the caller to wipe. Throws `vault.os_store`, `vault.kdf_params`. */
export async function openOsWrap(vaultId: string, wrap: Wrap, store: SecretStore): Promise<Uint8Array> {
  const sealed = readParams(wrap, "os", "sealed");
  let wrapping: Uint8Array;
  try {
    wrapping = await store.unseal(sealed);
  } catch (error) {
    throw new VaultError("vault.os_store", { cause: error });
  }
  const vaultKey = wrapping.length === 32 ? openWrap(vaultId, wrap, wrapping) : undefined;
  wrapping.fill(0);
  if (vaultKey === undefined) throw new VaultError("vault.os_store");
  return vaultKey;
}
