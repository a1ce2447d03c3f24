import assert from "node:assert/strict";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { createVault } from "../../../main/vault/create.ts";
import type { Vault } from "../../../main/vault/vault.ts";
import { takeStatusIndexes, takeStatusRange } from "../../../main/wallet/office/status-index.ts";
import { type IssuedRow, openStore, type WalletStore } from "../../../main/wallet/rows.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

const CHUNK = 16_384;

const rowAt = (index: number): IssuedRow => ({
  credential: "x",
  type: "id-card",
  claims: {},
  expires: 3_000_000,
  made: 1_000_000,
  entry: "e",
  hash: "h",
  state: "sealed",
  index,
});

interface World {
  readonly vault: Vault;
  readonly store: WalletStore;
  /** How often all that was issued was gone through. */
  readonly readings: () => number;
  readonly take: (onChain?: ReadonlySet<number>) => number;
}

/** An office whose rows were written before places were kept. */
async function withRows(places: readonly number[]): Promise<World> {
  const vault = await createVault(join(tempFolder({ after }), "vault.sqlite"), PASSPHRASE, vaultDeps());
  const store = openStore(vault);
  vault.transaction(() => places.forEach((index, i) => store.issued.put(`c${i}`, rowAt(index))));
  let readings = 0;
  const each = store.issued.each.bind(store.issued);
  store.issued.each = function* (...args) {
    readings++;
    yield* each(...args);
  };
  const take = (onChain: ReadonlySet<number> = new Set()): number => {
    const state = { atIndex: (_: string, index: number) => (onChain.has(index) ? "c" : undefined) };
    const session = { store, random: systemRandom };
    return vault.transaction(() => takeStatusIndexes(session, { id: "office", state }, 1)[0] as number);
  };
  return { vault, store, readings: () => readings, take };
}

suite("a place in an office's status list", () => {
  test("is given once; what was issued is gone through once, however many more there are", async () => {
    const before = Array.from({ length: 200 }, (_, i) => 7 * i);
    const { take, readings } = await withRows(before);
    const taken = new Set(before);
    for (let i = 0; i < 300; i++) {
      const index = take();
      assert.ok(!taken.has(index) && index < CHUNK);
      taken.add(index);
    }
    assert.equal(readings(), 1);
  });

  test("is drawn among twice as many as are taken, over all of them", async () => {
    const { take, store } = await withRows(Array.from({ length: CHUNK / 2 }, (_, i) => i));
    const drawn = Array.from({ length: 60 }, () => take());
    assert.ok(drawn.every((index) => index >= CHUNK / 2 && index < 2 * CHUNK));
    assert.ok(drawn.some((index) => index < CHUNK) && drawn.some((index) => index >= CHUNK));
    assert.equal(store.places.get("all")?.taken, CHUNK / 2 + 60);
  });

  test("that the registry gives to somebody is not given", async () => {
    const { take } = await withRows([]);
    const onChain = new Set(Array.from({ length: CHUNK }, (_, i) => i).filter((i) => i % 64 !== 5));
    for (let i = 0; i < 20; i++) assert.equal(take(onChain) % 64, 5);
  });

  test("goes back with all else if what takes it is not written", async () => {
    const { vault, store, take } = await withRows([3]);
    take();
    const before = store.places.list();
    assert.throws(() =>
      vault.transaction(() => {
        take();
        throw new Error("power");
      }),
    );
    assert.deepEqual(store.places.list(), before);
  });

  test("that waits for owners' consent is taken as well", async () => {
    const { store, take } = await withRows([]);
    const { entry: _entry, hash: _hash, state: _state, ...row } = rowAt(11);
    store.proposals.put("p", { old: "o", reason: "correction", body: {}, row, answerBy: 2_000_000 });
    const others = new Set(Array.from({ length: CHUNK }, (_, i) => i).filter((i) => i !== 11 && i !== 12));
    assert.equal(take(others), 12);
  });

  test("as a range lies in free places alone, wherever these are, and is taken as a whole", async () => {
    const { vault, store } = await withRows([]);
    const state = { atIndex: (_: string, index: number) => (index % 1000 === 0 ? "c" : undefined) };
    const office = { id: "office", state };
    const session = { store, random: systemRandom };
    const range = (count: number) => vault.transaction(() => takeStatusRange(session, office, count));
    const taken = new Set<number>();
    for (let i = 0; i < 20; i++) {
      const first = range(200);
      assert.ok(first !== undefined);
      for (let index = first; index < first + 200; index++) {
        assert.notEqual(index % 1000, 0);
        assert.ok(!taken.has(index));
        taken.add(index);
      }
      const [single = -1] = vault.transaction(() => takeStatusIndexes(session, office, 1));
      assert.ok(!taken.has(single));
      taken.add(single);
    }
    assert.equal(store.places.get("all")?.taken, taken.size);
    assert.equal(range(1001), undefined);
  });
});
