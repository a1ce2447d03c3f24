// Restores a backup into the data folder given, slowly, and says so when some of it is there.
import { App } from "../../main/app/app.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import { BACKUP_PASSPHRASE, slowRandom } from "./big-backup.ts";
import { FakeHost } from "./fake-host.ts";
import { PASSPHRASE, WEAK_KDF } from "./vault.ts";

const [folder = "", from = ""] = process.argv.slice(2);
const host = new FakeHost();
const send = host.send.bind(host);
host.send = (event) => {
  send(event);
  if (event.name === "progress" && event.payload.done > 0) process.stdout.write(`${event.payload.done}\n`);
};
const app = new App({
  version: "0",
  folder,
  host,
  openWallet: (where, watch) =>
    openProgram(where, { ...watch, kdfPolicy: WEAK_KDF, random: slowRandom(() => 5) }),
  random: systemRandom,
  realWallets: true,
  onBug: () => {},
});
await app.call("app.restore_profile", {
  key: { passphrase: BACKUP_PASSPHRASE },
  passphrase: PASSPHRASE,
  from,
});
process.stdout.write("done\n");
