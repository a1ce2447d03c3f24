import { parseJson } from "../../src/json/parse.ts";

const LIMITS = { maxLength: 64 << 10, maxDepth: 4 };
/** The one entry of the file. */
export const PREFERENCES_KEY = "preferences";

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
