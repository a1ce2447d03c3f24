import assert from "node:assert/strict";
import { test } from "node:test";
import { isPrintable, runsOf } from "../../../main/paper/runs.ts";
import { findPaper, isPdf } from "../../../src/paper/find-in-file.ts";
import { wrap } from "../../../src/paper/flow.ts";
import { formatAnswer, formatPaper, parsePaper } from "../../../src/paper/message.ts";
import { throwsCode } from "../../support/throws-code.ts";

const MESSAGE = formatPaper({ credential: "a.b.c~", receipt: '{"note":"— x"}' });
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a message is found in a file by its own characters, and only a whole one", () => {
  assert.equal(findPaper(bytesOf(`%PDF-1.7\n${MESSAGE}\nendstream`)), MESSAGE);
  assert.equal(findPaper(bytesOf(`%PDF-1.7 {"credential":"half {"x":1} ${MESSAGE}`)) !== undefined, true);
  assert.equal(findPaper(bytesOf(MESSAGE.slice(0, -1))), undefined);
  assert.equal(findPaper(bytesOf("%PDF-1.7")), undefined);
  assert.equal(findPaper(new Uint8Array(0)), undefined);
  assert.equal(findPaper(bytesOf('{"credential":"'.repeat(100_000))), undefined, "a file full of beginnings");
  assert.ok(isPdf(bytesOf("%PDF-1.7")) && !isPdf(bytesOf("PDF")) && !isPdf(new Uint8Array(0)));
});

test("what is read is exactly what is written", () => {
  assert.deepEqual(parsePaper(MESSAGE), { credential: "a.b.c~", receipt: '{"note":"— x"}' });
  const bad = [
    ` ${MESSAGE}`,
    MESSAGE.replace("paper-1", "paper-2"),
    MESSAGE.replace("a.b.c~", "a.b.c"),
    "{}",
    "[]",
    "",
  ];
  for (const text of bad) throwsCode(() => parsePaper(text), "paper.syntax");
  throwsCode(() => parsePaper(MESSAGE.replace("a.b", "a".repeat(200_000))), "paper.too_large");
  throwsCode(() => formatPaper({ credential: "a.b.c~key.binding.jwt", receipt: "{}" }), "paper.syntax");
});

test("a name cannot turn what stands beside it, and other scripts keep their own direction", () => {
  const said = (text: string): string =>
    runsOf(text)
      .map((run) => run.text)
      .join("");
  assert.equal(said("Ada\u202E elpmaS\u2066x\u200F"), "Ada elpmaSx");
  const arabic = runsOf("Office فاطمة محمد end");
  assert.deepEqual(
    arabic.filter(({ cut }) => cut.isRightToLeft).map(({ text }) => text.trim()),
    ["محمد", "فاطمة"],
    "words that read from right to left stand so",
  );
  assert.equal(said("漢字"), "??");
  assert.ok(isPrintable("Nguyễn Žižek Ελένη Иванова فاطمة") && !isPrintable("漢"));
});

test("lines are no wider than they may be, whatever the words", () => {
  const measure = (text: string): number => [...text].length;
  for (const text of ["a b c", "x".repeat(95), `short ${"y".repeat(31)} end`, "", "\n\t ", "😀".repeat(40)]) {
    const lines = wrap(text, 10, measure);
    for (const line of lines) assert.ok(measure(line) <= 10, line);
    assert.equal(lines.join("").replaceAll(/\s/gu, ""), text.replaceAll(/\s/gu, ""));
  }
});

test("the answer to a request is found in a file as it goes by any other way, and nothing that is cut or no answer", () => {
  const response = "eyJhbGciOiJFQ0RILUVTIn0..aXY.Y2lwaGVy.dGFn";
  const text = formatAnswer(response);
  const within = (inner: string): Uint8Array => Buffer.from(`%PDF-1.7 before${inner}after "} endobj`);
  assert.equal(findPaper(within(text)), response);
  assert.equal(
    findPaper(within(text.slice(0, 40) + text)),
    response,
    "a beginning without an end is gone past",
  );
  for (const bad of [text.slice(0, -2), text.replace("..", ". "), text.replace("answer-1", "answer-2")]) {
    assert.equal(findPaper(within(bad)), undefined);
  }
  throwsCode(() => formatAnswer("e".repeat(200_000)), "paper.too_large");
});
