import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { toFileError } from "../doors/file-error.ts";

/** SHA-256 of a file of any size, base64url. Throws FileError. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
  } catch (error) {
    throw toFileError(error);
  }
  return hash.digest("base64url");
}
