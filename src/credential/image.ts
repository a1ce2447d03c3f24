import { fromBase64ToBinary } from "../bytes/base64.ts";

export type ImageType = "image/jpeg" | "image/png" | "image/webp";

/** Largest image in a credential, bytes. */
export const MAX_IMAGE_BYTES = 12 * 1024;

const MAX_BASE64 = Math.ceil(MAX_IMAGE_BYTES / 3) * 4;
const DATA_URL = /^data:(image\/(?:jpeg|png|webp));base64,/;

function typeByMagic(binary: string): ImageType | undefined {
  if (binary.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (binary.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (binary.startsWith("RIFF") && binary.startsWith("WEBP", 8)) return "image/webp";
  return undefined;
}

/**
 * Type of an image claim: base64, or a data URL (RFC 2397) whose type is what its first bytes say; at
 * most 12 KiB. Undefined for anything else. The picture itself is for a sandboxed decoder to judge.
 */
export function imageTypeOf(value: unknown): ImageType | undefined {
  if (typeof value !== "string") return undefined;
  const declared = value.startsWith("data:") ? DATA_URL.exec(value.slice(0, 32)) : undefined;
  if (declared === null) return undefined;
  const base64 = declared === undefined ? value : value.slice(declared[0].length);
  if (base64.length > MAX_BASE64) return undefined;
  let binary: string;
  try {
    binary = fromBase64ToBinary(base64);
  } catch {
    return undefined;
  }
  const type = binary.length <= MAX_IMAGE_BYTES ? typeByMagic(binary) : undefined;
  return declared === undefined || declared[1] === type ? type : undefined;
}
