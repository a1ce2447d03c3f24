import { LOG_SCHEMA } from "../../log/rows.ts";
import { PENDING_SCHEMA } from "../home/pending-store.ts";

/** A file of a node that orders entries; its mark is "SFN1". */
export const NODE_FILE = { applicationId: 0x53464e31, migrations: [LOG_SCHEMA + PENDING_SCHEMA] } as const;
