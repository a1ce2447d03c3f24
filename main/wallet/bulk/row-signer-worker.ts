// A worker thread's script, see row-signers.ts.
import { parentPort, workerData } from "node:worker_threads";
import { systemRandom } from "../../doors/random.ts";
import { signInto } from "../office/sign-row.ts";
import { type RowSignerKeys, rowKeysOf } from "./row-keys.ts";
import { RowRoom } from "./row-room.ts";
import type { RowQuestion } from "./row-signers.ts";

const keys = rowKeysOf(workerData as RowSignerKeys);

parentPort?.on("message", ({ rows, used }: RowQuestion) => {
  const room = new RowRoom(used);
  const answer = room.answer(signInto(rows, keys, systemRandom, () => room.begin()));
  parentPort?.postMessage(answer, [answer.room]);
});
