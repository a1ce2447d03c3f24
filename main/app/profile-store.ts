import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { utf8 } from "../../src/bytes/bytes.ts";
import { toHex } from "../../src/bytes/hex.ts";
import type { ProfileKind } from "../../src/contract/calls/app.ts";
import { JsonError } from "../../src/json/error.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import { ensureFolder, readFileCapped, removeFolder, writeFileDurably } from "../doors/file.ts";
import { FileError } from "../doors/file-error.ts";
import { lockFolder } from "../doors/folder-lock.ts";
import type { RandomBytes } from "../doors/random.ts";
import { AppError } from "./error.ts";

const MAX_PROFILES = 32;
const FILE = "profile.json";
/** All that lies in a folder before its wallet is there. */
const UNFINISHED: ReadonlySet<string> = new Set([
  FILE,
  "in-use.lock",
  "in-use.lock-journal",
  "vault.sqlite.new",
  "vault.sqlite.new-journal",
]);
const ID = /^p-[0-9a-f]{12}$/;

const described = z.strictObject({
  name: z.string().trim().min(1).max(64),
  kind: z.enum(["citizen", "counter", "office"]),
});

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly kind: ProfileKind;
}

function readDescription(path: string): z.infer<typeof described> | undefined {
  try {
    const value = parseJsonBytes(readFileCapped(path, 4096), { maxLength: 4096, maxDepth: 2 });
    const parsed = described.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof JsonError || error instanceof FileError) return undefined;
    throw error;
  }
}

/** The wallets of this person: a folder each, with a file that says what its owner calls it. */
export class ProfileStore {
  readonly #folder: string;
  readonly #random: RandomBytes;

  /** `folder` is the program's data folder. */
  constructor(folder: string, random: RandomBytes) {
    this.#folder = join(folder, "profiles");
    this.#random = random;
  }

  pathOf(id: string): string {
    return join(this.#folder, id);
  }

  /** In the order of their names. A wallet whose description is lost is still listed: it can be opened. */
  list(): readonly Profile[] {
    if (!existsSync(this.#folder)) return [];
    const ids = readdirSync(this.#folder).filter((name) => ID.test(name));
    return ids
      .filter((id) => existsSync(join(this.pathOf(id), "vault.sqlite")))
      .map((id): Profile => {
        const { name = id, kind = "citizen" } = readDescription(join(this.pathOf(id), FILE)) ?? {};
        return { id, name, kind };
      })
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  }

  /** Throws `app.unknown_profile`. */
  require(id: string): Profile {
    const profile = this.list().find((each) => each.id === id);
    if (profile === undefined) throw new AppError("app.unknown_profile");
    return profile;
  }

  /** Makes the folder; it counts as a profile once a wallet is in it. Throws `app.too_many` or FileError. */
  create(given: { readonly name: string; readonly kind: ProfileKind }): Profile {
    if (this.list().length >= MAX_PROFILES) throw new AppError("app.too_many");
    const id = `p-${toHex(this.#random(6))}`;
    ensureFolder(this.pathOf(id));
    const { name, kind } = given;
    writeFileDurably(join(this.pathOf(id), FILE), utf8(`${JSON.stringify({ name, kind })}\n`));
    return { id, name, kind };
  }

  /** Takes back a folder in which no wallet came to be. */
  discard(id: string): void {
    if (existsSync(join(this.pathOf(id), "vault.sqlite"))) return;
    rmSync(this.pathOf(id), { recursive: true, force: true });
  }

  /** Takes a whole wallet away. Throws FileError. */
  remove(id: string): void {
    removeFolder(this.pathOf(id));
  }

  /** Whether a wallet was begun there and never came to be; not of what cannot be looked into. */
  #isUnfinished(id: string): boolean {
    try {
      return readdirSync(this.pathOf(id)).every((name) => UNFINISHED.has(name));
    } catch {
      return false;
    }
  }

  /** Clears away what a program that was killed left of wallets that were never there. */
  clearUnfinished(): void {
    if (!existsSync(this.#folder)) return;
    for (const id of readdirSync(this.#folder)) {
      if (!ID.test(id) || !this.#isUnfinished(id)) continue;
      try {
        lockFolder(this.pathOf(id)).release();
        this.remove(id);
      } catch (error) {
        // Another program is at it, or the disk says no: it is in nobody's way.
        if (!(error instanceof FileError)) throw error;
      }
    }
  }
}
