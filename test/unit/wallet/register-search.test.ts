import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { createVault } from "../../../main/vault/create.ts";
import type { Vault } from "../../../main/vault/vault.ts";
import { type ReadingWatch, RegisterSearch } from "../../../main/wallet/office/register-search.ts";
import { wordsOf } from "../../../main/wallet/office/register-words.ts";
import { type IssuedRow, openStore, type WalletStore } from "../../../main/wallet/rows.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

const commitment = (row: number): string =>
  toBase64Url(new Uint8Array(32).fill(row, 0, 4).fill(row >>> 8, 4));

const makeRow = (row: number, name = "Ada"): IssuedRow => ({
  credential: "x".repeat(500),
  type: "id-card",
  claims: { given_name: name, number: `N-${row}` },
  expires: 3_000_000,
  made: 1_000_000 + row,
  entry: "e",
  hash: "h",
  state: "submitted",
  index: row,
});

interface World {
  readonly vault: Vault;
  readonly store: WalletStore;
}

async function withRows(count: number): Promise<World> {
  const vault = await createVault(join(tempFolder({ after }), "vault.sqlite"), PASSPHRASE, vaultDeps());
  const store = openStore(vault);
  vault.transaction(() => {
    for (let row = 0; row < count; row++) store.issued.put(commitment(row), makeRow(row));
  });
  return { vault, store };
}

function searchOf(
  { store }: World,
  options: { thread?: boolean; watch?: ReadingWatch } = {},
): RegisterSearch {
  return new RegisterSearch({
    rows: store.issued,
    statuses: { version: () => "1", read: () => undefined },
    watch: () => options.watch,
    minForThread: options.thread === true ? 1 : 1_000_000,
  });
}

const asked = (search: string) => ({ words: wordsOf(search), from: 0, count: 10, now: 2_000_000 });

for (const thread of [false, true]) {
  const where = thread ? "in a thread" : "in the process";
  test(`${where}: what is written while it is read, and after, is found as it stands`, async () => {
    const world = await withRows(700);
    const search = searchOf(world, { thread });
    try {
      const first = search.find(asked("ada 699"));
      world.store.issued.put(commitment(700), makeRow(700, "Ruth"));
      world.store.issued.put(commitment(3), { ...makeRow(3), state: "sealed" });
      assert.deepEqual((await first).commitments, [commitment(699)]);
      assert.deepEqual((await search.find(asked("ruth"))).commitments, [commitment(700)]);
      const waiting = await search.find({ ...asked(""), group: "waiting" });
      assert.deepEqual([waiting.found, waiting.total], [700, 701]);
      // What its transaction takes back is not there.
      assert.throws(() =>
        world.vault.transaction(() => {
          world.store.issued.put(commitment(701), makeRow(701, "Nobody"));
          throw new Error("no");
        }),
      );
      assert.equal((await search.find(asked("nobody"))).found, 0);
      // A new vault key changes nothing of it.
      await world.vault.rekey(PASSPHRASE);
      world.store.issued.put(commitment(702), makeRow(702, "Late"));
      assert.equal((await search.find(asked("late"))).found, 1);
    } finally {
      search.close();
      world.vault.close();
    }
  });

  test(`${where}: the lock ends it`, async () => {
    const world = await withRows(300);
    const search = searchOf(world, { thread });
    assert.equal((await search.find(asked("ada"))).found, 300);
    const under = search.find(asked("ada"));
    const ended = Promise.allSettled([under]);
    search.close();
    world.vault.lock();
    await ended;
    await assert.rejects(search.find(asked("ada")), { code: "vault.locked" });
    world.vault.close();
  });
}

test("the key that a thread is lent is wiped by the lock", async () => {
  const { vault, store } = await withRows(1);
  const { key, packs } = store.issued.sealed();
  assert.ok(key.some((byte) => byte !== 0));
  vault.lock();
  assert.ok(key.every((byte) => byte === 0));
  assert.throws(() => [...packs()], { code: "vault.locked" });
  vault.close();
});

test("a lock while it is read ends the reading, and who waits is told", async () => {
  const world = await withRows(2_000);
  const search = searchOf(world, { thread: true });
  const waiting = search.find(asked("ada"));
  const refused = assert.rejects(waiting, { code: "vault.locked" });
  search.close();
  world.vault.lock();
  await refused;
  world.vault.close();
});

test("it is told how much is read; stopped, it says so and is read anew when asked again", async () => {
  const world = await withRows(1_000);
  const stop = new AbortController();
  const told: number[] = [];
  let ended = 0;
  let signal = stop.signal;
  const watch: ReadingWatch = {
    get signal() {
      return signal;
    },
    tell: ({ done, total }) => {
      told.push(done);
      assert.equal(total, 1_000);
      stop.abort();
    },
    end: () => void ended++,
  };
  const search = searchOf(world, { thread: true, watch });
  try {
    await assert.rejects(search.find(asked("ada")), { code: "office.register_unread" });
    assert.equal(ended, 1);
    assert.ok(told.length > 0);
    signal = new AbortController().signal;
    assert.equal((await search.find(asked("ada"))).found, 1_000);
    assert.deepEqual([told.at(-1), ended], [1_000, 2]);
  } finally {
    search.close();
    world.vault.close();
  }
});
