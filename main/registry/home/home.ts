import { join } from "node:path";
import { z } from "zod";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { equal, utf8 } from "../../../src/bytes/bytes.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { ensureFolder, readFileCapped, writeFileDurably } from "../../doors/file.ts";
import { FileError } from "../../doors/file-error.ts";
import { RegistryError } from "../error.ts";

const MAX_CONFIG = 64 * 1024;
const MAX_GENESIS = 61_440;

const hash = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const id = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const url = z.url({ protocol: /^https?$/ }).max(2048);
const port = z.int().min(0).max(65_535);
const milliseconds = z.int().min(10).max(86_400_000);
const listen = z.strictObject({ host: z.string().min(1).max(255), port });

const soloConfig = z.strictObject({
  role: z.literal("solo"),
  registry: hash,
  listen,
  /** A cosigner in this process (folder of its home) or a process of its own (its submission prefix). */
  cosigners: z
    .array(z.union([z.strictObject({ id, home: z.string().min(1).max(1024) }), z.strictObject({ id, url })]))
    .max(15),
  /** Witnesses from outside (C2SP tlog-witness): verifier key and submission prefix. They never count for a seal. */
  witnesses: z
    .array(z.strictObject({ key: z.string().max(1024), url }))
    .max(4)
    .optional(),
  /** Mirrors from which a damaged store is rebuilt. */
  mirrors: z.array(url).max(8).optional(),
  blockMs: milliseconds.optional(),
  recosignMs: milliseconds.optional(),
});

const mirrorConfig = z.strictObject({
  role: z.literal("mirror"),
  registry: hash,
  listen,
  upstream: url,
  pollMs: milliseconds.optional(),
});

const cosignerConfig = z.strictObject({
  role: z.literal("cosigner"),
  registry: hash,
  /** Of the authority. */
  id,
  listen,
});

const networkConfig = z.strictObject({
  role: z.literal("cometbft"),
  registry: hash,
  /** Of the authority. */
  id,
  listen,
  /** Nodes of the other authorities, where their cosignatures are asked for. */
  peers: z.array(z.strictObject({ id, url })).max(15),
  /** Began after the others: while it has nothing, it begins out of their history. */
  late: z.boolean().optional(),
  recosignMs: milliseconds.optional(),
});

const config = z.discriminatedUnion("role", [soloConfig, mirrorConfig, cosignerConfig, networkConfig]);

export type SoloConfig = z.infer<typeof soloConfig>;
export type MirrorConfig = z.infer<typeof mirrorConfig>;
export type CosignerConfig = z.infer<typeof cosignerConfig>;
export type NetworkConfig = z.infer<typeof networkConfig>;
export type HomeConfig = z.infer<typeof config>;

/** A node's folder: its configuration and the registry's first leaf; keys and data lie beside them. */
export interface Home<Config extends HomeConfig = HomeConfig> {
  readonly folder: string;
  readonly config: Config;
  /** Leaf 0, whose hash is the registry's id. */
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
}

type ConfigOf<Role extends HomeConfig["role"]> = Extract<HomeConfig, { role: Role }>;

export function isRole<Role extends HomeConfig["role"]>(
  home: Home,
  role: Role,
): home is Home<ConfigOf<Role>> {
  return home.config.role === role;
}

/** Files of a home. Which there are depends on its role. */
export const HOME_FILES = {
  config: "node.json",
  genesis: "genesis.json",
  logKey: "log.key",
  entryKey: "entry.key",
  cosignKey: "cosign.key",
  database: "registry.db",
  /** Folder of the consensus engine, in its own form. */
  engine: "engine",
  /** A rebuilt store on its way to be `database`. */
  repaired: "registry.db.repaired",
  /** There while entries may be lost that were acknowledged and never sealed; for a person to remove. */
  pendingLost: "pending-lost",
} as const;

export function homePath(folder: string, file: keyof typeof HOME_FILES): string {
  return join(folder, HOME_FILES[file]);
}

function parseConfig(bytes: Uint8Array): HomeConfig {
  try {
    const parsed = config.safeParse(parseJsonBytes(bytes, { maxLength: MAX_CONFIG, maxDepth: 8 }));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new RegistryError("registry.config");
}

function read(folder: string, file: keyof typeof HOME_FILES, maxBytes: number): Uint8Array {
  try {
    return readFileCapped(homePath(folder, file), maxBytes);
  } catch (error) {
    if (error instanceof FileError && error.code === "file.missing")
      throw new RegistryError("registry.missing");
    throw error;
  }
}

/**
 * Throws `registry.missing` where there is no home, `registry.config` for a configuration that is
 * none, `registry.foreign` if genesis is another registry's, or FileError.
 */
export function readHome(folder: string, primitives: Pick<Primitives, "sha256">): Home {
  const parsed = parseConfig(read(folder, "config", MAX_CONFIG));
  const genesis = read(folder, "genesis", MAX_GENESIS);
  const registryId = fromBase64Url(parsed.registry);
  if (!equal(registryIdOf(genesis, primitives), registryId)) throw new RegistryError("registry.foreign");
  return { folder, config: parsed, genesis, registryId };
}

/** Makes a home's folder with its configuration and genesis. Throws `registry.exists` where one is, or FileError. */
export function writeHome(folder: string, homeConfig: HomeConfig, genesis: Uint8Array): void {
  ensureFolder(folder);
  try {
    writeFileDurably(homePath(folder, "genesis"), genesis, { mode: 0o644, mustBeNew: true });
    const text = `${JSON.stringify(homeConfig, undefined, 2)}\n`;
    writeFileDurably(homePath(folder, "config"), utf8(text), { mode: 0o644, mustBeNew: true });
  } catch (error) {
    if (error instanceof FileError && error.code === "file.exists")
      throw new RegistryError("registry.exists");
    throw error;
  }
}
