import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { draftsOf } from "../../../main/wallet/bulk/batch.ts";
import { deliveriesOf, listJobs } from "../../../main/wallet/bulk/jobs.ts";
import type { BulkJobRow, BulkRow, IssuedRow } from "../../../main/wallet/rows.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { parseCsv } from "../../../src/csv/parse.ts";
import { keyOf } from "../../support/offer-taker.ts";
import { hashOf } from "../../support/test-keys.ts";

// Files of a table that is too long for one: each holds as many rows as it has room for, and none is lost.

const ROWS = 7;
const JOB = "job";
const { x = "", y = "" } = keyOf("deliveries").publicKey;
const encryption = { kty: "EC", crv: "P-256", x, y } as const;
const commitments = Array.from({ length: ROWS }, (_, at) => hashOf(`row ${at}`));

/** An office's wallet with one table in it. */
function wallet(state: "waiting" | "sealed") {
  const job: BulkJobRow = { name: "t", type: "t", made: 0, total: ROWS };
  const rows = commitments.map((commitment, at): { id: string; version: number; value: BulkRow } => ({
    id: `row ${at}`,
    version: 1,
    value: { job: JOB, row: at + 2, key: `key "${at}"`, asks: "", request: "", claims: {}, commitment },
  }));
  const states = new Map(commitments.map((one) => [one, state as IssuedRow["state"]]));
  const issued = (commitment: string): IssuedRow => ({
    credential: `${commitment}.${"c".repeat(300)}~`,
    type: "t",
    claims: {},
    expires: 0,
    made: 0,
    entry: toBase64Url(new TextEncoder().encode("{}")),
    hash: "",
    encryption,
    state: states.get(commitment) ?? "sealed",
    index: 0,
    receipt: "receipt",
  });
  const store = {
    bulk: { get: (id: string) => (id === JOB ? job : undefined) },
    bulkRows: { each: () => rows.toReversed().values() },
    issued: { get: issued },
  };
  const registry = { view: { id: hashOf("registry") } };
  const session = {
    settings: { office: "o" },
    store,
    registry,
    primitives: { sha256: () => new Uint8Array(32) },
  };
  return { session: session as never, states };
}

suite("files of a table", () => {
  test("drafts: so many as a message has room for, and the next when those were approved", () => {
    const { session, states } = wallet("waiting");
    const whole = draftsOf(session, JOB);
    assert.deepEqual([whole.count, whole.more], [ROWS, 0]);
    const room = Math.ceil(whole.batch.length / 2);
    const seen: string[] = [];
    for (let files = 0; seen.length < ROWS; files++) {
      assert.ok(files < 4);
      const { batch, count, more } = draftsOf(session, JOB, room);
      assert.ok(batch.length <= room && count > 0);
      assert.equal(more, ROWS - seen.length - count);
      const { drafts } = JSON.parse(batch) as { drafts: string[] };
      assert.equal(drafts.length, count);
      for (const one of drafts) {
        const commitment = (JSON.parse(one) as { credential: string }).credential.slice(0, 43);
        seen.push(commitment);
        states.set(commitment, "sealed");
      }
    }
    assert.deepEqual(seen, commitments);
    // One that is larger than all the room stands alone rather than never.
    assert.equal(draftsOf(wallet("waiting").session, JOB, 10).count, 1);
  });

  test("deliveries: each row in one of the files, in the order of the table", async () => {
    const { session } = wallet("sealed");
    const whole = await deliveriesOf(session, { id: JOB });
    assert.equal(whole.next, undefined);
    const room = Math.ceil(whole.csv.length / 2);
    const seen: string[] = [];
    for (let from: number | undefined = 0; from !== undefined;) {
      const part: Awaited<ReturnType<typeof deliveriesOf>> = await deliveriesOf(
        session,
        { id: JOB, from },
        room,
      );
      const { head, rows } = parseCsv(part.csv);
      assert.deepEqual(head, ["key", "commitment", "delivery"]);
      assert.ok(part.csv.length <= room + 100 && rows.length > 0);
      seen.push(...rows.map(({ fields }) => fields[1] ?? ""));
      assert.ok(part.next === undefined || part.next > from);
      from = part.next;
    }
    assert.deepEqual(seen, commitments);
    assert.ok((await deliveriesOf(session, { id: JOB }, 10)).next === 1);
  });
});

test("tables are listed by one reading of their rows, however many they are", () => {
  const jobs = Array.from({ length: 50 }, (_, at) => ({
    id: `job ${at}`,
    version: 1,
    value: { name: "t", type: "t", made: at, total: 2 },
  }));
  let read = 0;
  const bulkRows = {
    *each() {
      for (const { id: job } of [...jobs, ...jobs]) {
        read++;
        const value: BulkRow = { job, row: 2, key: "", asks: "", request: "", claims: {} };
        yield { id: job, version: 1, value: read % 2 === 0 ? value : { ...value, code: "office.claims" } };
      }
    },
  };
  const session = { settings: { office: "o" }, store: { bulk: { list: () => jobs }, bulkRows } };
  const listed = listJobs(session as never);
  assert.equal(read, 100);
  assert.equal(listed[0]?.id, "job 49");
  assert.ok(listed.every(({ count }) => count.ready + count.failed === 2));
});
