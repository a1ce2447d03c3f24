import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { defaultDataFolder } from "./data-folder.ts";
import { PAGE_FOLDER } from "./page-folder.ts";

/** How the program was started; both hosts understand the same words. */
export interface StartOptions {
  readonly data: string;
  /** An administrator's session may open real wallets too. */
  readonly allowRoot: boolean;
  /** Begins with the sample. */
  readonly sample: boolean;
  /** Chromium without a window, for tests. */
  readonly headless: boolean;
  /** Instead of what a person would choose, for tests. */
  readonly saveTo?: string;
  /** Folder of the built page; only tests have another one. */
  readonly page: string;
}

const WORDS = {
  data: { type: "string" },
  "allow-root": { type: "boolean" },
  sample: { type: "boolean" },
  headless: { type: "boolean" },
  "save-to": { type: "string" },
  page: { type: "string" },
} as const;

/** Unknown words are for somebody else (Chromium's own switches among Electron's). */
export function readOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({ args: [...args], options: WORDS, strict: false, allowPositionals: true });
  const text = (value: unknown): string | undefined =>
    typeof value === "string" && value !== "" ? resolve(value) : undefined;
  const saveTo = text(values["save-to"]);
  return {
    data: text(values["data"]) ?? defaultDataFolder(),
    allowRoot: values["allow-root"] === true,
    sample: values["sample"] === true,
    headless: values["headless"] === true,
    page: text(values["page"]) ?? PAGE_FOLDER,
    ...(saveTo === undefined ? {} : { saveTo }),
  };
}

/** Whether this is the operating system's administrator, whose files others' programs must not touch. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
