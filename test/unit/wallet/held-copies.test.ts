import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BackupRowValue } from "../../../main/wallet/backup-rows.ts";
import type { HeldRow } from "../../../main/wallet/rows.ts";
import type { Session } from "../../../main/wallet/session.ts";
import {
  heldTexts,
  lastToEnd,
  readyCopies,
  spendCopies,
  turnCopies,
  viewCopies,
} from "../../../main/wallet/copies/held-copies.ts";
import { codeOf } from "../../../src/error.ts";

const copyOf = (name: string, kept = 100, among = 64) => ({
  credential: `credential ${name}`,
  commitment: name,
  receipt: `receipt ${name}`,
  holder: `key ${name}`,
  kept,
  among,
  expires: 10_000,
});

function rowOf(names: readonly string[], kept = 100): HeldRow {
  const [front, ...spare] = names.map((name) => copyOf(name, kept));
  const { among, expires, ...first } = front ?? copyOf("none");
  return { ...first, request: "r", copies: { kept, among, expires, used: false, spent: 0, spare } };
}

/** As much of a session as copies need; `restored` is when the backup was made that it came out of. */
function sessionWith(row: HeldRow, restored?: number) {
  const rows = new Map([["id", row]]);
  const forgotten: string[] = [];
  const backup: BackupRowValue = {
    every: "off",
    ...(restored === undefined ? {} : { restored: { made: restored, at: restored + 5 } }),
  };
  const session = {
    store: {
      held: {
        get: (id: string) => rows.get(id),
        put: (id: string, value: HeldRow) => void rows.set(id, value),
        list: () => [...rows].map(([id, value]) => ({ id, value })),
      },
    },
    clock: () => 1000,
    keyring: { deleteKey: (id: string) => forgotten.push(id) },
    vault: { transaction: <T>(work: () => T) => work(), collection: () => ({ get: () => backup }) },
  } as unknown as Session;
  return { session, forgotten, held: () => rows.get("id") as HeldRow };
}

const SHOWN = [{ credential: "id" }, { credential: "id" }];

function visit(session: Session): string | undefined {
  try {
    readyCopies(session, SHOWN);
    spendCopies(session, SHOWN);
  } catch (error) {
    return String(codeOf(error));
  }
  return undefined;
}

describe("copies of a certificate", () => {
  it("go one a visit, their keys with them, and never come back", () => {
    const { session, forgotten, held } = sessionWith(rowOf(["a", "b", "c"]));
    const shown: string[] = [];
    for (let visits = 0; visits < 3; visits++) {
      shown.push(held().commitment);
      assert.equal(visit(session), undefined);
    }
    assert.deepEqual(shown, ["a", "b", "c"]);
    assert.deepEqual(forgotten, ["key a", "key b"]);
    assert.equal(visit(session), "present.copies_spent");
    assert.deepEqual(viewCopies(session, held(), held().copies as NonNullable<HeldRow["copies"]>), {
      left: 0,
      spent: 3,
      among: 64,
      warn: ["none"],
    });
  });

  it("that a backup brought back count as spent, those that came since do not", () => {
    const row = rowOf(["a", "b"]);
    const { session, held } = sessionWith(row, 100);
    const copies = () => held().copies as NonNullable<HeldRow["copies"]>;
    assert.deepEqual(viewCopies(session, held(), copies()).warn, ["none", "restored"]);
    assert.equal(visit(session), "present.copies_spent");
    assert.equal(held().copies?.spent, 0);
    session.store.held.put("id", {
      ...row,
      copies: { ...copies(), spare: [...copies().spare, copyOf("new", 101)] },
    });
    assert.equal(viewCopies(session, held(), copies()).left, 1);
    readyCopies(session, SHOWN);
    assert.equal(held().commitment, "new");
    assert.equal(visit(session), undefined);
    assert.equal(visit(session), "present.copies_spent");
  });

  it("are warned of where few are left, and where few hold one of the same batch", () => {
    const { session, held } = sessionWith(rowOf(["a", "b", "c"]));
    const copies = held().copies as NonNullable<HeldRow["copies"]>;
    assert.deepEqual(viewCopies(session, held(), copies).warn, []);
    assert.deepEqual(viewCopies(session, held(), { ...copies, among: 15 }).warn, ["among"]);
    assert.deepEqual(viewCopies(session, held(), { ...copies, spare: copies.spare.slice(1) }).warn, ["few"]);
  });

  it("that ended unseen are not shown, and make room with their keys for those that count", () => {
    const row = rowOf(["a", "b", "c", "d"]);
    const copies = row.copies as NonNullable<HeldRow["copies"]>;
    const [second, third, fourth] = copies.spare;
    assert.ok(second !== undefined && third !== undefined && fourth !== undefined);
    const spare = [{ ...second, expires: 1000 }, { ...third, expires: 5000, kept: 900 }, fourth];
    const { session, forgotten, held } = sessionWith({ ...row, copies: { ...copies, expires: 999, spare } });
    const now = () => held().copies as NonNullable<HeldRow["copies"]>;
    assert.equal(viewCopies(session, held(), now()).left, 2);
    assert.deepEqual(lastToEnd(session, held()), { kept: 100, expires: 10_000 });
    turnCopies(session);
    assert.equal(held().commitment, "c");
    assert.equal(held().copies?.spent, 0);
    assert.deepEqual(forgotten, ["key b", "key a"]);
    turnCopies(session);
    assert.deepEqual(forgotten.length, 2, "nothing more to do");
    assert.equal(visit(session), undefined);
    assert.equal(visit(session), undefined);
    assert.equal(visit(session), "present.copies_spent");
  });

  it("are followed in the registry, also those that wait", () => {
    const { session } = sessionWith(rowOf(["a", "b", "c"]));
    assert.deepEqual(heldTexts(session.store), ["credential a", "credential b", "credential c"]);
  });

  it("leave a certificate without copies as it is", () => {
    const { copies: _copies, ...plain } = rowOf(["a"]);
    const { session, held } = sessionWith(plain);
    for (let visits = 0; visits < 3; visits++) assert.equal(visit(session), undefined);
    assert.deepEqual(held(), plain);
  });
});
