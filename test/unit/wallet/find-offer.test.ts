import assert from "node:assert/strict";
import { test } from "node:test";
import { OfferFinder } from "../../../main/wallet/offers/find-offer.ts";
import type { OfferRow } from "../../../main/wallet/offers/rows.ts";

const offer = (code: string, more: Partial<OfferRow> = {}): OfferRow => ({
  type: "t",
  format: "dc+sd-jwt",
  claims: {},
  made: 0,
  expires: 0,
  state: "offered",
  code,
  misses: 0,
  ...more,
});

/** Rows as a vault has them, with how many of them were opened. */
class Rows {
  readonly rows = new Map<string, OfferRow>();
  opened = 0;
  readonly #told: ((id: string) => void)[] = [];

  put(id: string, row: OfferRow): void {
    this.rows.set(id, row);
    for (const told of this.#told) told(id);
  }

  onWrite(told: (id: string) => void): void {
    this.#told.push(told);
  }

  get(id: string): OfferRow | undefined {
    this.opened++;
    return this.rows.get(id);
  }

  *each() {
    for (const [id, value] of this.rows) {
      this.opened++;
      yield { id, version: 1, value };
    }
  }
}

test("an offer is found by what a stranger shows, and rows are opened once for all that anybody shows", () => {
  const rows = new Rows();
  for (let i = 0; i < 100; i++) rows.put(`offer ${i}`, offer(`code ${i}`));
  const finder = new OfferFinder(rows);
  assert.equal(finder.find("code", "code 7")?.id, "offer 7");
  rows.opened = 0;
  for (let i = 0; i < 1000; i++) assert.equal(finder.find("token", `guessed ${i}`), undefined);
  assert.equal(finder.find("token", "code 7"), undefined);
  assert.equal(rows.opened, 0);

  rows.put("offer 7", offer("code 7", { token: "a", refresh: "r" }));
  rows.put("new", offer("code of the new"));
  assert.equal(finder.find("token", "a")?.id, "offer 7");
  assert.equal(finder.find("refresh", "r")?.row.token, "a");
  assert.equal(finder.find("code", "code of the new")?.id, "new");
  // A token that gave way to another stands for nothing.
  rows.put("offer 7", offer("code 7", { token: "b", refresh: "r" }));
  assert.equal(finder.find("token", "a"), undefined);
  assert.equal(finder.find("token", "b")?.id, "offer 7");
  // A write that its transaction took back.
  rows.put("offer 8", offer("code 8", { token: "never" }));
  rows.rows.set("offer 8", offer("code 8"));
  assert.equal(finder.find("token", "never"), undefined);
  assert.equal(finder.find("code", "code 8")?.id, "offer 8");
  assert.ok(rows.opened < 20);
});
