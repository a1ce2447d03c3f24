import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isWithin, sectionsOf } from "../../../renderer/frame/nav-items.ts";
import { registryState } from "../../../renderer/frame/registry-line.ts";
import { SHORTEST_PASSPHRASE, strengthOf } from "../../../renderer/parts/passphrase-strength.ts";
import { qrPath } from "../../../src/text/qr-path.ts";
import { rowForKey, ROW_HEIGHT, scrollTopFor, windowAt } from "../../../renderer/parts/table-window.ts";
import type { SourceView } from "../../../src/contract/views.ts";

describe("how hard a passphrase is to guess", () => {
  const cases: readonly (readonly [passphrase: string, strength: string])[] = [
    ["", "too_short"],
    ["a1!B2?c", "too_short"],
    ["😀😀😀😀", "too_short"],
    ["aaaaaaaaaaaaaaaa", "weak"],
    ["12345678", "weak"],
    ["password1", "weak"],
    ["Passwort2024", "weak"],
    ["abcdefghij", "weak"],
    ["87654321", "weak"],
    ["sunshine", "weak"],
    ["correct horse battery staple", "strong"],
    ["Vier Wörter reichen nicht immer", "strong"],
    ["x7#Kp2!mQ9", "good"],
    ["nine crows sit", "fair"],
    ["nine crows sit on a wall", "good"],
  ];
  for (const [passphrase, strength] of cases) {
    it(`"${passphrase}" is ${strength}`, () => assert.equal(strengthOf(passphrase), strength));
  }

  it("asks for as many characters as main does", () => {
    assert.equal(strengthOf("é".repeat(SHORTEST_PASSPHRASE - 1)), "too_short");
    assert.notEqual(strengthOf("é".repeat(SHORTEST_PASSPHRASE)), "too_short");
  });
});

describe("the rows of a table that are drawn", () => {
  const VIEW = 460;

  it("are those in view and a few more", () => {
    assert.deepEqual(windowAt(1000, 0, VIEW), { height: 46_000, first: 0, end: 16, offset: 0 });
    const { first, end, offset } = windowAt(1000, 100 * ROW_HEIGHT, VIEW);
    assert.deepEqual([first, end, offset], [94, 116, 94 * ROW_HEIGHT]);
    assert.equal(windowAt(1000, 1e9, VIEW).end, 1000);
    assert.deepEqual(windowAt(3, 0, VIEW), { height: 138, first: 0, end: 3, offset: 0 });
  });

  it("reach the last of a million, in a height that browsers can lay out", () => {
    const count = 1_000_000;
    const { height } = windowAt(count, 0, VIEW);
    assert.ok(height <= 16_000_000);
    const last = windowAt(count, height - VIEW, VIEW);
    assert.equal(last.end, count);
    // The last row ends where what is scrolled ends.
    assert.ok(Math.abs(last.offset + (count - last.first) * ROW_HEIGHT - height) < 1);
  });

  it("stand still until a row that is wanted is out of view, whichever table", () => {
    for (const count of [1000, 1_000_000]) {
      assert.equal(scrollTopFor(3, count, 0, VIEW), 0);
      for (const row of [0, 50, count / 2, count - 1]) {
        const top = scrollTopFor(row, count, 0, VIEW);
        const { first, end, offset } = windowAt(count, top, VIEW);
        assert.ok(row >= first && row < end);
        const y = offset + (row - first) * ROW_HEIGHT;
        assert.ok(y >= top - 1 && y + ROW_HEIGHT <= top + VIEW + 1, `row ${row} of ${count}`);
      }
    }
  });

  it("are gone through by keys, and no key leads out", () => {
    assert.equal(rowForKey("ArrowDown", 4, 10, 5), 5);
    assert.equal(rowForKey("ArrowDown", 9, 10, 5), 9);
    assert.equal(rowForKey("ArrowUp", 0, 10, 5), 0);
    assert.equal(rowForKey("PageDown", 7, 10, 5), 9);
    assert.equal(rowForKey("PageUp", 7, 10, 5), 2);
    assert.equal(rowForKey("Home", 7, 10, 5), 0);
    assert.equal(rowForKey("End", 7, 10, 5), 9);
    assert.equal(rowForKey("a", 7, 10, 5), undefined);
    assert.equal(rowForKey("toString", 7, 10, 5), undefined);
    assert.equal(rowForKey("End", 0, 0, 5), undefined);
  });
});

describe("a code to scan", () => {
  it("is drawn with a quiet edge, as large as its text asks for", () => {
    const small = qrPath("sealfolio") ?? assert.fail();
    assert.match(small.path, /^M4 4h7v1h-7z/);
    assert.equal(small.size, 21 + 8);
    assert.ok((qrPath("x".repeat(1000)) ?? assert.fail()).size > small.size);
  });

  it("is none for what does not fit", () => {
    assert.equal(qrPath("x".repeat(4000)), undefined);
  });
});

describe("how the copy of the registry stands", () => {
  const NOW = 1_800_000_000;
  const age = { height: 3, time: NOW - 120, seconds: 120 };
  const source = (state: SourceView["state"]): SourceView => ({ url: "https://a.example/", state });

  it("is told by the worst that is known", () => {
    const good = [source("good"), source("unreachable")];
    const gone = [source("unreachable"), source("unreachable")];
    assert.equal(registryState({ age, sources: good }, NOW), "in_step");
    assert.equal(registryState({ age, sources: [] }, NOW), "in_step");
    assert.equal(registryState({ age: { ...age, time: NOW - 7200 }, sources: good }, NOW), "old");
    assert.equal(registryState({ age, sources: gone }, NOW), "offline");
    assert.equal(registryState({ sources: gone }, NOW), "empty");
    assert.equal(registryState({ age, sources: gone, alarm: "alarm.fork" }, NOW), "alarm");
  });
});

describe("the navigation", () => {
  it("shows counter and office to a wallet that works for one", () => {
    const office = { id: "identity-office", accredited: true };
    assert.deepEqual(
      sectionsOf({}).map(({ word }) => word),
      ["me"],
    );
    assert.deepEqual(
      sectionsOf({ office }).map(({ word }) => word),
      ["me", "counter", "office"],
    );
  });

  it("marks the place that a detail belongs to", () => {
    const [certificates] = sectionsOf(undefined)[0]?.items ?? [];
    assert.ok(certificates);
    assert.equal(isWithin(certificates, "certificate"), true);
    assert.equal(isWithin(certificates, "receive"), false);
    assert.equal(isWithin(certificates, undefined), false);
  });
});
