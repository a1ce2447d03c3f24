import type { OpenedFile } from "../../src/contract/calls/host.ts";
import type { CodeOf } from "../../src/contract/contract.ts";
import { findPaper, isPdf } from "../../src/paper/find-in-file.ts";
import { ok, refuse, type Result } from "../../src/result.ts";

export type FileCode = Exclude<CodeOf<"host.open_file">, CodeOf<"host.quit">>;

/** As `host.open_file` reads them (src/contract/calls/host.ts), which this file may not load: it brings the parsers. */
export const MOST_TEXT = 3 << 20;
export const MOST_IMAGE = 8 << 20;

const CHUNK = 32_768;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(text);
}

/** By its first bytes; what the file is called says nothing. */
function imageType(bytes: Uint8Array): "image/png" | "image/jpeg" | undefined {
  const starts = (...head: readonly number[]): boolean => head.every((byte, i) => bytes[i] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  return starts(0xff, 0xd8, 0xff) ? "image/jpeg" : undefined;
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file dropped into the window, as `host.open_file` would give it: picture or UTF-8 text, capped before it is read. */
export async function readDropped(
  file: Pick<File, "name" | "size" | "arrayBuffer">,
): Promise<Result<OpenedFile, FileCode>> {
  if (file.size > MOST_IMAGE) return refuse("host.too_large");
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refuse("host.not_read");
  }
  const type = imageType(bytes);
  if (type !== undefined) return ok({ name: file.name, image: toBase64(bytes), type });
  if (isPdf(bytes)) {
    const message = findPaper(bytes);
    return message === undefined ? refuse("host.not_text") : ok({ name: file.name, text: message });
  }
  if (bytes.length > MOST_TEXT) return refuse("host.too_large");
  const text = decodeText(bytes);
  return text === undefined || text.includes("\u0000")
    ? refuse("host.not_text")
    : ok({ name: file.name, text });
}
