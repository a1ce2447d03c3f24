import { createInterface } from "node:readline/promises";
import { readFileCapped } from "../doors/file.ts";
import { fromUtf8 } from "../../src/bytes/bytes.ts";
import { JsonError } from "../../src/json/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { sayLine } from "../../src/words/lines/say.ts";
import { CliError } from "./error.ts";
import type { Invocation } from "./command.ts";

/** Longest message we read from a file or standard input; the parsers behind have smaller limits. */
export const MAX_INPUT = 1 << 20;

async function readStandardInput(maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > maxBytes) throw new CliError("cli.input_too_large");
    chunks.push(bytes);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

/** Bytes of a file, or of standard input for `-`. Throws FileError, `cli.input_too_large`. */
export async function readInput(path: string, maxBytes = MAX_INPUT): Promise<Uint8Array> {
  return path === "-" ? await readStandardInput(maxBytes) : readFileCapped(path, maxBytes);
}

/** As `readInput`, as text without the white space around it. Throws BytesError. */
export async function readText(path: string, maxBytes = MAX_INPUT): Promise<string> {
  return fromUtf8(await readInput(path, maxBytes)).trim();
}

/** A JSON object out of a file. Throws `cli.json`. */
export async function readJson(path: string): Promise<JsonObject> {
  try {
    const value = parseJson(await readText(path));
    if (isJsonObject(value)) return value;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new CliError("cli.json");
}

/**
 * The wallet's passphrase: from the file named with `--passphrase-file`, from SEALFOLIO_PASSPHRASE, or
 * asked for. It is never an argument, where other users of the machine could read it.
 */
export async function readPassphrase(
  invocation: Invocation,
  prompt: "ask.passphrase" | "ask.passphrase_again" | "ask.new_passphrase" = "ask.passphrase",
): Promise<string> {
  const file = invocation.text("passphrase-file");
  if (file !== undefined) return readPassphraseFile(file);
  const given = process.env["SEALFOLIO_PASSPHRASE"];
  if (given !== undefined && given.length > 0) return given;
  if (!process.stdin.isTTY) throw new CliError("cli.no_passphrase");
  return await askHidden(sayLine(invocation.language, prompt));
}

/** The first line end, if any, ends the passphrase; all else belongs to it. Throws FileError, BytesError. */
export function readPassphraseFile(path: string): string {
  return fromUtf8(readFileCapped(path, 4096)).replace(/\r?\n$/, "");
}

/** Throws `cli.no_passphrase` where the person thinks better of it. */
async function askHidden(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const reader = createInterface({ input: process.stdin, terminal: true });
  try {
    return await reader.question("");
  } catch (error) {
    // Ctrl+C, or the end of the input.
    if ((error as { name?: unknown }).name === "AbortError") throw new CliError("cli.no_passphrase");
    throw error;
  } finally {
    reader.close();
    process.stderr.write("\n");
  }
}

export const PASSPHRASE_OPTION = {
  "passphrase-file": { type: "string", value: "FILE", help: "read the passphrase from a file" },
} as const;
