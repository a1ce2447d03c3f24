import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import {
  ActivityLog,
  type ActivityEvent,
  type ActivityRow,
  verifyActivity,
} from "../../../main/vault/activity.ts";
import { createVault } from "../../../main/vault/create.ts";
import { jsonCodec } from "../../../main/vault/collection.ts";
import type { Vault } from "../../../main/vault/vault.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, testClock, vaultDeps } from "../../support/vault.ts";

const EVENT: ActivityEvent = {
  kind: "presentation",
  outcome: "done",
  party: "Bank",
  asked: ["birth_date", "portrait"],
  given: ["portrait"],
};

async function open(t: TestContext): Promise<{ vault: Vault; log: ActivityLog; time: { now: number } }> {
  const vault = await createVault(join(tempFolder(t), "vault"), PASSPHRASE, vaultDeps());
  t.after(() => vault.close());
  const time = testClock();
  return { vault, log: new ActivityLog(vault, time.clock), time };
}

async function exportedBy(log: ActivityLog): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of log.exportPieces()) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

test("events are listed newest first, in pieces too, and survive the lock", async (t) => {
  const { vault, log, time } = await open(t);
  assert.deepEqual(log.list(), []);
  for (let i = 0; i < 5; i++) {
    time.now += 10;
    log.append({ ...EVENT, party: `counter ${i}` });
  }
  log.append({ kind: "check", outcome: "failed", code: "note.syntax" });
  vault.lock();
  assert.throws(() => log.list(), { code: "vault.locked" });
  await vault.unlock(PASSPHRASE);
  const rows = log.list();
  assert.deepEqual(
    rows.map((row) => row.party ?? row.code),
    ["note.syntax", "counter 4", "counter 3", "counter 2", "counter 1", "counter 0"],
  );
  assert.equal(rows[1]?.at, time.now);
  assert.deepEqual(rows[1]?.given, ["portrait"]);
  assert.deepEqual(log.list({ limit: 2, before: rows[1]?.seq ?? 0 }), rows.slice(2, 4));
  assert.deepEqual(log.list({ limit: 0 }), []);
  log.verify();
});

test("an event that carries more than it may, or nothing readable, is refused", async (t) => {
  const { log } = await open(t);
  const bad = [
    { ...EVENT, values: { birth_date: "2000-01-01" } },
    { ...EVENT, given: { birth_date: "2000-01-01" } },
    { ...EVENT, given: [["birth_date", "2000-01-01"]] },
    { ...EVENT, kind: "What?" },
    { ...EVENT, kind: "activity.cleared" },
    { ...EVENT, outcome: "perhaps" },
    { ...EVENT, party: "x".repeat(201) },
    { ...EVENT, party: "\ud800" },
    { ...EVENT, asked: Array.from({ length: 257 }, () => "a") },
    null,
  ];
  for (const event of bad) {
    assert.throws(() => log.append(event as ActivityEvent), { code: "activity.event" });
  }
  assert.deepEqual(log.list(), []);
  log.append({ ...EVENT, code: undefined } as unknown as ActivityEvent);
  log.verify();
});

test("an event of a transaction that fails is not there", async (t) => {
  const { vault, log } = await open(t);
  log.append(EVENT);
  assert.throws(() =>
    vault.transaction(() => {
      log.append(EVENT);
      throw new Error("no");
    }),
  );
  assert.equal(log.list().length, 1);
  log.verify();
});

test("the export says all and proves its own order", async (t) => {
  const { log } = await open(t);
  for (let i = 0; i < 4; i++) log.append({ ...EVENT, party: `counter ${i}` });
  const { format, rows } = JSON.parse(await exportedBy(log)) as { format: string; rows: ActivityRow[] };
  assert.equal(format, "sealfolio/activity/v1");
  assert.equal(rows.length, 4);
  verifyActivity(rows);
  const forged: readonly (readonly ActivityRow[])[] = [
    rows.slice(1),
    rows.toSpliced(1, 1),
    rows.with(1, { ...(rows[1] as ActivityRow), party: "nobody" }),
    rows.with(0, { ...(rows[0] as ActivityRow), given: [] }),
    [rows[1], rows[0], rows[2], rows[3]] as ActivityRow[],
  ];
  for (const each of forged) assert.throws(() => verifyActivity(each), { code: "activity.broken" });
});

test("a row that goes missing or changes breaks the log", async (t) => {
  const { vault, log } = await open(t);
  for (let i = 0; i < 3; i++) log.append(EVENT);
  const rows = vault.collection(
    "activity",
    jsonCodec((value) => value),
  );
  const kept = rows.get("1/1");
  rows.put("1/1", { ...(kept as object), party: "nobody" });
  assert.throws(() => log.verify(), { code: "activity.broken" });
  rows.delete("1/1");
  assert.throws(() => log.list(), { code: "activity.broken" });
});

test("its owner deletes it: nothing is left but how much it was, and it goes on", async (t) => {
  const { vault, log, time } = await open(t);
  for (let i = 0; i < 3; i++) log.append(EVENT);
  time.now += 5;
  log.clear();
  // The marker and the head of the log.
  assert.equal(vault.examine().sound, 2);
  log.append(EVENT);
  log.verify();
  const [newest, marker, ...more] = log.list();
  assert.deepEqual(more, []);
  assert.equal(newest?.segment, 2);
  assert.deepEqual(
    { kind: marker?.kind, removed: marker?.removed, at: marker?.at, seq: marker?.seq },
    { kind: "activity.cleared", removed: 3, at: time.now, seq: 0 },
  );
});

test("the export is the whole log, also while it goes on; a broken or deleted log ends it", async (t) => {
  const { vault, log } = await open(t);
  for (let i = 0; i < 600; i++) log.append(EVENT);
  const before = { format: "sealfolio/activity/v1", rows: log.list().toReversed() };
  assert.deepEqual(JSON.parse(await exportedBy(log)), before);

  const under = log.exportPieces();
  const pieces = [(await under.next()).value];
  log.append(EVENT);
  for await (const piece of under) pieces.push(piece);
  const given = pieces.filter((piece) => piece instanceof Uint8Array);
  assert.deepEqual(JSON.parse(Buffer.concat(given).toString("utf8")), before, "as it was when it began");

  const cut = log.exportPieces();
  await cut.next();
  log.clear();
  await assert.rejects(
    async () => {
      for await (const _ of cut);
    },
    { code: "activity.broken" },
  );

  for (let i = 0; i < 3; i++) log.append(EVENT);
  const rows = vault.collection(
    "activity",
    jsonCodec((value) => value as ActivityRow),
  );
  const row = rows.get("2/2");
  assert.ok(row !== undefined);
  rows.put("2/2", { ...row, party: "Somebody else" });
  await assert.rejects(exportedBy(log), { code: "activity.broken" });
});
