import assert from "node:assert/strict";
import { test } from "node:test";
import { Output } from "../../../main/cli/output.ts";
import { sayClaim } from "../../../main/cli/words.ts";

function written(work: (output: Output) => void): string {
  const { write } = process.stdout;
  let text = "";
  process.stdout.write = ((chunk: string) => (text += chunk) !== "") as typeof write;
  try {
    work(new Output(false, "en"));
  } finally {
    process.stdout.write = write;
  }
  return text;
}

test("what others wrote commands no terminal, and begins no line of its own", () => {
  const claim = {
    path: ["name"],
    label: { en: "Name\u202e" },
    kind: "text",
    value: "Ada\u001b[2J\nvalid\u0085",
  } as const;
  assert.equal(sayClaim(claim, "en"), "  Name\ufffd: Ada\ufffd[2J\ufffdvalid\ufffd");
  const text = written((output) => output.result({}, ["one\u001b]0;x\u0007", "two\tthree"]));
  assert.equal(text, "one\ufffd]0;x\ufffd\ntwo\tthree\n");
  assert.equal(
    written((output) => output.line("\r100 %")),
    "\ufffd100 %\n",
  );
  assert.equal(
    written((output) => output.result({}, ["key,name\r\na,\rb\r\n"])),
    "key,name\r\na,\ufffdb\r\n\n",
    "a table's rows end as its format says",
  );
});
