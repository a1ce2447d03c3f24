import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { issueToWaiting } from "../../../main/cli/commands/copies.ts";
import { Output } from "../../../main/cli/output.ts";
import type { Ask } from "../../../main/cli/wallet-session.ts";
import type { BatchRow, IssuedCopiesRow } from "../../../main/wallet/copies-rows.ts";
import type { OfferRow } from "../../../main/wallet/offers/rows.ts";
import { listWaiting } from "../../../main/wallet/offers/waiting-copies.ts";
import { nextBatch, type WaitingCopiesView } from "../../../src/contract/copies-views.ts";
import { STATUS } from "../../../src/chain/state/records.ts";
import { keyOf } from "../../support/offer-taker.ts";

const waiting = (count: number, code?: "copies.stopped"): WaitingCopiesView[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `${code ?? "id"} ${at}`,
    type: "birth-certificate",
    copies: 8,
    claims: {},
    since: at,
    ...(code === undefined ? {} : { code }),
  }));

suite("whom the next batch takes", () => {
  test("300 at the most, longest waiting first, and never so many that one is left alone", () => {
    for (const [count, taken, more] of [
      [0, 0, 0],
      [1, 1, 0],
      [300, 300, 0],
      [301, 299, 2],
      [302, 300, 2],
      [700, 300, 400],
    ] as const) {
      const batch = nextBatch([...waiting(3, "copies.stopped"), ...waiting(count)]);
      assert.deepEqual([batch.ids.length, batch.more], [taken, more], String(count));
      assert.deepEqual(batch.ids.slice(0, 2), ["id 0", "id 1"].slice(0, taken));
    }
  });

  test("with 301 the command line names 299 to the wallet, and says that two wait on", async () => {
    const notes: string[] = [];
    const results: unknown[] = [];
    class Heard extends Output {
      override note(text: string): void {
        notes.push(text);
      }
      override result(document: unknown): void {
        results.push(document);
      }
    }
    const asked: unknown[] = [];
    const ask = ((name: string, args: unknown) => {
      asked.push([name, args]);
      return Promise.resolve({ batch: "b", state: "sealed", holders: [], left: [] });
    }) as unknown as Ask;
    const rows = [...waiting(1, "copies.stopped"), ...waiting(301)];
    const exit = await issueToWaiting(ask, new Heard(false, "en"), "birth-certificate", rows);
    assert.equal(exit, 0);
    const ids = rows.slice(1, 300).map(({ id }) => id);
    assert.deepEqual(asked, [["copies.issue_waiting", { type: "birth-certificate", ids }]]);
    assert.match(notes.at(-1) ?? "", /^Others who wait: 2\./);
    assert.deepEqual(results, [
      {
        batch: "b",
        state: "sealed",
        holders: [],
        left: [{ id: "copies.stopped 0", code: "copies.stopped" }],
      },
    ]);
  });
});

test("who waits is told by one reading of what was issued, however many they are", () => {
  const COUNT = 301;
  const entries = <T>(rows: readonly T[]) => rows.map((value, at) => ({ id: `id ${at}`, version: 1, value }));
  const { x = "", y = "" } = keyOf("waiting").publicKey;
  const offers = entries(
    Array.from({ length: COUNT }, (_, at): OfferRow => ({
      type: "birth-certificate",
      format: "dc+sd-jwt",
      claims: {},
      copies: 1,
      asked: { at: 1000 - at, keys: [{ kty: "EC", crv: "P-256", x, y }] },
      made: 0,
      expires: 0,
      state: "collecting",
      code: "",
      misses: 0,
    })),
  );
  const copies = entries(
    Array.from({ length: COUNT }, (_, at): IssuedCopiesRow => ({
      batch: "batch",
      claims: {},
      line: `id ${at}`,
      copies: [{ credential: "", index: at, place: { index: at, proof: [] } }],
    })),
  );
  const batch: BatchRow = {
    type: "birth-certificate",
    expires: 0,
    made: 0,
    entry: "",
    hash: "",
    state: "sealed",
    certificates: [],
  };
  let read = 0;
  const store = {
    offers: { list: () => offers },
    batches: { list: () => [{ id: "batch", version: 1, value: batch }] },
    copies: {
      *each() {
        for (const one of copies) {
          read++;
          yield one;
        }
      },
    },
  };
  const state = {
    copy: (_: string, index: number) => ({ status: index === 7 ? STATUS.suspended : STATUS.valid }),
  };
  const session = { settings: { office: "civil-registry" }, registry: { state }, store };
  const listed = listWaiting(session as never);
  assert.equal(listed.length, COUNT);
  assert.equal(read, COUNT);
  assert.equal(listed[0]?.id, "id 300");
  assert.deepEqual(
    listed.filter(({ code }) => code !== undefined).map(({ id, code }) => [id, code]),
    [["id 7", "copies.stopped"]],
  );
});
