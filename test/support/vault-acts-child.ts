// Acts on the wallet in the folder named first, over and over. `until-stopped`: says after each act what
// is done. `disk`: the disk is full; fills the wallet until nothing more goes in, then tries each act;
// after every refusal all must be as before. Says the act and the code of each refusal.
import assert from "node:assert/strict";
import { writeSync } from "node:fs";
import { codeOf } from "../../src/error.ts";
import { ACTS, ActingWallet, type Done, listFiles } from "./vault-acts.ts";

const [, , folder = "", mode = "", wanted = "0"] = process.argv;
const wallet = await ActingWallet.open(folder);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const done: Done = { appended: wallet.appended, backups: wallet.backups };

async function untilStopped(): Promise<void> {
  say("open");
  for (let round = 0; ; round++) {
    // What writes little comes more often.
    const act = ACTS[round % ACTS.length] ?? "append";
    for (let more = 0; more < 3; more++) await wallet.act("append", round);
    await wallet.act(act, round);
    say(`${wallet.appended} ${wallet.backups}`);
  }
}

/** How much is in the way of the next write; taken away and put back in other sizes. */
function fill(round: number): void {
  const { anchors } = wallet.store;
  try {
    // Taking away writes too, and may be refused: then it is as full as it can be.
    for (const { id } of anchors.list()) if (id.startsWith("fill")) anchors.delete(id);
    for (let more = 0; more < 400; more++)
      anchors.put(`fill ${more}`, { certificate: "x".repeat(300 + ((round * 977) % 4000)), imported: 0 });
  } catch {
    // Full: that is what was wanted. Some room again, another amount each time.
    for (let less = 0; less < round % 4; less++) makeRoom(`fill ${less}`);
  }
}

function makeRoom(id: string): void {
  try {
    wallet.store.anchors.delete(id);
  } catch (error) {
    assert.match(codeOf(error) ?? String(error), /^database\.(full|io)$/);
  }
}

async function onFullDisk(): Promise<void> {
  let refused = 0;
  for (let round = 0; refused < Number(wanted) && round < 2_000; round++) {
    if (round % ACTS.length === 0) fill(round);
    const act = ACTS[round % ACTS.length] ?? "append";
    const before = {
      files: listFiles(folder),
      appended: wallet.appended,
      rows: wallet.log.list().length,
    };
    try {
      await wallet.act(act, round, Math.floor(round / ACTS.length) % 2 === 0 ? 0 : 300_000);
      done.appended = wallet.appended;
      done.backups = wallet.backups;
    } catch (error) {
      refused++;
      say(`${act} ${codeOf(error) ?? String(error)}`);
      const files = listFiles(folder).filter((name) => name !== "restored.sqlite");
      assert.deepEqual(
        files,
        before.files.filter((name) => name !== "restored.sqlite"),
      );
      assert.deepEqual([wallet.appended, wallet.log.list().length], [before.appended, before.rows]);
      await wallet.vault.confirm(wallet.passphrase);
      await wallet.check(done);
    }
  }
  say(`end ${wallet.appended}`);
}

await (mode === "disk" ? onFullDisk() : untilStopped());
wallet.vault.close();
