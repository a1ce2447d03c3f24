import { realpathSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";
import { PAGE_POLICY } from "../../src/contract/page-policy.ts";
import { readFileCapped } from "../doors/file.ts";
import { FileError } from "../doors/file-error.ts";
import { HostError } from "../app/host-error.ts";

const MAX_FILE = 16 << 20;

/** What a built page consists of; nothing else is served. */
const TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".webp", "image/webp"],
  [".woff2", "font/woff2"],
  [".wasm", "application/wasm"],
]);

/** Nothing that reaches out of the page but the camera, for the scanner. */
const PERMISSIONS = [
  "camera=(self)",
  ...[
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "window-management",
    "xr-spatial-tracking",
  ].map((name) => `${name}=()`),
].join(", ");

/** Sent with every answer, also with "not found". */
export const PAGE_HEADERS: { readonly [name: string]: string } = {
  "Content-Security-Policy": PAGE_POLICY,
  "Permissions-Policy": PERMISSIONS,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-cache",
};

export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Segments of a URL's path, or undefined for one that no file of ours can have. */
function readPath(pathname: string): readonly string[] | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname === "/" ? "/index.html" : pathname);
  } catch {
    return undefined;
  }
  const [first, ...segments] = path.split("/");
  // A leading dot is a way up, or a file that the page is not meant to have.
  const isPlain = (segment: string): boolean => /^[^.\\:%\0][^\\:%\0]*$/.test(segment);
  return first === "" && segments.every(isPlain) ? segments : undefined;
}

/** The files of the built page, and no other file, whatever links or paths lead to it. */
export class PageFiles {
  readonly #folder: string;

  /** Throws `host.no_page` where there is no page. */
  constructor(folder: string) {
    try {
      this.#folder = realpathSync(resolve(folder));
    } catch {
      throw new HostError("host.no_page");
    }
    if (this.find("/") === undefined) throw new HostError("host.no_page");
  }

  /** By the path of a URL, as it stands in there. */
  find(pathname: string): PageFile | undefined {
    const segments = readPath(pathname);
    if (segments === undefined) return undefined;
    const path = join(this.#folder, ...segments);
    const type = TYPES.get(extname(path));
    if (type === undefined) return undefined;
    try {
      // Where links lead, so that one in the folder opens nothing outside it.
      const real = realpathSync(path);
      if (!real.startsWith(this.#folder + sep)) return undefined;
      return { type, body: readFileCapped(real, MAX_FILE) };
    } catch (error) {
      if (error instanceof FileError || (error as { code?: unknown }).code !== undefined) return undefined;
      throw error;
    }
  }
}
