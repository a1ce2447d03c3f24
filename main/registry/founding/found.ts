import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import { ensureFolder } from "../../doors/file.ts";
import { RegistryError } from "../error.ts";
import { type Charter, type Founder, makeFounders, makeGenesis, makeKey, wipe } from "./founders.ts";
import { homePath, type SoloConfig, writeHome } from "../home/home.ts";
import { writeKeyFile } from "../home/key-file.ts";

export interface FoundOptions extends Charter {
  /** Where the node will listen; default a free port of loopback. */
  readonly listen?: { readonly host: string; readonly port: number };
}

export interface Founded {
  /** base64url; what wallets pin. */
  readonly registry: string;
  /** Home of the node that orders entries. */
  readonly node: string;
  /** Each authority's home, with its two keys. */
  readonly authorities: readonly { readonly id: string; readonly home: string }[];
  /** Leaf 0. */
  readonly genesis: Uint8Array;
}

/** Throws `registry.exists` unless nothing is in the folder. */
export function checkFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new RegistryError("registry.exists");
}

function writeAuthority(home: string, founder: Founder, registry: string, genesis: Uint8Array): void {
  const { id, entry, cosign } = founder;
  ensureFolder(home);
  writeKeyFile(homePath(home, "entryKey"), entry.secret);
  writeKeyFile(homePath(home, "cosignKey"), cosign.secret);
  writeHome(home, { role: "cosigner", registry, id, listen: { host: "127.0.0.1", port: 0 } }, genesis);
}

/**
 * Founds a registry in an empty folder: keys of all authorities, the genesis entry signed by each, a
 * home for the node that orders entries (`node`) and one for each authority's cosigner
 * (`authorities/<id>`), which that node runs in its own process until it is told a URL instead. Throws
 * `registry.exists`, `registry.authorities`, `registry.genesis` (name, origin or quorum that no node
 * would take) or FileError.
 */
export function initRegistry(folder: string, options: FoundOptions): Founded {
  checkFolder(folder);
  const founders = makeFounders(options, false);
  const log = makeKey(options.random);
  try {
    const genesis = makeGenesis(options, log, founders);
    const registry = toBase64Url(registryIdOf(genesis, options.primitives));
    const authorities = founders.map((founder) => {
      const home = join(folder, "authorities", founder.id);
      writeAuthority(home, founder, registry, genesis);
      return { id: founder.id, home };
    });
    const node = join(folder, "node");
    ensureFolder(node);
    writeKeyFile(homePath(node, "logKey"), log.secret);
    const config: SoloConfig = {
      role: "solo",
      registry,
      listen: { ...(options.listen ?? { host: "127.0.0.1", port: 0 }) },
      cosigners: founders.map(({ id }) => ({ id, home: `../authorities/${id}` })),
    };
    writeHome(node, config, genesis);
    return { registry, node, authorities, genesis };
  } finally {
    wipe([log], founders);
  }
}
