import { hkdfSync, scrypt } from "node:crypto";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { base64nopad, bech32 } from "@scure/base";
import type { Identity, Recipient } from "age-encryption";
import { concat, fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { BackupError } from "./error.ts";

// C2SP age v1. The library, read in by who makes or opens a backup, keeps the format; scrypt is Node's own, off the main thread and capped.

/** log2 of scrypt's N: what we write, and the most that we do for a file from outside (256 MiB, 1 GiB). */
const WORK_FACTOR = 18;
const MOST_WORK = 20;
const LABEL = "age-encryption.org/v1/scrypt";
const MAX_HEADER = 16_384;
/** Bytes that are decrypted at a time. */
const PIECE = 1 << 20;
const VERSION = "age-encryption.org/v1\n";

export type BackupKey =
  | { readonly passphrase: string }
  /** The 32 bytes behind the recovery words. */
  | { readonly secret: Uint8Array };

function stretch(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Uint8Array> {
  const cost = 2 ** workFactor;
  const options = { N: cost, r: 8, p: 1, maxmem: 129 * 8 * cost + (1 << 20) };
  return new Promise((resolve, reject) => {
    scrypt(utf8(passphrase), concat(utf8(LABEL), salt), 32, options, (error, key) =>
      error === null ? resolve(new Uint8Array(key)) : reject(error),
    );
  });
}

function passphraseRecipient(passphrase: string, random: RandomBytes, workFactor: number): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = random(16);
      const key = await stretch(passphrase, salt, workFactor);
      const { Stanza } = await import("age-encryption");
      const body = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey);
      return [new Stanza(["scrypt", base64nopad.encode(salt), String(workFactor)], body)];
    },
  };
}

function passphraseIdentity(passphrase: string): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [only] = stanzas;
      const [kind, saltText = "", work = ""] = only?.args ?? [];
      if (kind !== "scrypt" || only === undefined) throw new BackupError("backup.other_key");
      // Beside it nothing may stand, so that nobody else can have made the file (age v1, "scrypt recipient").
      if (stanzas.length !== 1 || only.args.length !== 3) throw new BackupError("backup.malformed");
      if (!/^[1-9][0-9]{0,3}$/.test(work)) throw new BackupError("backup.malformed");
      if (Number(work) > MOST_WORK) throw new BackupError("backup.work_factor");
      const salt = base64nopad.decode(saltText);
      if (salt.length !== 16 || only.body.length !== 32) throw new BackupError("backup.malformed");
      const key = await stretch(passphrase, salt, Number(work));
      try {
        return chacha20poly1305(key, new Uint8Array(12)).decrypt(only.body);
      } catch {
        throw new BackupError("backup.wrong_key");
      }
    },
  };
}

/** The age identity (`AGE-SECRET-KEY-1...`) that belongs to the recovery words. */
export function identityOf(secret: Uint8Array): string {
  const scalar = new Uint8Array(
    hkdfSync("sha256", secret, new Uint8Array(0), utf8("sealfolio/backup/v1/age-x25519"), 32),
  );
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", scalar).toUpperCase();
}

/** What a backup is encrypted to (`age1...`); no secret, so that backups can be made without the words. */
export async function recipientOf(secret: Uint8Array): Promise<string> {
  const { identityToRecipient } = await import("age-encryption");
  return await identityToRecipient(identityOf(secret));
}

/** An age file. `to` is a passphrase or an X25519 recipient. */
export async function encryptAge(
  content: Uint8Array,
  to: { readonly passphrase: string } | { readonly recipient: string },
  random: RandomBytes,
  workFactor: number = WORK_FACTOR,
): Promise<Uint8Array> {
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  encrypter.addRecipient(
    "recipient" in to ? to.recipient : passphraseRecipient(to.passphrase, random, workFactor),
  );
  return await encrypter.encrypt(content);
}

/** The kinds of a header's stanzas. Throws `backup.malformed` before anything is decrypted. */
function readKinds(file: Uint8Array): readonly string[] {
  const head = file.subarray(0, MAX_HEADER);
  let text = "";
  for (const byte of head) text += String.fromCharCode(byte);
  const end = /\n--- [A-Za-z0-9+/]{43}\n/.exec(text);
  if (!text.startsWith(VERSION) || end === null) throw new BackupError("backup.malformed");
  return [...text.slice(0, end.index + 1).matchAll(/^-> ([\x21-\x7e]+)/gm)].map(
    (match) => match[1] as string,
  );
}

/** Hands a file on in pieces, so that others have their turn between them. */
function inPieces(file: Uint8Array, pause: () => Promise<void>): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull: async (controller) => {
      if (at > 0) await pause();
      controller.enqueue(Uint8Array.from(file.subarray(at, at + PIECE)));
      at += PIECE;
      if (at >= file.length) controller.close();
    },
  });
}

/** `size`: no more than this comes out. */
async function gather(stream: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  let at = 0;
  try {
    for await (const part of stream) {
      whole.set(part, at);
      at += part.length;
      part.fill(0);
    }
  } catch (error) {
    whole.fill(0);
    throw error;
  }
  return whole.subarray(0, at);
}

/**
 * What an age file holds. `pause` is waited for now and then, and what it throws ends it. Throws
 * BackupError.
 */
export async function decryptAge(
  file: Uint8Array,
  key: BackupKey,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Uint8Array> {
  const kinds = readKinds(file);
  const isForPassphrase = kinds.includes("scrypt");
  if (isForPassphrase !== "passphrase" in key) throw new BackupError("backup.other_key");
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addIdentity("passphrase" in key ? passphraseIdentity(key.passphrase) : identityOf(key.secret));
  try {
    return await gather(await decrypter.decrypt(inPieces(file, pause)), file.length);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const isForeign = error instanceof Error && error.message.startsWith("no identity matched");
    throw new BackupError(isForeign ? "backup.wrong_key" : "backup.malformed", { cause: error });
  }
}

/** Whether a file opens with words or with a passphrase. Throws `backup.malformed`. */
export function keyKindOf(file: Uint8Array): "passphrase" | "words" {
  return readKinds(file).includes("scrypt") ? "passphrase" : "words";
}

/** For texts that must be text. Throws `backup.content`. */
export function textOf(content: Uint8Array): string {
  try {
    return fromUtf8(content);
  } catch (error) {
    throw new BackupError("backup.content", { cause: error });
  }
}
