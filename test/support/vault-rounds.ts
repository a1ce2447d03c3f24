import assert from "node:assert/strict";
import { type Collection, jsonCodec } from "../../main/vault/collection.ts";
import type { Vault } from "../../main/vault/vault.ts";
import type { JsonValue } from "../../src/json/value.ts";

const SLOTS = 24;

export type Rows = Collection<JsonValue>;

export function ledger(vault: Vault): Rows {
  return vault.collection(
    "rounds",
    jsonCodec((value) => value),
  );
}

function size(round: number): number {
  return (round * 7919) % 9000;
}

/** What the rows must be after rounds 0 to `round`; -1 is the empty vault. */
function expected(round: number): ReadonlyMap<string, JsonValue> {
  const rows = new Map<string, JsonValue>();
  for (let each = 0; each <= round; each++) {
    rows.set("last", each);
    if (each % 5 === 4) rows.delete(`slot ${(each * 3) % SLOTS}`);
    else rows.set(`slot ${each % SLOTS}`, { round: each, fill: "x".repeat(size(each)) });
  }
  return rows;
}

/** One transaction over several rows of very different sizes. */
export function writeRound(vault: Vault, rows: Rows, round: number): void {
  vault.transaction(() => {
    rows.put("last", round);
    if (round % 5 === 4) rows.delete(`slot ${(round * 3) % SLOTS}`);
    else rows.put(`slot ${round % SLOTS}`, { round, fill: "x".repeat(size(round)) });
  });
}

/** The last round written; everything must be exactly as that round left it. */
export function checkRounds(vault: Vault): number {
  const rows = ledger(vault);
  const last = Number(rows.get("last") ?? -1);
  const found = new Map(rows.list().map((entry) => [entry.id, entry.value]));
  assert.deepEqual(found, new Map(expected(last)));
  assert.deepEqual(vault.examine().changed, []);
  return last;
}
