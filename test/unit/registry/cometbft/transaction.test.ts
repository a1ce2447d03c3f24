import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import {
  entriesOf,
  MAX_TX_BYTES,
  transactionOf,
  transactionsOf,
} from "../../../../main/registry/cometbft/transaction.ts";
import { MAX_ENTRY_BYTES } from "../../../../src/chain/entries/kinds/table.ts";
import { toHex } from "../../../../src/bytes/hex.ts";
import { concat, utf8 } from "../../../../src/bytes/bytes.ts";
import { encodeBundle } from "../../../../src/merkle/bundle.ts";

/** As an entry begins; what follows is anything. */
const entry = fc.uint8Array({ maxLength: 600 }).map((rest) => concat(utf8("{"), rest));

function together(...entries: readonly Uint8Array[]): Uint8Array {
  return concat(new Uint8Array([0]), encodeBundle(entries));
}

test("entries come out of a transaction as they went in, alone or together", () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
      const read = entriesOf(transactionOf(entries));
      assert.deepEqual(read.map(toHex), entries.map(toHex));
    }),
  );
  const [alone] = [utf8('{"after":""}')];
  assert.equal(transactionOf([alone]), alone);
});

test("whatever bytes a transaction is, reading it gives entries that make it again, or none", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(entry, { maxLength: 4 }).map((all) => together(...all)),
  );
  fc.assert(
    fc.property(bytes, (transaction) => {
      const entries = entriesOf(transaction);
      if (entries.length > 0) assert.equal(toHex(transactionOf(entries)), toHex(transaction));
    }),
  );
});

test("a bundle of none, of one, cut short, too long or of more than 256 holds no entry", () => {
  const [a, b] = [utf8("{a}"), utf8("{b}")];
  const whole = together(a, b);
  const many = new Uint8Array(1 + 2 * 257);
  const bad = [
    new Uint8Array([0]),
    together(a),
    whole.subarray(0, -1),
    concat(whole, new Uint8Array([0])),
    concat(whole, new Uint8Array([0xff, 0xff, 1])),
    many,
  ];
  for (const transaction of bad) assert.deepEqual(entriesOf(transaction), []);
  assert.equal(entriesOf(whole).length, 2);
  assert.equal(entriesOf(many.subarray(0, 1 + 2 * 256)).length, 256);
});

test("entries share transactions that the engine has room for, in order, none of them left out", () => {
  const sized = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(MAX_ENTRY_BYTES));
  const lists = fc.array(sized, { minLength: 1, maxLength: 600, size: "max" });
  fc.assert(
    fc.property(lists, (lengths) => {
      const entries = lengths.map((length) => ({ bytes: new Uint8Array(length).fill(0x7b) }));
      const shared = transactionsOf(entries);
      assert.deepEqual(
        shared.flat().map(({ bytes }) => bytes.length),
        lengths,
      );
      for (const part of shared) {
        const transaction = transactionOf(part.map(({ bytes }) => bytes));
        assert.ok(transaction.length <= MAX_TX_BYTES);
        assert.equal(entriesOf(transaction).length, part.length);
      }
      // No two neighbours would have fitted into one.
      for (const [at, part] of shared.slice(1).entries()) {
        const before = shared[at] as typeof part;
        const first = part[0] as (typeof part)[number];
        const joined = [...before, first].reduce((sum, { bytes }) => sum + 2 + bytes.length, 1);
        assert.ok(joined > MAX_TX_BYTES || before.length === 256);
      }
    }),
    { numRuns: 30 },
  );
});
