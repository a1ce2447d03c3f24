import { fromBase64, toBase64 } from "../../src/bytes/base64.ts";
import { fromUtf8 } from "../../src/bytes/bytes.ts";
import { BytesError } from "../../src/bytes/error.ts";
import { MAX_IMAGE, MAX_TEXT, type OpenedFile } from "../../src/contract/calls/host.ts";
import type { ParsedArgsOf } from "../../src/contract/contract.ts";
import { findPaper, isPdf } from "../../src/paper/find-in-file.ts";
import { FileError } from "../doors/file-error.ts";
import { HostError } from "./host-error.ts";
import type { Host, PickedFile } from "./host.ts";
import { pickFile } from "./pick-file.ts";

const TEXTS = ["sealfolio", "json", "txt", "csv", "age"];
const IMAGES = ["png", "jpg", "jpeg"];
const PRINTED = ["pdf"];

/** The name alone, short and printable: it is shown. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return last
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "")
    .slice(0, 100)
    .toWellFormed();
}

function readText({ name, bytes }: PickedFile): OpenedFile {
  try {
    return { name: plainName(name), text: fromUtf8(bytes) };
  } catch (error) {
    if (error instanceof BytesError) throw new HostError("host.not_text");
    throw error;
  }
}

/** What a printed certificate of ours carries; no other PDF is a message. */
function readPrinted({ name, bytes }: PickedFile): OpenedFile {
  const text = findPaper(bytes);
  if (text === undefined) throw new HostError("host.not_text");
  return { name: plainName(name), text };
}

/** By its first bytes: what a file is called says nothing. PNG section 5.2, JPEG (ITU T.81) annex B. */
function imageTypeOf(bytes: Uint8Array): "image/png" | "image/jpeg" | undefined {
  const startsWith = (...start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte);
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  return startsWith(0xff, 0xd8, 0xff) ? "image/jpeg" : undefined;
}

function readImage({ name, bytes }: PickedFile): OpenedFile {
  const type = imageTypeOf(bytes);
  if (type === undefined) throw new HostError("host.not_image");
  return { name: plainName(name), image: toBase64(bytes), type };
}

// A text has at most four bytes a character.
const WANTED = {
  text: { extensions: TEXTS, maxBytes: 4 * MAX_TEXT },
  image: { extensions: IMAGES, maxBytes: MAX_IMAGE },
  any: { extensions: [...TEXTS, ...IMAGES, ...PRINTED], maxBytes: Math.max(4 * MAX_TEXT, MAX_IMAGE) },
} as const;

/** One file that the person chooses, read whole; null if they choose none. Throws HostError. */
export async function openFile(host: Host, as: keyof typeof WANTED): Promise<OpenedFile | null> {
  const wanted = WANTED[as];
  const picked = await pickFile(host, wanted);
  if (picked === undefined) return null;
  if (picked.bytes.length > wanted.maxBytes) throw new HostError("host.too_large");
  if (as === "image" || (as === "any" && imageTypeOf(picked.bytes) !== undefined)) return readImage(picked);
  const opened = as === "any" && isPdf(picked.bytes) ? readPrinted(picked) : readText(picked);
  if ("text" in opened && opened.text.length > MAX_TEXT) throw new HostError("host.too_large");
  return opened;
}

/** Throws `host.not_saved`. */
export async function saveFile(
  host: Host,
  file: ParsedArgsOf<"host.save_file">,
): Promise<{ readonly saved: string | null }> {
  try {
    return {
      saved:
        (await host.saveFile("text" in file ? file : { name: file.name, bytes: fromBase64(file.base64) })) ??
        null,
    };
  } catch (error) {
    if (error instanceof FileError) throw new HostError("host.not_saved", { cause: error });
    throw error;
  }
}
