import type { PreferencesStore } from "../app/host.ts";
import { parseJson } from "../../src/json/parse.ts";

const LIMITS = { maxLength: 64 << 10, maxDepth: 4 };
/** The one entry of the file. */
const KEY = "preferences";

/** `conf` begins anew where its file is none, and knows that by this error alone. */
function read(text: string): Record<string, unknown> {
  try {
    const value = parseJson(text, LIMITS);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below.
  }
  throw new SyntaxError("preferences");
}

/** For `conf` and `electron-store`, which is made of it: both hosts keep the same file. */
export function preferencesFile(folder: string) {
  return {
    cwd: folder,
    clearInvalidConfig: true,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    deserialize: read,
  } as const;
}

/** As much of `conf`, and of `electron-store`, as is used here. */
interface Kept {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Opened when it is first asked: a file that cannot be is told then, and keeps the program from nothing. */
export function storeOf(open: () => Kept): PreferencesStore {
  let kept: Kept | undefined;
  const opened = (): Kept => (kept ??= open());
  return { read: () => opened().get(KEY), write: (value) => opened().set(KEY, value) };
}
