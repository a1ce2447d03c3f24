import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "../../../../src/bytes/bytes.ts";
import {
  type BlockRecord,
  buildBlockRecord,
  parseBlockRecord,
} from "../../../../src/chain/blocks/block-record.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const HASH = "A".repeat(43);
const record: BlockRecord = {
  after: HASH,
  height: 7,
  time: 1_700_000_000,
  first: 40,
  count: 3,
  status: `${"B".repeat(42)}A`,
  trust: `${"C".repeat(42)}A`,
  authorities: `${"D".repeat(42)}A`,
  epoch: 2,
  since: 31,
  rules: 1,
};

test("a record is written in its one canonical form and read back", () => {
  const leaf = buildBlockRecord(record);
  const text = fromUtf8(leaf);
  assert.ok(text.startsWith(`{"after":"${HASH}","body":{"authorities":"`));
  assert.ok(text.endsWith(`"trust":"${record.trust}"},"by":"registry","kind":"block","sigs":[]}`));
  assert.deepEqual(parseBlockRecord(leaf), record);
});

test("anything but that form is record.syntax", () => {
  const text = fromUtf8(buildBlockRecord(record));
  const others = [
    "",
    "null",
    "[]",
    "{}",
    text.slice(0, -1),
    `${text} `,
    ` ${text}`,
    `\ufeff${text}`,
    text.replace('"sigs":[]', '"sigs":[{}]'),
    text.replace('"sigs":[]', '"sigs":{}'),
    text.replace('"by":"registry"', '"by":"quorum"'),
    text.replace('"kind":"block"', '"kind":"credential.issue"'),
    text.replace('"count":3', '"count":-3'),
    text.replace('"count":3', '"count":3.5'),
    text.replace('"count":3', '"count":3e0'),
    text.replace('"count":3', '"count":"3"'),
    text.replace('"count":3', '"count":9007199254740993'),
    text.replace('"count":3,', ""),
    text.replace('"count":3', '"count":3,"count":3'),
    text.replace('"count":3', '"count":3,"cover":3'),
    text.replace('"sigs":[]', '"sigs":[],"toString":1'),
    text.replace(HASH, "A".repeat(42)),
    text.replace(HASH, `${"A".repeat(42)}B`),
    text.replace(HASH, `${"A".repeat(42)}=`),
    text.replace(`"${HASH}"`, "null"),
    `${"[".repeat(1000)}${"]".repeat(1000)}`,
    `"${"x".repeat(100_000)}"`,
  ];
  for (const other of others) {
    assert.notEqual(other, text);
    throwsCode(() => parseBlockRecord(utf8(other)), "record.syntax");
  }
  throwsCode(() => parseBlockRecord(Uint8Array.of(0xff, 0xfe)), "record.syntax");
});
