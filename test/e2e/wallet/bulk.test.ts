import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseCsv, writeCsv } from "../../../src/csv/parse.ts";
import { buildKeyRequest } from "../../../src/exchange/key-request.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { startScript } from "../../support/child.ts";
import { seedP256 } from "../../support/test-keys.ts";
import { BIRTH_VCT, catalogueType, WalletWorld } from "../../support/wallet-world.ts";

const CHILD = join(import.meta.dirname, "..", "..", "support", "bulk-child.ts");
/** 300 in `npm run test:points`; at most 64 rows are signed in one step, so a middle one lies in another. */
const ROWS = Number(process.env["SEALFOLIO_BULK_ROWS"] ?? 72);

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const holder = seedP256("bulk").signer;

const HEAD = [
  "key",
  "registration_number",
  "registered_on",
  "family_name",
  "given_name",
  "birthdate",
  "place_of_birth",
  "parent_1.name",
  "request",
];

/** A key request as a wallet makes it; nobody here receives. */
const REQUEST = buildKeyRequest(
  {
    registryId: world.registry,
    office: "civil-registry",
    vct: BIRTH_VCT,
    encryption: holder.publicKey,
    issuedAt: world.clock(),
  },
  holder,
);

function line(key: string, number: string, changed: { readonly [column: string]: string } = {}): string[] {
  const values: { readonly [column: string]: string } = {
    key,
    registration_number: number,
    registered_on: "2026-04-02",
    family_name: 'Sample, "the younger"',
    given_name: "Nora",
    birthdate: "2026-03-30",
    place_of_birth: "Lakeside",
    "parent_1.name": "Ada Marie Sample",
    request: REQUEST,
    ...changed,
  };
  return HEAD.map((column) => values[column] ?? "");
}

const table = (...rows: readonly (readonly string[])[]): string => writeCsv([HEAD, ...rows]);

/** Leaves of the chain that issue a credential. */
async function issuedInChain(): Promise<number> {
  const { size } = await civil.ask("registry.status", {});
  let count = 0;
  for (let at = 0; at * 256 < size; at++) {
    const leaves = await world.source.bundle(at, Math.min(256, size - at * 256));
    count += leaves.filter((leaf) => Buffer.from(leaf).includes('"kind":"credential.issue"')).length;
  }
  return count;
}

test("a dry run names every wrong row with its column, and keeps nothing", async () => {
  const type = "birth-certificate";
  const csv = table(
    line("a", "D 1"),
    line("b", "D 2", { birthdate: "30.3.2026" }),
    line("c", "D 3", { family_name: "" }),
    line("d", "D-1"),
    line("a", "D 4"),
    line("e", "D 5", { request: "x" }),
    line("f", "D 6", { given_name: "No\u202era" }),
    line("", "D 7"),
  );
  const seen = await civil.ask("bulk.check", { type, csv });
  assert.deepEqual(
    seen.problems.map(({ row, column, code }) => [row, column, code]),
    [
      [3, "birthdate", "bulk.value"],
      [4, "family_name", "bulk.missing"],
      [5, "registration_number", "bulk.twice"],
      [6, "key", "bulk.key_twice"],
      [7, "request", "exchange.syntax"],
      [8, "given_name", "bulk.value"],
      [9, "key", "bulk.missing"],
    ],
  );
  assert.deepEqual([seen.rows, seen.ready, seen.known, seen.wrong], [8, 1, 0, 7]);
  assert.equal(await civil.refused("bulk.begin", { type, csv, name: "births.csv" }), "bulk.problems");
  assert.deepEqual(await civil.ask("bulk.list", {}), []);
  for (const [text, code] of [
    ["", "csv.empty"],
    ['a,b\r\n"1,2', "csv.quote"],
    ["key,request\r\n1,2", "bulk.columns"],
    [table(line("a", "1")).replace("request", "token"), "bulk.columns"],
  ] as const)
    assert.equal(await civil.refused("bulk.check", { type, csv: text }), code);
  assert.equal(await civil.refused("bulk.check", { type: "id-card", csv }), "office.unknown_type");
});

