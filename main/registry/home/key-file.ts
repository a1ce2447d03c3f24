import { statSync } from "node:fs";
import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";
import { concat, equal, fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { fromHex } from "../../../src/bytes/hex.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";
import { ed25519Signer } from "../../crypto/keys.ts";
import { readFileCapped, writeFileDurably } from "../../doors/file.ts";
import { RegistryError } from "../error.ts";

/** PKCS #8 of an Ed25519 seed, RFC 8410 section 7, up to the 32 bytes of the seed. */
const PREFIX = fromHex("302e020100300506032b657004220420");
const FORM = /^-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/]{64})\n-----END PRIVATE KEY-----\n$/;
const OTHERS = 0o077;

/** Writes an Ed25519 secret (32 bytes) as a new file that its owner alone may read. Throws FileError. */
export function writeKeyFile(path: string, secret: Uint8Array): void {
  const text = `-----BEGIN PRIVATE KEY-----\n${toBase64(concat(PREFIX, secret))}\n-----END PRIVATE KEY-----\n`;
  writeFileDurably(path, utf8(text), { mode: 0o600, mustBeNew: true });
}

/** Refuses a file that others may read or write; Windows keeps permissions in another way. */
function checkMode(path: string): void {
  if (process.platform === "win32") return;
  const info = statSync(path, { throwIfNoEntry: false });
  if (info !== undefined && (info.mode & OTHERS) !== 0) throw new RegistryError("registry.key_mode");
}

function parseKey(text: string): Uint8Array {
  const body = FORM.exec(text)?.[1];
  if (body === undefined) throw new RegistryError("registry.key");
  const bytes = fromBase64(body);
  if (!equal(bytes.subarray(0, PREFIX.length), PREFIX)) throw new RegistryError("registry.key");
  return bytes.subarray(PREFIX.length);
}

/** Reads a key file (PEM, RFC 8410). Throws `registry.key_mode`, `registry.key` or FileError. */
export function readKeyFile(path: string): Ed25519Signer {
  return ed25519Signer(readSecretFile(path));
}

/** The same as the secret itself, 32 bytes, for who must hand it to another program. */
export function readSecretFile(path: string): Uint8Array {
  checkMode(path);
  try {
    return parseKey(fromUtf8(readFileCapped(path, 256)));
  } catch (error) {
    if (error instanceof BytesError) throw new RegistryError("registry.key");
    throw error;
  }
}
