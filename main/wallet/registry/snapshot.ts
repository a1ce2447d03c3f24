import type { SnapshotStore } from "../../follow/light/light-copy.ts";
import type { WalletStore } from "../rows.ts";

const SNAPSHOT = "light";

/** A light copy says which offices its owner deals with: it lies in the vault, as one row. */
export function snapshotIn(store: Pick<WalletStore, "registry">): SnapshotStore {
  return {
    read: () => store.registry.get(SNAPSHOT),
    write: (bytes) => void store.registry.put(SNAPSHOT, bytes),
  };
}
