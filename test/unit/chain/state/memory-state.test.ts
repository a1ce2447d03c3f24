import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MemoryState } from "../../../../src/chain/state/memory-state.ts";
import { Overlay } from "../../../../src/chain/state/overlay.ts";
import type { State, Write } from "../../../../src/chain/state/state.ts";
import { batchOf, changeCopies, issueBatch } from "../../../support/kit-copies.ts";
import { commitmentOf } from "../../../support/registry-kit.ts";
import { standardRegistry } from "../../../support/standard-registry.ts";
import { hashOf, keyText, seedSigner } from "../../../support/test-keys.ts";

function writable(): readonly [string, State & { write(writes: readonly Write[]): void }][] {
  return [
    ["MemoryState", new MemoryState()],
    ["Overlay", new Overlay(new MemoryState())],
    ["Overlay on an Overlay", new Overlay(new Overlay(new MemoryState()))],
  ];
}

function authority(id: string, change: object = {}): Write {
  const base = { name: { en: id }, entry: `${id} entry`, cosign: `${id} cosign`, admitted: 0, past: [] };
  return { table: "authority", record: { id, ...base, last: hashOf(id), ...change } };
}

for (const [name, state] of writable()) {
  describe(name, () => {
    it("is empty at first", () => {
      assert.equal(state.registry(), undefined);
      assert.deepEqual([state.authorities(), state.offices(), state.types()], [[], [], []]);
      assert.equal(state.tagsHeld("t", 1), 0);
      assert.equal(state.keyOwner("k"), undefined);
      assert.equal(state.atIndex("o", 0), undefined);
    });

    it("keeps its lists sorted by id as UTF-16 code units, and current", () => {
      state.write([authority("b"), authority("a.b"), authority("a")]);
      assert.deepEqual(
        state.authorities().map(({ id }) => id),
        ["a", "a.b", "b"],
      );
      state.write([authority("a-b"), authority("b", { retired: 7 })]);
      assert.deepEqual(
        state.authorities().map(({ id }) => id),
        ["a", "a-b", "a.b", "b"],
      );
      assert.equal(state.authorities().at(-1)?.retired, 7);
      assert.equal(state.authority("b")?.retired, 7);
    });

    it("knows whose a key is, past keys included", () => {
      const past = [{ entry: "old entry", cosign: "old cosign", log: "old log", until: 3 }];
      state.write([authority("c", { log: "c log", past })]);
      for (const key of ["c entry", "c cosign", "c log", "old entry", "old cosign", "old log"]) {
        assert.equal(state.keyOwner(key), "authority/c");
      }
    });

    it("holds, hands on and counts tags by type and epoch", () => {
      const tag = (holder: string | undefined, epoch = 1): Write => ({
        table: "tag",
        type: "t",
        tag: "x",
        epoch,
        holder,
      });
      state.write([tag("c1")]);
      assert.equal(state.tagHolder("t", "x"), "c1");
      assert.equal(state.tagHolder("u", "x"), undefined);
      assert.equal(state.tagsHeld("t", 1), 1);
      assert.deepEqual([[...state.tagsOf("t")], [...state.tagsOf("u")]], [["x"], []]);
      state.write([{ table: "tag", type: "u", tag: "x", epoch: 1, holder: "c9" }]);
      assert.deepEqual([[...state.tagsOf("t")], [...state.tagsOf("u")]], [["x"], ["x"]]);
      state.write([tag(undefined), tag("c2")]);
      assert.equal(state.tagHolder("t", "x"), "c2");
      assert.equal(state.tagsHeld("t", 1), 1);
      state.write([tag(undefined), tag("c2", 2)]);
      assert.deepEqual([state.tagsHeld("t", 1), state.tagsHeld("t", 2)], [0, 1]);
      state.write([tag(undefined, 2)]);
      assert.equal(state.tagHolder("t", "x"), undefined);
      assert.equal(state.tagsHeld("t", 2), 0);
      assert.deepEqual([[...state.tagsOf("t")], [...state.tagsOf("u")]], [[], ["x"]]);
    });
  });
}

/** Everything a state answers about what a list of writes touches. */
function answers(state: State, writes: readonly Write[]): unknown {
  return [
    state.registry(),
    state.authorities(),
    state.offices(),
    state.types(),
    writes.map((write) => {
      if (write.table === "tag") {
        return [
          state.tagHolder(write.type, write.tag),
          state.tagEpoch(write.type, write.tag),
          state.tagsHeld(write.type, write.epoch),
        ];
      }
      if (write.table === "credential") {
        const { commitment, index, office } = write.record;
        return [state.credential(commitment), state.atIndex(office, index)];
      }
      if (write.table === "copy") return state.copy(write.record.office, write.record.index);
      if (write.table === "deposit") return state.deposit(write.record.digest);
      return write.table === "type" ? state.typeByVct(write.record.vct) : undefined;
    }),
  ];
}

describe("Overlay", () => {
  it("answers like the state it would be folded into, and leaves its base alone", () => {
    const { kit, land, identity, archive } = standardRegistry();
    const old = batchOf(kit.take(issueBatch(kit, identity, "id-card", { first: 700 })));
    const overlay = new Overlay(kit.state);
    const untouched = answers(kit.state, []);
    const issued = kit.issue(land, "title", { tag: hashOf("p"), owners: ["ana"] });
    const commitment = commitmentOf(issued);
    const judged = [
      issued,
      kit.deposit(archive, hashOf("file")),
      kit.withdraw("bank"),
      kit.define("new-type"),
      issueBatch(kit, identity, "id-card", { first: 900 }),
      changeCopies(kit, identity, old, [701, 705]),
    ];
    for (const leaf of judged) {
      const outcome = kit.judge(leaf);
      assert.ok(outcome.ok);
      overlay.write(outcome.value);
    }
    const writes = overlay.writes();
    assert.deepEqual(answers(kit.state, []), untouched);
    assert.equal(kit.state.credential(commitment), undefined);
    assert.equal(overlay.credential(commitment)?.office, "land");
    assert.notEqual(overlay.atIndex("identity", 907), undefined);
    assert.equal(overlay.atIndex("identity", 702), old);
    assert.equal(overlay.copy("identity", 705)?.status, 1);
    assert.equal(overlay.keyOwner(keyText(seedSigner("land officer 1"))), "office/land");
    const laidOver = answers(overlay, writes);
    assert.ok(kit.state instanceof MemoryState);
    kit.state.write(writes);
    assert.deepEqual(answers(kit.state, writes), laidOver);
  });
});
