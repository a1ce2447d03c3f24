// One office's program in a process of its own that goes on with a table, and is killed when a node has
// acknowledged so many rows: folder, how many, passphrase, id of the job. Prints what came of it if it lives.
import { openProgram } from "../../main/wallet/compose.ts";
import { WEAK_KDF } from "./vault.ts";

const [folder = "", killAt = "0", passphrase = "", id = ""] = process.argv.slice(2);

const program = openProgram(folder, {
  kdfPolicy: WEAK_KDF,
  watchBulk: () => ({
    onProgress: ({ done }) => {
      if (done === Number(killAt)) process.kill(process.pid, "SIGKILL");
    },
  }),
});
await program.call("wallet.unlock", { passphrase });
const answer = await program.call("bulk.run", { id });
process.stdout.write(`${answer.ok ? JSON.stringify(answer.value.count) : answer.code}\n`);
program.close();
