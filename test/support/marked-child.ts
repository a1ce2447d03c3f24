// Takes wallets full of marked claims, keys and passphrases through all that the program does, in the
// temporary folder that it is given, then through a bug and a kill. What it leaves behind is searched by
// test/e2e/vault/whole-program.test.ts. Says each 32 bytes that the citizen's wallet drew, then `killed`.
import { mkdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openProgram } from "../../main/wallet/compose.ts";
import { formsOf } from "./marked-secrets.ts";
import { WEAK_KDF } from "./vault.ts";
import { BIRTH_VCT, MARKS, TITLE, TITLE_VCT, WalletWorld, whole } from "./wallet-world.ts";

const BACKUP_PASSPHRASE = `${MARKS[0]} and ${MARKS[1]}`;
const world = await WalletWorld.open({ after: () => {} }, ["civil-registry", "land-registry", "bank"]);
const [civil, land, bank] = (["civil-registry", "land-registry", "bank"] as const).map((name) =>
  world.office(name),
) as [
  ReturnType<WalletWorld["office"]>,
  ReturnType<WalletWorld["office"]>,
  ReturnType<WalletWorld["office"]>,
];
const citizen = await world.citizen();

// Issued, received, presented, checked, refused.
const birth = await world.giveBirth(citizen, world.birth("C 8642/1991"));
const { request: wanted } = await citizen.ask("holder.request_key", {
  office: "land-registry",
  vct: TITLE_VCT,
});
const claims = { ...TITLE, owner: MARKS[3] };
const title = whole(await land.ask("office.issue", { type: "property-title", request: wanted, claims }));
await citizen.ask("holder.keep", { delivery: title.delivery });
await bank.ask("registry.sync", {});
const paths = [["family_name"], ["given_name"], ["place_of_birth"]];
const { request } = await bank.ask("counter.ask", {
  purpose: "identity-check",
  credentials: [{ vct: BIRTH_VCT, claims: paths.map((path) => ({ path, optional: false })) }],
  validFor: 600,
});
const answers = [{ query: "document0", credential: birth.id, approved: paths }];
const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });
await bank.ask("counter.check", { response });
await bank.refused("counter.check", { response });
await citizen.refused("present.answer", { request: MARKS[0], answers, despiteWarnings: false });
await civil.ask("office.find", { search: MARKS[0], from: 0, count: 10 });
await citizen.ask("activity.list", { search: MARKS[0], limit: 10 });
await citizen.program.exportActivity(join(world.root, "activity.json"));

// Backup, rehearsal, another passphrase, a new key.
const folder = join(world.root, "backups");
mkdirSync(folder);
await citizen.ask("backup.set", { folder, every: "off" });
await citizen.ask("wallet.confirm", { passphrase: citizen.passphrase });
await citizen.ask("backup.now", { passphrase: BACKUP_PASSPHRASE });
await citizen.ask("backup.rehearse", { key: { passphrase: BACKUP_PASSPHRASE } });
await citizen.refused("backup.rehearse", { key: { passphrase: `${MARKS[2]} is wrong` } });
await citizen.ask("wallet.rekey", { passphrase: citizen.passphrase });
await citizen.refused("wallet.change_passphrase", { old: MARKS[2], new: BACKUP_PASSPHRASE });
for (const drawn of citizen.secrets.drawn) writeSync(1, `${Buffer.from(drawn).toString("hex")}\n`);

// A bug of ours, with marked values in its text, told the way the real program tells one.
citizen.close();
let isBroken = false;
const broken = openProgram(citizen.folder, {
  kdfPolicy: WEAK_KDF,
  clock: () => {
    if (isBroken) throw new TypeError(`${MARKS.join()} ${formsOf(Buffer.from(citizen.passphrase)).join()}`);
    return world.clock();
  },
});
await broken.call("wallet.unlock", { passphrase: citizen.passphrase });
isBroken = true;
const failed = await broken.call("holder.list", {});
writeSync(1, failed.ok ? "no bug\n" : `${failed.code}\n`);
isBroken = false;

// Killed amid a write, with everything open.
const again = world.issueBirth(civil, world.birth("C 8643/1991")).catch(() => {});
void again;
await land.ask("office.find", { from: 0, count: 10 });
writeSync(1, "killed\n");
process.kill(process.pid, "SIGKILL");
