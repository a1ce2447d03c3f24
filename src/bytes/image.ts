import { fromBase64ToBinary, isBase64 } from "./base64.ts";

export type ImageType = "image/jpeg" | "image/png" | "image/webp";

/** Largest image in a credential, bytes. */
export const MAX_IMAGE_BYTES = 12 * 1024;

const MAX_BASE64 = Math.ceil(MAX_IMAGE_BYTES / 3) * 4;
/** Characters of base64 that hold all that types are told by. */
const MAGIC_BASE64 = 16;
const DATA_URL = /^data:(image\/(?:jpeg|png|webp));base64,/;

function typeByMagic(binary: string): ImageType | undefined {
  if (binary.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (binary.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (binary.startsWith("RIFF") && binary.startsWith("WEBP", 8)) return "image/webp";
  return undefined;
}

/**
 * Type of an image claim: base64, or a data URL (RFC 2397) whose type is what its first bytes say; at
 * most 12 KiB. Undefined for anything else. The picture itself is for a sandboxed decoder to judge. Who
 * knows already what is base64 may say so by `isKnown`.
 */
export function imageTypeOf(
  value: unknown,
  isKnown: (text: string) => boolean = isBase64,
): ImageType | undefined {
  if (typeof value !== "string") return undefined;
  const declared = value.startsWith("data:") ? DATA_URL.exec(value.slice(0, 32)) : undefined;
  if (declared === null) return undefined;
  const base64 = declared === undefined ? value : value.slice(declared[0].length);
  if (base64.length > MAX_BASE64 || !isKnown(base64)) return undefined;
  const type = typeByMagic(fromBase64ToBinary(base64.slice(0, MAGIC_BASE64)));
  return declared === undefined || declared[1] === type ? type : undefined;
}

/** An image claim as a data URL, whichever of its two forms it has; undefined for what is none. */
export function imageUrlOf(value: unknown): string | undefined {
  const type = imageTypeOf(value);
  if (type === undefined || typeof value !== "string") return undefined;
  return value.startsWith("data:") ? value : `data:${type};base64,${value}`;
}
