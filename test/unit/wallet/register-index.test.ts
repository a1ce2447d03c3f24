import assert from "node:assert/strict";
import { test } from "node:test";
import { RegisterIndex, type RegisterQuery } from "../../../main/wallet/office/register-index.ts";
import { lineOf, type RegisterLine } from "../../../main/wallet/office/register-line.ts";
import { fold, wordsOf } from "../../../main/wallet/office/register-words.ts";
import type { IssuedRow } from "../../../main/wallet/rows.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";

const NAMES = ["Ada Marie", "Jonah", "Émile", "Zoë", "中文", "أحمد", "O'Neil-Smith"];
const PLACES = ["Lakeside", "Mill Lane", "Straße", "São Paulo"];
const commitment = (row: number): string => {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, row);
  return toBase64Url(bytes);
};

function makeLine(row: number): RegisterLine {
  return {
    commitment: commitment(row),
    type: row % 3 === 0 ? "property-title" : "birth-certificate",
    state: row % 7 === 0 ? "submitted" : row % 11 === 0 ? "refused" : "sealed",
    made: 1_000_000 + ((row * 7919) % 5000),
    expires: 3_000_000,
    place: row,
    texts: [
      NAMES[row % NAMES.length] as string,
      PLACES[row % PLACES.length] as string,
      `C ${String(row * 37).padStart(5, "0")}/${1950 + (row % 70)}`,
    ],
  };
}

const folded = new Map<RegisterLine, readonly string[]>();

function foldedOf(line: RegisterLine): readonly string[] {
  const known = folded.get(line) ?? line.texts.flatMap((text) => fold(text).split(/\s+/u));
  folded.set(line, known);
  return known;
}

/** What the index must answer, by looking at every row. */
function plainly(lines: readonly RegisterLine[], query: Partial<RegisterQuery>): readonly RegisterLine[] {
  return lines
    .filter((line) => (query.words ?? []).every((word) => foldedOf(line).some((each) => each.includes(word))))
    .filter(({ type }) => query.type === undefined || type === query.type)
    .filter(({ made }) => made >= (query.since ?? 0) && made < (query.before ?? Infinity))
    .toSorted((a, b) => b.made - a.made || a.place - b.place);
}

const ALL = { words: [], from: 0, count: 100_000, now: 2_000_000 };

test("every search finds what looking at each row finds, newest first, however the rows came in", () => {
  const index = new RegisterIndex();
  const lines: RegisterLine[] = [];
  // Some are sorted, some wait for it, and both are searched.
  for (const upTo of [0, 1, 40, 3000, 3300, 5600]) {
    for (let row = lines.length; row < upTo; row++) {
      lines.push(makeLine(row));
      index.put(makeLine(row));
    }
    if (upTo === 40 || upTo === 3300) index.sort();
    const searches = [
      "",
      "a",
      "é",
      "ad",
      "ada",
      "marie lake",
      "0",
      "00",
      "/19",
      "37/1951",
      "c 0",
      "mill",
      "str",
      "ss",
      "中",
      "文",
      "حم",
      "o'n",
      "zzz",
      "ada zzz",
    ];
    for (const search of searches) {
      for (const more of [
        {},
        { type: "property-title" },
        { since: 1_001_000, before: 1_003_000 },
        { type: "none" },
      ]) {
        const query = { ...ALL, words: wordsOf(search), ...more };
        const wanted = plainly(lines, query).map((line) => line.commitment);
        const hits = index.find(query);
        assert.deepEqual(hits.commitments, wanted, `${search} of ${upTo}`);
        assert.deepEqual([hits.found, hits.total], [wanted.length, upTo]);
        const part = index.find({ ...query, from: 5, count: 7 });
        assert.deepEqual([part.commitments, part.found], [wanted.slice(5, 12), wanted.length]);
      }
    }
    assert.equal(index.find(ALL).oldest, upTo === 0 ? undefined : Math.min(...lines.map(({ made }) => made)));
  }
});

test("a row is in force, on its way or ended by its own state, the registry's status and its last day", () => {
  const index = new RegisterIndex();
  const put = (row: number, change: Partial<RegisterLine>): void =>
    index.put({ ...makeLine(row), state: "sealed", ...change });
  put(0, {});
  put(1, {});
  put(2, {});
  put(3, {});
  put(4, { expires: 1_999_999 });
  put(5, { state: "refused" });
  put(6, { state: "waiting" });
  put(7, { state: "submitted" });
  const inGroup = (group: "live" | "waiting" | "ended") =>
    index
      .find({ ...ALL, group })
      .commitments.map((each) => [0, 1, 2, 3, 4, 5, 6, 7].find((row) => commitment(row) === each))
      .toSorted();
  // Nobody knows yet how they stand.
  assert.deepEqual(inGroup("live"), [0, 1, 2, 3, 4]);
  // Valid, invalid, suspended, replaced.
  index.setStatuses(Uint8Array.of(0b11_10_01_00));
  assert.deepEqual(
    [inGroup("live"), inGroup("waiting"), inGroup("ended")],
    [
      [0, 2],
      [6, 7],
      [1, 3, 4, 5],
    ],
  );
  put(7, {});
  assert.deepEqual([inGroup("live"), inGroup("waiting")], [[0, 2, 7], [6]]);
});

test("pictures and what is under a member's name are no words, all else of a claim is", () => {
  const claims = {
    given_name: "Ada",
    portrait: "data:image/png;base64,AAAA",
    big: "x".repeat(600),
    nested: { owners: ["Ruth", 12] },
  };
  const row = {
    type: "id-card",
    state: "sealed",
    made: 1,
    expires: 2,
    index: 3,
    claims,
  } as never as IssuedRow;
  const { texts } = lineOf(commitment(1), row);
  assert.deepEqual(texts, ["id-card", "00000001", "Ada", "Ruth", "12"]);
});

test("a wiped index holds nothing", () => {
  const index = new RegisterIndex();
  for (let row = 0; row < 100; row++) index.put(makeLine(row));
  index.sort();
  assert.ok(index.byteLength > 0);
  index.wipe();
  assert.equal(index.size, 0);
});
