import { equal } from "../../src/bytes/bytes.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import type { Clock } from "../doors/clock.ts";
import { Database } from "../doors/database.ts";
import { lockFolder } from "../doors/folder-lock.ts";
import { LogStore } from "../log/log-store.ts";
import { LOG_SCHEMA } from "../log/rows.ts";
import { DECIDED_SCHEMA } from "./cometbft/decided-store.ts";
import { SNAPSHOT_SCHEMA } from "./cometbft/snapshots.ts";
import { ChainCopy } from "./chain-copy.ts";
import { Cosigner } from "./cosigner.ts";
import { RegistryError } from "./error.ts";
import { type CosignerConfig, type Home, homePath } from "./home.ts";
import { readKeyFile } from "./key-file.ts";
import { PENDING_SCHEMA } from "./pending-store.ts";

/**
 * Marks of our files: "SFN1", a node that orders entries; "SFC1", a cosigner; "SFB1", a node of a
 * network, which also keeps what is decided and not sealed.
 */
const SCHEMAS = {
  node: { applicationId: 0x53464e31, migrations: [LOG_SCHEMA + PENDING_SCHEMA] },
  cosigner: { applicationId: 0x53464331, migrations: [LOG_SCHEMA] },
  network: {
    applicationId: 0x53464231,
    migrations: [LOG_SCHEMA + PENDING_SCHEMA + DECIDED_SCHEMA, SNAPSHOT_SCHEMA],
  },
} as const;

export const NODE_SCHEMA = SCHEMAS.node;
export const NETWORK_SCHEMA = SCHEMAS.network;

/** A home's data, held by this process alone. */
export interface OpenCopy {
  readonly db: Database;
  readonly chain: ChainCopy;
  readonly close: () => void;
}

/**
 * Opens the copy in a home, and folds its log in again. Throws FileError `folder.in_use`,
 * DatabaseError, `registry.damaged`, LogError or LedgerError.
 */
export async function openCopy(
  home: Home,
  role: keyof typeof SCHEMAS,
  primitives: Primitives,
): Promise<OpenCopy> {
  const lock = lockFolder(home.folder);
  try {
    const path = homePath(home.folder, "database");
    const db = new Database(path, SCHEMAS[role]);
    try {
      const store = new LogStore(db, primitives.sha256);
      const chain = await ChainCopy.open(store, home.genesis, home.registryId, primitives);
      const close = (): void => {
        db.close();
        lock.release();
      };
      return { db, chain, close };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens an authority's home as its cosigner. Throws as `openCopy`, or `registry.foreign_key`. */
export async function openCosigner(
  home: Home<CosignerConfig>,
  clock: Clock,
  primitives: Primitives,
): Promise<{ readonly cosigner: Cosigner; readonly close: () => void }> {
  const { folder, config } = home;
  const signer = readKeyFile(homePath(folder, "cosignKey"));
  const copy = await openCopy(home, "cosigner", primitives);
  const named = copy.chain.ledger.sealPolicy().authorities.find(({ id }) => id === config.id);
  if (named !== undefined && !equal(named.cosign, signer.publicKey)) {
    copy.close();
    throw new RegistryError("registry.foreign_key");
  }
  const cosigner = new Cosigner({ id: config.id, chain: copy.chain, signer, clock, primitives });
  return { cosigner, close: copy.close };
}
