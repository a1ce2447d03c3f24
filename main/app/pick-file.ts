import { FileError } from "../doors/file-error.ts";
import { HostError } from "./host-error.ts";
import type { Host, PickedFile } from "./host.ts";

/**
 * One file that the person chooses, read whole; undefined if they choose none. Throws HostError
 * `host.too_large`, `host.not_read`.
 */
export async function pickFile(
  host: Host,
  wanted: Parameters<Host["openFile"]>[0],
): Promise<PickedFile | undefined> {
  try {
    return await host.openFile(wanted);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new HostError(error.code === "file.too_large" ? "host.too_large" : "host.not_read", {
      cause: error,
    });
  }
}
