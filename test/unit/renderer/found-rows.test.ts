import assert from "node:assert/strict";
import { test } from "node:test";
import { FoundRows, PAGE_ROWS } from "../../../renderer/screens/office/found-rows.ts";
import type { ArgsOf, AnswerOf } from "../../../src/contract/contract.ts";
import type { RegisterRowView } from "../../../src/contract/views.ts";

type Asked = ArgsOf<"office.find">;

/** A register of numbered rows that answers when it is told to. */
class SlowRegister {
  readonly asked: Asked[] = [];
  readonly #open: ((answer: AnswerOf<"office.find">) => void)[] = [];

  readonly ask = (asked: Asked): Promise<AnswerOf<"office.find">> => {
    this.asked.push(asked);
    return new Promise((resolve) => this.#open.push(resolve));
  };

  get pages(): readonly number[] {
    return this.asked.map(({ from }) => from / PAGE_ROWS);
  }

  async answer(mark = ""): Promise<void> {
    await settled();
    const { from, count } = this.asked.at(-1) as Asked;
    const rows = Array.from(
      { length: count },
      (_, i) => ({ commitment: `${mark}${from + i}` }) as RegisterRowView,
    );
    this.#open.shift()?.({ ok: true, value: { rows, found: 1_000_000, total: 1_000_000, milliseconds: 1 } });
    await settled();
  }

  async refuse(): Promise<void> {
    await settled();
    this.#open.shift()?.({ ok: false, code: "office.register_unread" });
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test("rows are asked for where they are looked at, one question at a time, places passed by not at all", async () => {
  const register = new SlowRegister();
  let changes = 0;
  const rows = new FoundRows({ search: "ada" }, register.ask, () => void changes++);
  assert.ok(!("found" in (rows.head ?? {})));
  await register.answer();
  assert.equal(rows.head?.found, 1_000_000);
  assert.equal(rows.rowAt(5)?.commitment, "5");
  assert.deepEqual(register.asked, [{ search: "ada", from: 0, count: PAGE_ROWS }]);
  // Dragged through everything: what is under way is finished, then comes the place where it stopped.
  for (const index of [50_000, 300_000, 500_000, 999_990]) assert.equal(rows.rowAt(index), undefined);
  await settled();
  rows.rowAt(700_000);
  rows.rowAt(20_000);
  await register.answer();
  await register.answer();
  assert.deepEqual(register.pages.slice(0, 3), [0, 19_999, 400]);
  assert.equal(rows.rowAt(20_001)?.commitment, "20001");
  assert.equal(rows.rowAt(999_990)?.commitment, "999990");
  assert.equal(changes, 3);
});

test("what was read before a change is shown until it is read again", async () => {
  const register = new SlowRegister();
  const rows = new FoundRows({}, register.ask, () => {});
  await register.answer("old ");
  rows.refresh();
  assert.equal(rows.rowAt(0)?.commitment, "old 0");
  await register.answer("new ");
  assert.equal(rows.rowAt(0)?.commitment, "new 0");
  await settled();
  assert.equal(register.asked.length, 2);
});

test("of many pages some are kept; one that is gone is asked for again", async () => {
  const register = new SlowRegister();
  const rows = new FoundRows({}, register.ask, () => {});
  await register.answer();
  for (let page = 1; page <= 60; page++) {
    rows.rowAt(page * PAGE_ROWS);
    await register.answer();
  }
  assert.equal(rows.rowAt(60 * PAGE_ROWS)?.commitment, "3000");
  assert.equal(rows.rowAt(0), undefined);
});

test("a refusal is told, and the next look asks again; who left hears nothing", async () => {
  const register = new SlowRegister();
  let changes = 0;
  const rows = new FoundRows({}, register.ask, () => void changes++);
  await register.refuse();
  assert.deepEqual([rows.code, rows.head?.found, changes], ["office.register_unread", undefined, 1]);
  rows.rowAt(0);
  await register.answer();
  assert.deepEqual([rows.code, rows.head?.total], [undefined, 1_000_000]);
  rows.rowAt(500);
  await settled();
  rows.leave();
  await register.answer();
  assert.equal(changes, 2);
});