test("killed after the first, a middle and the last row of a table and resumed: each is issued and anchored once", async (t) => {
  const before = await issuedInChain();
  const type = "birth-certificate";
  const rows = Array.from({ length: ROWS }, (_, i) => line(`row-${i}`, `B ${i + 1}`));
  const { id, total } = await civil.ask("bulk.begin", { type, csv: table(...rows), name: "births.csv" });
  assert.equal(total, ROWS);
  for (const killAt of [1, ROWS / 2, ROWS]) {
    civil.close();
    const child = startScript(t, CHILD, { args: [civil.folder, String(killAt), civil.passphrase, id] });
    assert.equal(await child.line(), undefined, "it was killed before it could say anything");
    await child.ended();
    assert.equal(child.process.signalCode, "SIGKILL");
    await civil.reopen();
  }
  const done = await civil.ask("bulk.run", { id });
  assert.deepEqual(done.count, { ready: 0, waiting: 0, signed: 0, sealed: ROWS, failed: 0 });
  await civil.ask("registry.sync", {});
  assert.equal(await issuedInChain(), before + ROWS);

  // The same table again, and again by another name: every row is known.
  const again = await civil.ask("bulk.check", { type, csv: table(...rows) });
  assert.deepEqual([again.ready, again.known, again.wrong], [0, ROWS, 0]);
  assert.equal(
    await civil.refused("bulk.begin", { type, csv: table(...rows), name: "other.csv" }),
    "bulk.nothing",
  );
  const reused = await civil.ask("bulk.check", { type, csv: table(line("row-7", "B 9007")) });
  assert.equal(reused.problems[0]?.code, "bulk.key_reused");

  const listed = await civil.ask("bulk.rows", { id, from: ROWS - 2, count: 10 });
  assert.deepEqual(
    listed.map(({ row, key, state }) => [row, key, state]),
    [
      [ROWS, `row-${ROWS - 2}`, "sealed"],
      [ROWS + 1, `row-${ROWS - 1}`, "sealed"],
    ],
  );
  const { csv } = await civil.ask("bulk.deliveries", { id });
  const deliveries = parseCsv(csv);
  assert.equal(deliveries.rows.length, ROWS);
  assert.equal(new Set(deliveries.rows.map(({ fields }) => fields[1])).size, ROWS);
});

test("it is paused after what is under way, and a row delivered to its wallet is kept there", async () => {
  const asked = { office: "civil-registry", vct: BIRTH_VCT };
  const { request } = await citizen.ask("holder.request_key", asked);
  const rows = [
    line("kept", "P 1", { request }),
    ...Array.from({ length: 70 }, (_, i) => line(`paused-${i}`, `P ${i + 2}`)),
  ];
  const csv = table(...rows);
  const job = await civil.ask("bulk.begin", { type: "birth-certificate", csv, name: "paused.csv" });
  let isPaused = false;
  civil.onRequest = () => {
    if (isPaused) return;
    isPaused = true;
    void civil.program.call("bulk.pause", { id: job.id });
  };
  const stopped = await civil.ask("bulk.run", { id: job.id });
  civil.onRequest = () => {};
  assert.ok(stopped.count.ready > 0, "it stopped before the end");
  assert.equal(stopped.count.signed, 0);
  const done = await civil.ask("bulk.run", { id: job.id });
  assert.equal(done.count.sealed, 71);
  const { csv: deliveries } = await civil.ask("bulk.deliveries", { id: job.id });
  const own = parseCsv(deliveries).rows.find(({ fields }) => fields[0] === "kept");
  const kept = await citizen.ask("holder.keep", { delivery: own?.fields[2] ?? "" });
  assert.equal(kept.state, "valid");
});

test("a column says who holds it for another: a guardian, never somebody else", async () => {
  const type = "birth-certificate";
  const withRole = (key: string, number: string, role: string): string[] => [...line(key, number), role];
  const rows = (...all: readonly (readonly string[])[]): string => writeCsv([[...HEAD, "role"], ...all]);
  const wrong = await civil.ask("bulk.check", { type, csv: rows(withRole("r-1", "R 1", "owner")) });
  assert.deepEqual(
    wrong.problems.map(({ row, column, code }) => [row, column, code]),
    [[2, "role", "bulk.value"]],
  );
  const csv = rows(withRole("r-1", "R 1", "Guardian"), withRole("r-2", "R 2", ""));
  const { id } = await civil.ask("bulk.begin", { type, csv, name: "roles.csv" });
  assert.equal((await civil.ask("bulk.run", { id })).count.sealed, 2);
  const listed = await civil.ask("bulk.rows", { id, from: 0, count: 2 });
  const holders = [];
  for (const { commitment = "" } of listed)
    holders.push((await civil.ask("office.record", { commitment })).holders);
  assert.deepEqual(holders, [["guardian"], ["holder"]]);
  const other = await civil.ask("bulk.check", { type, csv: rows(withRole("r-1", "R 1", "representative")) });
  assert.equal(other.problems[0]?.code, "bulk.key_reused", "the same key asks for the same");
  // A table without the column says the same of who holds it for themselves.
  assert.equal((await civil.ask("bulk.check", { type, csv: table(line("r-2", "R 2")) })).known, 1);
});

