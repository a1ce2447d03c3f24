// A worker thread's script, see row-signers.ts.
import { parentPort, workerData } from "node:worker_threads";
import { systemRandom } from "../../doors/random.ts";
import { signWith } from "../../vault/key-object.ts";
import type { ReadyDraft } from "../office/draft.ts";
import { type RowKeys, signRows } from "../office/sign-row.ts";
import type { RowSignerKeys } from "./row-signers.ts";

const { kid, credential, credentialKey, officer, officerKey } = workerData as RowSignerKeys;
const keys: RowKeys = {
  kid,
  credential: { publicKey: credentialKey, sign: (message) => signWith("ES256", credential, message) },
  officer: { publicKey: officerKey, sign: (message) => signWith("Ed25519", officer, message) },
};

parentPort?.on("message", (rows: readonly ReadyDraft[]) => {
  parentPort?.postMessage(signRows(rows, keys, systemRandom), []);
});
