import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCsv } from "../../../src/csv/format.ts";

test("fields are quoted where they must be, and what a spreadsheet would run is kept a text", () => {
  assert.equal(
    formatCsv([
      ["name", "what"],
      ['a "b", c', "two\nlines"],
      ["=1+1", "@SUM(A1)"],
      ["-x", "+y"],
    ]),
    'name,what\r\n"a ""b"", c","two\nlines"\r\n\'=1+1,\'@SUM(A1)\r\n\'-x,\'+y\r\n',
  );
});
