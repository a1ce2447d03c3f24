// One office's program in a process of its own, killed at a request to a node: folder, which request,
// passphrase, and the arguments of `office.issue` as JSON. Prints the answer's state if it lives.
import { openProgram } from "../../main/wallet/compose.ts";
import { WEAK_KDF } from "./vault.ts";

const [folder = "", killAt = "0", passphrase = "", args = ""] = process.argv.slice(2);
let requests = 0;

const program = openProgram(folder, {
  kdfPolicy: WEAK_KDF,
  offline: () => {
    if (++requests === Number(killAt)) process.kill(process.pid, "SIGKILL");
    return false;
  },
});
await program.call("wallet.unlock", { passphrase });
const answer = await program.call("office.issue", JSON.parse(args));
process.stdout.write(`${answer.ok ? answer.value.row.state : answer.code}\n`);
program.close();
