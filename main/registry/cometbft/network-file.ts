import { LOG_SCHEMA } from "../../log/rows.ts";
import { PENDING_SCHEMA } from "../home/pending-store.ts";
import { DECIDED_SCHEMA } from "./decided-store.ts";
import { SNAPSHOT_SCHEMA } from "./snapshots.ts";

/** A file of a node of a network, which also keeps what is decided and not sealed; its mark is "SFB1". */
export const NETWORK_FILE = {
  applicationId: 0x53464231,
  migrations: [LOG_SCHEMA + PENDING_SCHEMA + DECIDED_SCHEMA, SNAPSHOT_SCHEMA],
} as const;
