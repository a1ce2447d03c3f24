import type { Primitives } from "../../../src/crypto/ports.ts";
import { Database, type DatabaseOptions } from "../../doors/database.ts";
import { lockFolder } from "../../doors/folder-lock.ts";
import { LogStore } from "../../log/log-store.ts";
import { ChainCopy } from "./chain-copy.ts";
import { type Home, homePath } from "./home.ts";

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
export async function openCopy(home: Home, file: DatabaseOptions, primitives: Primitives): Promise<OpenCopy> {
  const lock = lockFolder(home.folder);
  try {
    const path = homePath(home.folder, "database");
    const db = new Database(path, file);
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
