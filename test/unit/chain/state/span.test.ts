import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addSpans, endSpan } from "../../../../src/chain/entries/rights.ts";
import { countsAt, overlap } from "../../../../src/chain/state/span.ts";

describe("countsAt", () => {
  it("counts from its first to its last second", () => {
    const span = { from: 10, to: 20 };
    assert.deepEqual(
      [9, 10, 20, 21].map((time) => countsAt(span, time)),
      [false, true, true, false],
    );
  });

  it("counts no more from the time of distrust on", () => {
    const span = { from: 10, to: 20, distrusted: 15 };
    assert.deepEqual(
      [14, 15, 16].map((time) => countsAt(span, time)),
      [true, false, false],
    );
  });
});

describe("overlap", () => {
  it("means a second in common", () => {
    assert.equal(overlap({ from: 1, to: 5 }, { from: 5, to: 9 }), true);
    assert.equal(overlap({ from: 6, to: 9 }, { from: 1, to: 5 }), false);
    assert.equal(overlap({ from: 1, to: 9 }, { from: 3, to: 4 }), true);
  });
});

describe("endSpan and addSpans", () => {
  const rows = [
    { name: "a", from: 1, to: 5 },
    { name: "b", from: 1, to: 5 },
    { name: "a", from: 6, to: 9 },
  ];

  it("ends the newest row of a name and leaves the others as they are", () => {
    const ended = endSpan(rows, ({ name }) => name === "a", { to: 7 }, "right.unknown");
    assert.ok(ended.ok);
    assert.deepEqual(ended.value, [rows[0], rows[1], { name: "a", from: 6, to: 7 }]);
    assert.equal(rows[2]?.to, 9);
  });

  it("adds rows that follow, also of one entry", () => {
    const nameOf = ({ name }: { readonly name: string }): string => name;
    const added = [
      { name: "a", from: 10, to: 11 },
      { name: "a", from: 12, to: 13 },
    ];
    const all = addSpans(rows, added, nameOf);
    assert.deepEqual(all, { ok: true, value: [...rows, ...added] });
    const twice = addSpans(rows, [...added, { name: "a", from: 13, to: 14 }], nameOf);
    assert.deepEqual(twice, { ok: false, code: "right.overlap" });
  });
});