test("with no node to reach it stays where it is; a tag that is held is refused for its row alone", async () => {
  const type = "birth-certificate";
  const rows = [line("first", "F 0"), line("held", "B 5"), line("free", "F 1")];
  const job = await civil.ask("bulk.begin", { type, csv: table(...rows), name: "held.csv" });
  await world.withoutNode(async () => {
    assert.equal(await civil.refused("bulk.run", { id: job.id }), "office.unreachable");
  });
  const done = await civil.ask("bulk.run", { id: job.id });
  assert.deepEqual([done.count.sealed, done.count.failed], [2, 1]);
  const listed = await civil.ask("bulk.rows", { id: job.id, from: 0, count: 10 });
  assert.equal(listed[0]?.code, "tag.held", "what failed comes first, however long the table is");
  assert.deepEqual(
    listed.map(({ key }) => key),
    ["held", "first", "free"],
  );

  // Nothing was issued by that row, so its key is free: the same table again issues it, once the way is clear.
  const claims = { registration_number: "B 5" };
  const other = await civil.ask("office.find_duplicate", { type, claims });
  await civil.ask("office.revoke", { commitment: other.commitment ?? "", reason: "error" });
  const csv = table(...rows);
  const again = await civil.ask("bulk.check", { type, csv });
  assert.deepEqual([again.ready, again.known, again.wrong], [1, 2, 0]);
  const next = await civil.ask("bulk.begin", { type, csv, name: "again.csv" });
  assert.equal((await civil.ask("bulk.run", { id: next.id })).count.sealed, 1);
  assert.equal((await civil.ask("bulk.check", { type, csv })).known, 3);
  const before = (await civil.ask("bulk.list", {})).find(({ id }) => id === job.id);
  assert.deepEqual([before?.total, before?.count.sealed, before?.count.failed], [2, 2, 0]);
});

test("two officers: a batch waits, is checked whole and read in part, and is sealed after the second", async () => {
  const type = { ...catalogueType("birth-certificate"), approvals: 2 } as JsonObject;
  const { approvals, id } = type;
  await world.decide("type.amend", { id: id ?? "", approvals: approvals ?? 2 });
  const second = await world.wallet({ name: "civil-second", mode: "full", office: "civil-registry" });
  const { officer } = await second.ask("office.keys", {});
  const now = world.clock();
  await world.decide("office.amend", {
    id: "civil-registry",
    addKeys: [{ use: "officer", key: officer, from: now - 60, to: now + 86_400 }],
  });
  await civil.ask("registry.sync", {});
  await second.ask("registry.sync", {});
  const rows = Array.from({ length: 40 }, (_, i) => line(`two-${i}`, `T ${i + 1}`));
  const csv = table(...rows);
  assert.equal((await civil.ask("bulk.check", { type: "birth-certificate", csv })).approvals, 2);
  const job = await civil.ask("bulk.begin", { type: "birth-certificate", csv, name: "two.csv" });
  const first = await civil.ask("bulk.run", { id: job.id });
  assert.equal(first.count.waiting, 40);
  const { batch } = await civil.ask("bulk.drafts", { id: job.id });
  const seen = await second.ask("bulk.preview_batch", { batch });
  assert.equal(seen.count, 40);
  assert.equal(seen.sample.length, 7);
  const looked = seen.sample.map(({ commitment }) => commitment);
  assert.deepEqual(
    (await second.ask("bulk.preview_batch", { batch })).sample.map(({ commitment }) => commitment),
    looked,
    "what was drawn stays drawn",
  );
  // Nor is it drawn anew by who starts the program again, or writes the same drafts in another order.
  const { drafts } = JSON.parse(batch) as { drafts: string[] };
  const turned = JSON.stringify({ typ: "sealfolio-batch-draft", drafts: drafts.toReversed() });
  second.close();
  await second.reopen();
  const anew = await second.ask("bulk.preview_batch", { batch: turned });
  assert.deepEqual(anew.sample.map(({ commitment }) => commitment).toSorted(), looked.toSorted());
  const missed = { batch, looked: looked.slice(1) };
  assert.equal(await second.refused("bulk.approve_batch", missed), "bulk.not_looked");
  await civil.ask("bulk.preview_batch", { batch });
  const all = (await civil.ask("bulk.rows", { id: job.id, from: 0, count: 100 })).flatMap(
    ({ commitment }) => commitment ?? [],
  );
  assert.equal(await civil.refused("bulk.approve_batch", { batch, looked: all }), "office.own_draft");
  const forged = batch.replace("Nora", "Nova");
  if (forged !== batch)
    assert.equal(await second.refused("bulk.preview_batch", { batch: forged }), "office.draft_unfit");
  const approved = await second.ask("bulk.approve_batch", { batch, looked });
  assert.deepEqual(approved, { sealed: 40, refused: 0 });
  assert.equal((await civil.ask("bulk.run", { id: job.id })).count.sealed, 40);
  assert.equal(await second.refused("bulk.preview_batch", { batch }), "office.draft_stale");
});
