import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import type { RandomBytes } from "../doors/random.ts";
import { type Argon2id, systemArgon2 } from "./argon2.ts";
import { VaultError } from "./error.ts";
import { costForMachine } from "./kdf-choice.ts";
import type { KdfCost, KdfPolicy } from "./kdf-policy.ts";

const KEY_LENGTH = 32;
const SALT_LENGTH = 16;
const MAX_SALT_LENGTH = 64;
const MAX_LANES = 4;
const MAX_PASSPHRASE_BYTES = 4096;

export interface KdfParams extends KdfCost {
  readonly lanes: number;
  readonly salt: Uint8Array;
}

/** Parameters for a new key. Throws `vault.kdf_failed`. */
export async function chooseParams(
  policy: KdfPolicy,
  deps: { readonly random: RandomBytes; readonly argon2id?: Argon2id },
): Promise<KdfParams> {
  const { lanes } = policy.choice;
  try {
    const cost = await costForMachine(policy, deps.argon2id ?? systemArgon2);
    return { ...cost, lanes, salt: deps.random(SALT_LENGTH) };
  } catch (error) {
    throw new VaultError("vault.kdf_failed", { cause: error });
  }
}

export function paramsToJson(params: KdfParams): JsonObject {
  const { memory, passes, lanes, salt } = params;
  return { alg: "argon2id", v: 19, m: memory, t: passes, p: lanes, salt: toBase64Url(salt) };
}

function within(value: unknown, low: number, high: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high;
}

function readSalt(value: unknown): Uint8Array | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return fromBase64Url(value);
  } catch {
    return undefined;
  }
}

/** Reads parameters out of a file. Throws `vault.kdf_params` unless all are within the policy. */
export function parseParams(value: unknown, policy: KdfPolicy): KdfParams {
  if (!isJsonObject(value)) throw new VaultError("vault.kdf_params");
  const { alg, v, m, t, p } = value;
  const salt = readSalt(value["salt"]);
  if (
    alg !== "argon2id" ||
    v !== 19 ||
    !within(m, policy.floor.memory, policy.ceiling.memory) ||
    !within(t, policy.floor.passes, policy.ceiling.passes) ||
    !within(p, 1, MAX_LANES) ||
    salt === undefined ||
    !within(salt.length, SALT_LENGTH, MAX_SALT_LENGTH)
  ) {
    throw new VaultError("vault.kdf_params");
  }
  return { memory: m, passes: t, lanes: p, salt };
}

function encodePassphrase(passphrase: string): Uint8Array {
  if (!passphrase.isWellFormed() || passphrase.length > MAX_PASSPHRASE_BYTES) {
    throw new VaultError("vault.passphrase");
  }
  // The same passphrase typed on another system may arrive composed differently.
  const bytes = utf8(passphrase.normalize("NFKC"));
  if (bytes.length === 0 || bytes.length > MAX_PASSPHRASE_BYTES) throw new VaultError("vault.passphrase");
  return bytes;
}

/** 32 bytes for one passphrase and parameters that `parseParams` or `chooseParams` gave. */
export async function derivePassphraseKey(
  passphrase: string,
  params: KdfParams,
  argon2id: Argon2id = systemArgon2,
): Promise<Uint8Array> {
  const password = encodePassphrase(passphrase);
  const { memory, passes, lanes, salt } = params;
  try {
    return await argon2id({ password, salt, memory, passes, lanes, length: KEY_LENGTH });
  } catch (error) {
    // As a rule: not enough memory.
    throw new VaultError("vault.kdf_failed", { cause: error });
  } finally {
    password.fill(0);
  }
}
